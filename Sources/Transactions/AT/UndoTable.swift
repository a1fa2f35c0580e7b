import CoordinatorAPI
import Storage

/// The statements of `undo_log`, inside a local transaction.
///
/// Its unique key is what keeps a late phase 1 from writing after its rollback: either of them comes
/// first, and the other finds its row.
///
/// Source: apache/incubator-seata, `script/client/at/db/mysql.sql` and
/// `rm/datasource/undo/AbstractUndoLogManager.java`.
struct UndoTable {
    /// The step of a schema that makes the table.
    static let migration = Migration(
        "undo log",
        [
            """
            CREATE TABLE undo_log (
                branch_id INTEGER NOT NULL,
                xid TEXT NOT NULL,
                context TEXT NOT NULL,
                rollback_info TEXT NOT NULL,
                log_status INTEGER NOT NULL,
                log_created INTEGER NOT NULL,
                log_modified INTEGER NOT NULL,
                PRIMARY KEY (xid, branch_id)) WITHOUT ROWID
            """,
            "CREATE INDEX undo_log_by_time ON undo_log (log_created)",
        ])

    /// What a row of it is.
    enum Status: Int64 {
        /// Phase 1 was committed here.
        case normal = 0
        /// The branch was rolled back before phase 1 came: it must not come any more.
        case tombstone = 1
    }

    let session: any SQLSession

    /// Takes down what phase 1 did; false when its rollback came before.
    func add(
        _ log: UndoLog, xid: XID, branch: Int64, now: Int64
    ) throws -> Bool {
        let (context, info) = try log.encoded()
        return try insert(xid, branch, context: context, info: info, .normal, now)
    }

    func addTombstone(xid: XID, branch: Int64, now: Int64) throws {
        _ = try insert(xid, branch, context: "", info: "", .tombstone, now)
    }

    private func insert(
        _ xid: XID, _ branch: Int64, context: String, info: String, _ status: Status, _ now: Int64
    ) throws -> Bool {
        try session.execute(
            "INSERT INTO undo_log VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
            [
                .integer(branch), .text(xid.text), .text(context), .text(info),
                .integer(status.rawValue), .integer(now), .integer(now),
            ]) == 1
    }

    func row(xid: XID, branch: Int64) throws -> Row? {
        try session.row(
            "SELECT * FROM undo_log WHERE xid = ? AND branch_id = ?",
            [.text(xid.text), .integer(branch)]
        ).map { try Row($0) }
    }

    func remove(xid: XID, branch: Int64) throws {
        try session.execute(
            "DELETE FROM undo_log WHERE xid = ? AND branch_id = ? AND log_status = ?",
            [.text(xid.text), .integer(branch), .integer(Status.normal.rawValue)])
    }

    /// Removes tombstones from before a time: their phase 1 cannot come any more.
    func removeTombstones(before time: Int64) throws {
        try session.execute(
            "DELETE FROM undo_log WHERE log_status = ? AND log_created < ?",
            [.integer(Status.tombstone.rawValue), .integer(time)])
    }

    /// The rows, tombstones too, the oldest first.
    func rows(limit: Int) throws -> [Row] {
        try session.rows(
            "SELECT * FROM undo_log ORDER BY log_created, xid, branch_id LIMIT ?",
            [.integer(Int64(limit))]
        ).map { try Row($0) }
    }

    struct Row: Hashable, Sendable {
        let xid: XID
        let branch: Int64
        let context: String
        let info: String
        let isTombstone: Bool
        let created: Int64

        init(_ row: StoredRow) throws(StorageError) {
            xid = XID(try row.text("xid"))
            branch = try row.integer("branch_id")
            context = try row.text("context")
            info = try row.text("rollback_info")
            isTombstone = try row.integer("log_status") == Status.tombstone.rawValue
            created = try row.integer("log_created")
        }
    }
}
