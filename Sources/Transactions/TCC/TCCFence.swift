import CoordinatorAPI
import Storage

/// Keeps try, confirm and cancel of one branch apart, in the local transaction that does the work.
///
/// | call    | no row                  | tried          | committed | rolled back | suspended |
/// |---------|-------------------------|----------------|-----------|-------------|-----------|
/// | try     | insert, work            | nothing        | too late  | too late    | too late  |
/// | confirm | cannot be               | update, work   | nothing   | cannot be   | cannot be |
/// | cancel  | insert suspended        | update, work   | cannot be | nothing     | nothing   |
///
/// A try that is repeated has succeeded already. A row stays until its transaction has long ended.
///
/// Source: apache/incubator-seata, `SpringFenceHandler.java`, except for the repeated try: Seata deletes
/// the fence of the first one then, and can never commit it.
struct TCCFence {
    /// Where a branch stands.
    enum Status: Int64, CaseIterable {
        case tried = 1
        case committed = 2
        case rolledBack = 3
        case suspended = 4
    }

    static let migration = Migration(
        "tcc fence",
        [
            """
            CREATE TABLE tcc_fence_log (
                xid TEXT NOT NULL,
                branch_id INTEGER NOT NULL,
                action_name TEXT NOT NULL,
                status INTEGER NOT NULL,
                gmt_create INTEGER NOT NULL,
                gmt_modified INTEGER NOT NULL,
                PRIMARY KEY (xid, branch_id)) WITHOUT ROWID
            """,
            "CREATE INDEX tcc_fence_by_time ON tcc_fence_log (gmt_modified)",
        ])

    /// What a call is to do.
    enum Verdict: Equatable {
        /// The work, in this transaction.
        case work
        /// Nothing: it was done before, or there is nothing to undo.
        case nothing
        /// Nothing, and never: the branch was decided the other way.
        case never
    }

    let session: any SQLSession
    let now: Int64

    func tries(_ xid: XID, _ branch: Int64, _ action: String) throws -> Verdict {
        if try insert(xid, branch, action, .tried) { return .work }
        return try status(xid, branch) == .tried ? .nothing : .never
    }

    func commits(_ xid: XID, _ branch: Int64) throws -> Verdict {
        if try move(xid, branch, to: .committed) { return .work }
        return try status(xid, branch) == .committed ? .nothing : .never
    }

    func rollsBack(_ xid: XID, _ branch: Int64, _ action: String) throws -> Verdict {
        if try insert(xid, branch, action, .suspended) { return .nothing }
        if try move(xid, branch, to: .rolledBack) { return .work }
        return try status(xid, branch) == .committed ? .never : .nothing
    }

    private func insert(
        _ xid: XID, _ branch: Int64, _ action: String, _ status: Status
    ) throws -> Bool {
        try session.execute(
            "INSERT INTO tcc_fence_log VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
            [
                .text(xid.text), .integer(branch), .text(action), .integer(status.rawValue),
                .integer(now), .integer(now),
            ]) == 1
    }

    /// From tried only.
    private func move(_ xid: XID, _ branch: Int64, to status: Status) throws -> Bool {
        try session.execute(
            """
            UPDATE tcc_fence_log SET status = ?, gmt_modified = ?
            WHERE xid = ? AND branch_id = ? AND status = ?
            """,
            [
                .integer(status.rawValue), .integer(now), .text(xid.text), .integer(branch),
                .integer(Status.tried.rawValue),
            ]) == 1
    }

    func status(_ xid: XID, _ branch: Int64) throws -> Status? {
        try session.row(
            "SELECT status FROM tcc_fence_log WHERE xid = ? AND branch_id = ?",
            [.text(xid.text), .integer(branch)]
        ).flatMap { Status(rawValue: try $0.integer("status")) }
    }

    /// How many rows stand where.
    func counts() throws -> [String: Int] {
        let rows = try session.rows(
            "SELECT status, COUNT(*) AS n FROM tcc_fence_log GROUP BY status", [])
        return try rows.reduce(into: [:]) { counts, row in
            guard let status = Status(rawValue: try row.integer("status")) else { return }
            counts["\(status)"] = Int(try row.integer("n"))
        }
    }

    /// Removes rows of branches that ended before a time; those that are only tried stay.
    func removeEnded(before time: Int64) throws {
        try session.execute(
            "DELETE FROM tcc_fence_log WHERE status <> ? AND gmt_modified < ?",
            [.integer(Status.tried.rawValue), .integer(time)])
    }
}
