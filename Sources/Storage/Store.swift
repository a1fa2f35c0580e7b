/// What a transaction's body wants done with what it wrote.
public enum Completion<Value: Sendable>: Sendable {
    /// Keep it, and answer this once it is on disk.
    case commit(Value)
    /// Undo it, and answer this: an expected refusal.
    case rollback(Value)
}

/// Statements inside one transaction. Valid only while the body that received it runs.
public protocol SQLSession {
    /// Runs a statement that changes something; answers how many rows it changed.
    ///
    /// - Parameter values: one for each `?`, in order.
    @discardableResult
    func execute(_ sql: String, _ values: [SQLValue]) throws(StorageError) -> Int

    /// Runs a query; answers all rows it finds. Bound them by `LIMIT` where they may be many.
    func rows(_ sql: String, _ values: [SQLValue]) throws(StorageError) -> [StoredRow]
}

extension SQLSession {
    /// The first row a query finds.
    public func row(_ sql: String, _ values: [SQLValue]) throws(StorageError) -> StoredRow? {
        try rows(sql, values).first
    }

    /// The whole number that a query with one column named `n` finds; 0 when it finds no row.
    public func number(_ sql: String, _ values: [SQLValue] = []) throws(StorageError) -> Int64 {
        try row(sql, values)?.integerIfAny("n") ?? 0
    }
}

/// A database that one service owns.
///
/// Small on purpose: whatever has transactions and statements can stand behind it.
public protocol Store: Sendable {
    /// Runs a body in a transaction of its own; answers after the commit is on disk.
    ///
    /// Bodies run one after another and must not wait. An error thrown by a body undoes its writes,
    /// and those of nobody else. Cancelling the task does not undo anything.
    func write<Value: Sendable>(
        _ body: @escaping @Sendable (any SQLSession) throws -> Completion<Value>
    ) async throws(StorageError) -> Value

    /// Runs a body on a consistent view of all that is committed.
    func read<Value: Sendable>(
        _ body: @escaping @Sendable (any SQLSession) throws -> Value
    ) async throws(StorageError) -> Value
}
