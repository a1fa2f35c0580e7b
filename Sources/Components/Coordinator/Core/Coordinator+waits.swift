import CoordinatorAPI

/// Waiting for rows. Seata's clients ask again every 10 ms for as long as they like; ours say how long
/// they would wait and hold nothing meanwhile. They are served in the order they came, and whoever would
/// close a circle of waiting is refused at once.
extension Coordinator {
    /// The rows that others hold, or stand in line for.
    func blockers(of wait: LockWait) -> Set<XID> {
        var blockers = locks.others(holding: wait.rows, than: wait.xid)
        blockers.formUnion(
            waits.others(before: wait.question, for: wait.rows, than: wait.xid))
        return blockers
    }

    /// Puts a registration in line; refuses it when waiting is no use.
    mutating func wait(
        _ wanted: BranchRegistration, for rows: [RowLock], _ question: QuestionID, at now: Moment,
        _ actions: inout [CoordinatorAction]
    ) -> TransactionRefusal? {
        let patience = Duration.milliseconds(BranchNote(wanted.applicationData)?.patience ?? 0)
        let refusal = conflict(on: rows, for: wanted.xid)
        guard patience > .zero, waits.count < limits.lockWaits else { return refusal }
        let wait = LockWait(
            question: question, registration: wanted, rows: rows, since: now,
            until: now.steady + min(patience, limits.longestLockWait))
        let blockers = blockers(of: wait)
        let isStuck = blockers.contains { live[$0]?.record.status.isStuck ?? false }
        guard !isStuck else { return refusal }
        guard !leads(from: blockers, to: wanted.xid) else {
            return TransactionRefusal(
                .lockKeyConflictFailFast,
                "\(refusal.message), and that transaction waits for this one")
        }
        waits.add(wait)
        timetable.add(.lockWait(question), at: wait.until)
        return nil
    }

    /// Whether following who waits for whom leads from these transactions to that one.
    private func leads(from start: Set<XID>, to goal: XID) -> Bool {
        var seen: Set<XID> = []
        var open = Array(start)
        while let xid = open.popLast() {
            if xid == goal { return true }
            guard seen.insert(xid).inserted else { continue }
            for wait in waits.waits(of: xid) { open.append(contentsOf: blockers(of: wait)) }
        }
        return false
    }

    /// Serves who stands first in the lines of rows that became free.
    mutating func serveLines(at now: Moment, _ actions: inout [CoordinatorAction]) {
        while !freed.isEmpty {
            let firsts = waits.firsts(for: freed)
            freed = []
            for wait in firsts where blockers(of: wait).isEmpty {
                leave(wait.question)
                let result = place(wait.registration, wait.rows, at: now, &actions)
                actions.append(.reply(wait.question, .registered(result)))
            }
        }
    }

    /// Takes a question out of its lines; those behind it may be served now.
    @discardableResult
    mutating func leave(_ question: QuestionID) -> LockWait? {
        let wait = waits.remove(question)
        freed.formUnion(wait?.rows ?? [])
        return wait
    }

    /// Its patience is over.
    mutating func refuseWait(_ question: QuestionID, _ actions: inout [CoordinatorAction]) {
        guard let wait = leave(question) else { return }
        let refusal = conflict(on: wait.rows, for: wait.xid)
        actions.append(.reply(question, .registered(.failure(refusal))))
    }

    /// Whoever waits for rows on behalf of a transaction that was decided waits in vain.
    mutating func refuseWaits(of xid: XID, _ actions: inout [CoordinatorAction]) {
        for wait in waits.waits(of: xid) {
            leave(wait.question)
            actions.append(.reply(wait.question, .registered(notActive(xid))))
        }
    }

    /// What the lines were is not known any more.
    mutating func refuseAllWaits(_ actions: inout [CoordinatorAction]) {
        for wait in waits.all {
            let refusal = TransactionRefusal(
                .failedStore, "the coordinator could not write; nothing was registered")
            actions.append(.reply(wait.question, .registered(.failure(refusal))))
        }
        waits = LockQueue()
        freed = []
    }

    private func conflict(on rows: [RowLock], for xid: XID) -> TransactionRefusal {
        guard let (row, holder) = locks.conflict(rows, for: xid) else {
            return TransactionRefusal(.lockKeyConflict, "others wait for these rows already")
        }
        // Whoever holds a database while asking would wait for one that needs it to roll back.
        let isRollback = live[holder.xid]?.record.status.isRollback ?? false
        return TransactionRefusal(
            isRollback ? .lockKeyConflictFailFast : .lockKeyConflict,
            "row \(row.table):\(row.key) is held by \(holder.xid), branch \(holder.branch)")
    }
}
