import CoordinatorAPI
import Storage

extension ATResource {
    /// At most so many undo logs are shown.
    static let viewLimit = 1_000

    /// The undo logs as they are, with their rows as they are now.
    public func undoLogs() async throws(StorageError) -> [UndoLogView] {
        try await store.read { [tables, resource] session in
            let phases = ATPhases(session: session, tables: tables, now: 0)
            return try UndoTable(session: session).rows(limit: Self.viewLimit).map { row in
                UndoLogView(
                    xid: row.xid.text, branch: row.branch, resource: resource,
                    isTombstone: row.isTombstone, created: row.created,
                    rows: try phases.views(of: row))
            }
        }
    }

    /// How many undo logs there are, and how many of them are tombstones.
    public func undoLogCounts() async throws(StorageError) -> (normal: Int, tombstones: Int) {
        try await store.read { session in
            let normal = try session.number(
                "SELECT COUNT(*) AS n FROM undo_log WHERE log_status = 0")
            let tombstones = try session.number(
                "SELECT COUNT(*) AS n FROM undo_log WHERE log_status = 1")
            return (Int(normal), Int(tombstones))
        }
    }
}

extension ATPhases {
    func views(of row: UndoTable.Row) throws -> [UndoLogView.Row] {
        guard !row.isTombstone,
            let log = try? UndoLog(context: row.context, info: row.info)
        else { return [] }
        return try rows(of: log).map { row in
            UndoLogView.Row(
                table: row.row.table, key: row.row.values.joined(separator: "_"),
                before: row.before?.texts, after: row.after?.texts, now: row.current?.texts,
                isDirty: row.isDirty)
        }
    }
}

extension RowImage {
    /// Its values by column, as text; a column without a value is absent.
    var texts: [String: String] {
        columns.reduce(into: [:]) { $0[$1.name] = $1.value }
    }
}
