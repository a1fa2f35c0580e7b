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
