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
