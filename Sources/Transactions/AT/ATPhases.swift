import CoordinatorAPI
import Storage

/// What an AT branch does inside its local transactions: the rules without the calls around them.
struct ATPhases {
    let session: any SQLSession
    let tables: [ATTable]
    /// Milliseconds since 1970.
    let now: Int64

    /// What came of phase 1.
    enum PhaseOne<Value: Sendable>: Sendable {
        /// Written, with its undo log.
        case done(Value)
        /// The body wants nothing of it kept.
        case refused(Value)
        /// It changed rows that are not locked for it: to be done again with these locked too.
        case needsLocks(Set<RowKey>)
        /// The branch was rolled back before.
        case tooLate
    }

    /// Runs a body and takes down what it did. Unless the answer is ``PhaseOne/done(_:)``, all of it is
    /// to be rolled back.
    func write<Value: Sendable>(
        xid: XID, branch: Int64, locked: Set<RowKey>,
        _ body: (any SQLSession) throws -> Completion<Value>
    ) throws -> PhaseOne<Value> {
        let imaging = ImagingSession(session, tables: tables)
        let value: Value
        switch try body(imaging) {
        case .rollback(let refusal): return .refused(refusal)
        case .commit(let result): value = result
        }
        let missing = Set(imaging.changes.flatMap(\.rows)).subtracting(locked)
        guard missing.isEmpty else { return .needsLocks(missing) }
        guard !imaging.changes.isEmpty else { return .done(value) }
        let isFirst = try UndoTable(session: session).add(
            UndoLog(imaging.changes), xid: xid, branch: branch, now: now)
        return isFirst ? .done(value) : .tooLate
    }

    /// Phase 2, good: what was done stays, and its undo log goes.
    func commit(xid: XID, branch: Int64) throws {
        try UndoTable(session: session).remove(xid: xid, branch: branch)
    }

    /// What came of a rollback.
    enum Undone: Equatable {
        /// All is as before phase 1, or as somebody chose.
        case done
        /// Somebody else wrote to these rows since: nothing was changed.
        case dirty([BranchRow])
        /// The undo log cannot be read: nothing was changed.
        case damaged(String)
    }

    /// Phase 2, bad: puts the rows back. Rows that are neither as phase 1 left them nor as they were
    /// before are somebody else's work, and only touched when somebody chose so.
    func rollBack(xid: XID, branch: Int64, choice: BranchNote.Choice?) throws -> Undone {
        let table = UndoTable(session: session)
        guard let row = try table.row(xid: xid, branch: branch) else {
            try table.addTombstone(xid: xid, branch: branch, now: now)
            return .done
        }
        if row.isTombstone { return .done }
        let log: UndoLog
        do throws(UndoLog.Damaged) {
            log = try UndoLog(context: row.context, info: row.info)
        } catch {
            guard choice == .keep else { return .damaged(error.reason) }
            try table.remove(xid: xid, branch: branch)
            return .done
        }
        if choice != .keep {
            let dirty = try dirtyRows(of: log)
            guard dirty.isEmpty || choice != nil else { return .dirty(dirty) }
            let skipped = choice == .skip ? Set(dirty.map(\.row)) : []
            for change in log.changes.reversed() { try undo(change, except: skipped) }
        }
        try table.remove(xid: xid, branch: branch)
        return .done
    }

    /// The rows that are as nobody of this branch left them.
    func dirtyRows(of log: UndoLog) throws -> [BranchRow] {
        try rows(of: log).filter(\.isDirty)
    }

    /// The rows that a branch changed, in the order it did.
    func rows(of log: UndoLog) throws -> [BranchRow] {
        var last: [RowKey: (first: ChangeImage, last: ChangeImage)] = [:]
        var order: [RowKey] = []
        for change in log.changes {
            for row in change.rows {
                if last[row] == nil { order.append(row) }
                last[row] = (last[row]?.first ?? change, change)
            }
        }
        return try order.compactMap { row in
            guard let (first, change) = last[row] else { return nil }
            let before = first.before.first { first.rowKey(of: $0) == row }
            let after = change.after.first { change.rowKey(of: $0) == row }
            return BranchRow(
                row: row, before: before, after: after, current: try current(row, of: change))
        }
    }

    private func current(_ row: RowKey, of change: ChangeImage) throws -> RowImage? {
        let image = (change.before + change.after).first { change.rowKey(of: $0) == row }
        let keys = change.key.map { image?.value($0) ?? .null }
        return try session.row(
            "SELECT * FROM \(change.table) WHERE \(change.key.condition)", keys
        ).map(RowImage.init)
    }

    private func undo(_ change: ChangeImage, except skipped: Set<RowKey>) throws {
        for row in change.rows.reversed() where !skipped.contains(row) {
            let before = change.before.first { change.rowKey(of: $0) == row }
            let after = change.after.first { change.rowKey(of: $0) == row }
            let keys = change.key.map { (before ?? after)?.value($0) ?? .null }
            guard let before else {
                try session.execute(
                    "DELETE FROM \(change.table) WHERE \(change.key.condition)", keys)
                continue
            }
            try put(before, into: change, keys)
        }
    }

    private func put(_ row: RowImage, into change: ChangeImage, _ keys: [SQLValue]) throws {
        let others = row.columns.filter { !change.key.contains($0.name) }
        let assignments = others.map { "\($0.name) = ?" }.joined(separator: ", ")
        let values = others.map { $0.sqlValue ?? .null }
        let changed =
            others.isEmpty
            ? 0
            : try session.execute(
                "UPDATE \(change.table) SET \(assignments) WHERE \(change.key.condition)",
                values + keys)
        guard changed == 0 else { return }
        let names = row.columns.map(\.name).joined(separator: ", ")
        let marks = row.columns.map { _ in "?" }.joined(separator: ", ")
        try session.execute(
            "INSERT INTO \(change.table) (\(names)) VALUES (\(marks)) ON CONFLICT DO NOTHING",
            row.columns.map { $0.sqlValue ?? .null })
    }
}

/// A row that a branch changed.
struct BranchRow: Hashable, Sendable {
    let row: RowKey
    /// Before phase 1; nil when phase 1 made it.
    let before: RowImage?
    /// As phase 1 left it; nil when phase 1 removed it.
    let after: RowImage?
    /// As it is now; nil when it is gone.
    let current: RowImage?

    /// Whether somebody else wrote to it since.
    var isDirty: Bool { current != after && current != before }
}
