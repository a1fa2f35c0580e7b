import Storage

/// A session that keeps images of every row its statements change, before and after.
///
/// A class, because a transaction's body changes it through the protocol.
final class ImagingSession: SQLSession {
    private let inner: any SQLSession
    private let tables: [ATTable]
    private(set) var changes: [ChangeImage] = []

    /// - Parameter tables: those whose rows may be changed.
    init(_ inner: any SQLSession, tables: [ATTable]) {
        self.inner = inner
        self.tables = tables
    }

    func rows(_ sql: String, _ values: [SQLValue]) throws(StorageError) -> [StoredRow] {
        try inner.rows(sql, values)
    }

    @discardableResult
    func execute(_ sql: String, _ values: [SQLValue]) throws(StorageError) -> Int {
        let statement: ChangeStatement
        do throws(ChangeStatement.NotUnderstood) {
            statement = try ChangeStatement(sql, values)
        } catch {
            throw .failed("no image can be made for \"\(sql)\": \(error.reason)")
        }
        guard let table = tables.first(where: { $0.name == statement.table }) else {
            throw .failed("table \(statement.table) belongs to no global transaction")
        }
        if let column = statement.columns.first(where: table.key.contains),
            statement.kind == .update
        {
            throw .failed("column \(column) is a key of \(table.name), which must not change")
        }
        return switch statement.kind {
        case .insert: try insert(statement, table, sql, values)
        case .update, .delete: try change(statement, table, sql, values)
        }
    }

    private func insert(
        _ statement: ChangeStatement, _ table: ATTable, _ sql: String, _ values: [SQLValue]
    ) throws(StorageError) -> Int {
        var keys: [SQLValue] = []
        for column in table.key {
            guard let value = statement.insertedValues[column], value != .null else {
                throw .failed("an insertion into \(table.name) must name a value for \(column)")
            }
            keys.append(value)
        }
        let changed = try inner.execute(sql, values)
        guard changed > 0 else { return 0 }
        let after = try images(of: table, keys)
        changes.append(
            ChangeImage(
                kind: .insert, table: table.name, key: table.key, before: [], after: after))
        return changed
    }

    private func change(
        _ statement: ChangeStatement, _ table: ATTable, _ sql: String, _ values: [SQLValue]
    ) throws(StorageError) -> Int {
        let before = try inner.rows(
            "SELECT * FROM \(table.name) WHERE \(statement.condition)", statement.conditionValues
        ).map(RowImage.init)
        let changed = try inner.execute(sql, values)
        guard changed == before.count else {
            throw .failed("\(before.count) rows were to change in \(table.name), not \(changed)")
        }
        guard changed > 0 else { return 0 }
        var after: [RowImage] = []
        if statement.kind == .update {
            for row in before {
                after += try images(of: table, table.key.map { row.value($0) ?? .null })
            }
            guard after.count == before.count else {
                throw .failed("the key of \(table.name) tells its rows not apart")
            }
        }
        changes.append(
            ChangeImage(
                kind: statement.kind, table: table.name, key: table.key, before: before,
                after: after))
        return changed
    }

    private func images(of table: ATTable, _ keys: [SQLValue]) throws(StorageError) -> [RowImage] {
        try inner.rows(
            "SELECT * FROM \(table.name) WHERE \(table.key.condition)", keys
        ).map(RowImage.init)
    }
}

extension [String] {
    /// These columns, each with a value.
    var condition: String { map { "\($0) = ?" }.joined(separator: " AND ") }
}
