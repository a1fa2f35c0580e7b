import CoordinatorAPI
import CoordinatorCore
import Storage

/// The statements of the coordinator's store, inside a transaction that somebody else begins and ends.
///
/// Every change of a transaction's status names the status it leaves (compare and set), and no two rows
/// of `lock_tb` are about one row: whatever else may be wrong, two decisions and two holders cannot be.
struct CoordinatorTables {
    let session: any SQLSession

    /// Writes a change down.
    ///
    /// - Parameter history: what happened to a transaction that ends, a line an event.
    /// - Throws: ``ChangeConflict`` when the store is not what the change supposes, and what the database
    ///   throws.
    func apply(_ change: CoordinatorChange, history: String) throws {
        switch change {
        case .begin(let record): try begin(record)
        case .register(let branch, let xid, let locks):
            try register(branch, of: xid, locks)
        case .report(let xid, let branch, let status, let applicationData):
            try checkBranch(
                session.execute(
                    """
                    UPDATE branch_tb SET status = ?, application_data = ?
                    WHERE branch = ? AND xid = ?
                    """,
                    [
                        .integer(Int64(status.rawValue)), .text(applicationData),
                        .integer(branch), .text(xid.text),
                    ]), of: xid, branch)
        case .move(let xid, let from, let to, let time, let releasesLocks):
            try move(xid, from: from, to: to, time: time)
            if releasesLocks { try release(xid) }
        case .endBranch(let xid, let branch, let releasesLocks):
            try checkBranch(
                session.execute(
                    "DELETE FROM branch_tb WHERE branch = ? AND xid = ?",
                    [.integer(branch), .text(xid.text)]), of: xid, branch)
            if releasesLocks {
                try session.execute(
                    "DELETE FROM lock_tb WHERE xid = ? AND branch = ?",
                    [.text(xid.text), .integer(branch)])
            }
        case .end(let xid, let from, let outcome, let time):
            try end(xid, from: from, outcome: outcome, time: time, history: history)
        case .forget(let time, let limit):
            try session.execute(
                """
                DELETE FROM outcome_tb WHERE xid IN
                    (SELECT xid FROM outcome_tb WHERE ended < ? ORDER BY ended LIMIT ?)
                """, [.integer(time), .integer(Int64(limit))])
        }
    }

    private func begin(_ record: TransactionRecord) throws {
        let added = try session.execute(
            """
            INSERT INTO global_tb VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING
            """,
            [
                .text(record.xid.text), .integer(record.xid.number ?? 0), .text(record.name),
                .text(record.application), .text(record.owner), .integer(record.timeout),
                .integer(record.begun), .integer(record.decided),
                .integer(Int64(record.status.rawValue)),
            ])
        if added != 1 { throw ChangeConflict.transactionExists(record.xid) }
    }

    private func register(_ branch: BranchRecord, of xid: XID, _ locks: [RowLock]) throws {
        guard try status(of: xid) != nil else { throw ChangeConflict.noTransaction(xid) }
        try session.execute(
            "INSERT INTO branch_tb VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            [
                .integer(branch.number), .text(xid.text), .integer(Int64(branch.type.rawValue)),
                .text(branch.resource), .integer(Int64(branch.status.rawValue)),
                .text(branch.lockKeys), .text(branch.applicationData),
                .integer(branch.registered),
            ])
        for lock in locks {
            let added = try session.execute(
                "INSERT INTO lock_tb VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
                [
                    .text(lock.resource), .text(lock.table), .text(lock.key), .text(xid.text),
                    .integer(branch.number),
                ])
            if added != 1 { throw ChangeConflict.locked(lock, by: try holder(of: lock)) }
        }
    }

    private func move(_ xid: XID, from: GlobalStatus, to: GlobalStatus, time: Int64) throws {
        let moved = try session.execute(
            """
            UPDATE global_tb SET status = ?1, decided = CASE decided WHEN 0 THEN ?2 ELSE decided END
            WHERE xid = ?3 AND status = ?4
            """,
            [
                .integer(Int64(to.rawValue)), .integer(time), .text(xid.text),
                .integer(Int64(from.rawValue)),
            ])
        if moved != 1 { throw try standing(xid, expected: from) }
    }

    private func end(
        _ xid: XID, from: GlobalStatus, outcome: GlobalStatus, time: Int64, history: String
    ) throws {
        try release(xid)
        try session.execute("DELETE FROM branch_tb WHERE xid = ?", [.text(xid.text)])
        let remembered = try session.execute(
            """
            INSERT INTO outcome_tb
            SELECT xid, number, name, application, begun, ?, ?, ? FROM global_tb
            WHERE xid = ? AND status = ?
            """,
            [
                .integer(time), .integer(Int64(outcome.rawValue)), .text(history),
                .text(xid.text), .integer(Int64(from.rawValue)),
            ])
        if remembered != 1 { throw try standing(xid, expected: from) }
        try session.execute("DELETE FROM global_tb WHERE xid = ?", [.text(xid.text)])
    }

    private func release(_ xid: XID) throws {
        try session.execute("DELETE FROM lock_tb WHERE xid = ?", [.text(xid.text)])
    }

    // MARK: Conflicts

    private func checkBranch(_ changed: Int, of xid: XID, _ branch: Int64) throws {
        guard changed != 1 else { return }
        throw try status(of: xid) == nil
            ? ChangeConflict.noTransaction(xid) : .noBranch(xid, branch)
    }

    private func status(of xid: XID) throws -> GlobalStatus? {
        try session.row("SELECT status FROM global_tb WHERE xid = ?", [.text(xid.text)])
            .map { try $0.globalStatus() }
    }

    private func standing(_ xid: XID, expected: GlobalStatus) throws -> ChangeConflict {
        guard let found = try status(of: xid) else { return .noTransaction(xid) }
        return .standsElsewhere(xid, expected: expected, found: found)
    }

    private func holder(of lock: RowLock) throws -> LockHolder {
        let row = try session.row(
            """
            SELECT xid, branch FROM lock_tb
            WHERE resource = ? AND table_name = ? AND row_key = ?
            """, [.text(lock.resource), .text(lock.table), .text(lock.key)])
        return LockHolder(
            xid: XID(try row?.text("xid") ?? ""), branch: try row?.integer("branch") ?? 0)
    }
}

extension StoredRow {
    func globalStatus() throws(StorageError) -> GlobalStatus {
        let number = try integer("status")
        guard let status = UInt8(exactly: number).flatMap({ GlobalStatus(rawValue: $0) }) else {
            throw .shape("there is no status \(number)")
        }
        return status
    }
}
