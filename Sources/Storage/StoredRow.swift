/// A row that a query found: its values by column name.
public struct StoredRow: Hashable, Sendable {
    private let names: [String]
    private let values: [SQLValue]

    /// A row from its columns and as many values.
    public init(columns: [String], values: [SQLValue]) {
        precondition(
            columns.count == values.count, "\(columns.count) columns, \(values.count) values")
        names = columns
        self.values = values
    }

    /// Its columns and their values, in order.
    public var columns: [(name: String, value: SQLValue)] {
        Array(zip(names, values)).map { (name: $0, value: $1) }
    }

    /// The value of a column; of two columns with one name the first.
    ///
    /// - Throws: ``StorageError/shape(_:)`` when the query has no such column: our own mistake.
    public func value(_ column: String) throws(StorageError) -> SQLValue {
        guard let index = names.firstIndex(of: column) else {
            throw .shape("no column \(column) among \(names.joined(separator: ", "))")
        }
        return values[index]
    }

    /// The whole number in a column.
    public func integer(_ column: String) throws(StorageError) -> Int64 {
        guard case .integer(let number) = try value(column) else {
            throw .shape("column \(column) holds no whole number")
        }
        return number
    }

    /// The text in a column.
    public func text(_ column: String) throws(StorageError) -> String {
        guard case .text(let text) = try value(column) else {
            throw .shape("column \(column) holds no text")
        }
        return text
    }

    /// The whole number in a column; nil when it holds none.
    public func integerIfAny(_ column: String) throws(StorageError) -> Int64? {
        try value(column) == .null ? nil : try integer(column)
    }
}
