import Storage
import Wire

/// A row as it was at one moment: its columns in the table's order.
///
/// On disk a value is its type's name and its text: no type of a programming language.
struct RowImage: Hashable, Sendable, Codable {
    struct Column: Hashable, Sendable, Codable {
        var name: String
        var type: String
        var value: String?

        init(_ name: String, _ value: SQLValue) {
            self.name = name
            switch value {
            case .null: (type, self.value) = ("NULL", nil)
            case .integer(let number): (type, self.value) = ("INTEGER", String(number))
            case .text(let text): (type, self.value) = ("TEXT", text)
            }
        }

        /// The value; nil when type and text do not fit.
        var sqlValue: SQLValue? {
            switch type {
            case "NULL": value == nil ? .null : nil
            case "INTEGER": value.flatMap { Int64($0) }.map { .integer($0) }
            case "TEXT": value.map { .text($0) }
            default: nil
            }
        }
    }

    var columns: [Column]

    init(_ row: StoredRow) {
        columns = row.columns.map { Column($0.name, $0.value) }
    }

    func value(_ name: String) -> SQLValue? {
        columns.first { $0.name == name }?.sqlValue
    }
}

/// What one statement did to rows of one table. An insertion has no rows before, a deletion none after;
/// else both lists are the same rows in the same order.
struct ChangeImage: Hashable, Sendable, Codable {
    var kind: ChangeStatement.Kind
    var table: String
    /// The columns that tell its rows apart.
    var key: [String]
    var before: [RowImage]
    var after: [RowImage]

    /// Its rows by their keys.
    var rows: [RowKey] {
        (before.isEmpty ? after : before).map { rowKey(of: $0) }
    }

    func rowKey(of row: RowImage) -> RowKey {
        RowKey(table, key.map { name in row.columns.first { $0.name == name }?.value ?? "" })
    }
}
