import GRDB

/// Statements on SQLite, prepared once per connection.
struct SQLiteSession: SQLSession {
    let database: Database
    let path: String

    @discardableResult
    func execute(_ sql: String, _ values: [SQLValue]) throws(StorageError) -> Int {
        do {
            let statement = try database.cachedStatement(sql: sql)
            try statement.execute(arguments: StatementArguments(values))
            return database.changesCount
        } catch {
            throw StorageError(error, path: path)
        }
    }

    func rows(_ sql: String, _ values: [SQLValue]) throws(StorageError) -> [StoredRow] {
        do {
            let statement = try database.cachedStatement(sql: sql)
            let columns = statement.columnNames
            let cursor = try Row.fetchCursor(statement, arguments: StatementArguments(values))
            var found: [StoredRow] = []
            while let row = try cursor.next() {
                let values: [SQLValue] = row.databaseValues.map { SQLValue($0) }
                found.append(StoredRow(columns: columns, values: values))
            }
            return found
        } catch {
            throw StorageError(error, path: path)
        }
    }
}

extension SQLValue: DatabaseValueConvertible {
    /// As SQLite stores it.
    public var databaseValue: DatabaseValue {
        switch self {
        case .null: .null
        case .integer(let number): number.databaseValue
        case .text(let text): text.databaseValue
        }
    }

    /// From what SQLite stores; fractions and blobs are not ours and give nil.
    public static func fromDatabaseValue(_ value: DatabaseValue) -> SQLValue? {
        switch value.storage {
        case .null: .null
        case .int64(let number): .integer(number)
        case .string(let text): .text(text)
        case .double, .blob: nil
        }
    }

    init(_ value: DatabaseValue) {
        self = SQLValue.fromDatabaseValue(value) ?? .null
    }
}

extension StorageError {
    /// What an error of a statement means.
    init(_ error: any Error, path: String) {
        guard let error = error as? DatabaseError else {
            self = (error as? StorageError) ?? .failed("\(error)")
            return
        }
        let message = error.message ?? "\(error.resultCode)"
        switch error.resultCode {
        case .SQLITE_BUSY, .SQLITE_LOCKED: self = .busy(path: path)
        case .SQLITE_CONSTRAINT: self = .constraint(message)
        default: self = .failed("\(path): \(message)")
        }
    }
}
