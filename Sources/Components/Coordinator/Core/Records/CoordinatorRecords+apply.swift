import CoordinatorAPI

/// A change that contradicts the records: somebody else changed them, or we are wrong.
public enum ChangeConflict: Error, Hashable, Sendable {
    /// A transaction of that name is there already.
    case transactionExists(XID)
    /// There is no such transaction.
    case noTransaction(XID)
    /// There is no such branch.
    case noBranch(XID, Int64)
    /// It stands elsewhere than the change says.
    case standsElsewhere(XID, expected: GlobalStatus, found: GlobalStatus)
    /// A row is somebody's already.
    case locked(RowLock, by: LockHolder)
}

extension CoordinatorRecords {
    /// Applies a change, as a store does: the model that stores are held to.
    public mutating func apply(_ change: CoordinatorChange) throws(ChangeConflict) {
        switch change {
        case .begin(let record):
            guard !transactions.contains(where: { $0.xid == record.xid }) else {
                throw .transactionExists(record.xid)
            }
            transactions.append(record)
        case .register(let branch, let xid, let rows):
            let index = try index(of: xid)
            for row in rows {
                if let holder = locks[row] { throw .locked(row, by: holder) }
            }
            transactions[index].branches.append(branch)
            for row in rows { locks[row] = LockHolder(xid: xid, branch: branch.number) }
        case .report(let xid, let branch, let status, let applicationData):
            let index = try index(of: xid)
            let place = try place(of: branch, in: index)
            transactions[index].branches[place].status = status
            transactions[index].branches[place].applicationData = applicationData
        case .move(let xid, let from, let to, let time, let releasesLocks):
            let index = try index(of: xid, standing: from)
            if from == .begin { transactions[index].decided = time }
            transactions[index].status = to
            if releasesLocks { release { $0.xid == xid } }
        case .endBranch(let xid, let branch, let releasesLocks):
            let index = try index(of: xid)
            transactions[index].branches.remove(at: try place(of: branch, in: index))
            if releasesLocks { release { $0.xid == xid && $0.branch == branch } }
        case .end(let xid, let from, _, _):
            transactions.remove(at: try index(of: xid, standing: from))
            release { $0.xid == xid }
        case .forget: break
        }
    }

    private mutating func release(_ isReleased: (LockHolder) -> Bool) {
        locks = locks.filter { !isReleased($0.value) }
    }

    private func index(
        of xid: XID, standing status: GlobalStatus? = nil
    ) throws(ChangeConflict) -> Int {
        guard let index = transactions.firstIndex(where: { $0.xid == xid }) else {
            throw .noTransaction(xid)
        }
        let found = transactions[index].status
        if let status, found != status {
            throw .standsElsewhere(xid, expected: status, found: found)
        }
        return index
    }

    private func place(of branch: Int64, in index: Int) throws(ChangeConflict) -> Int {
        guard
            let place = transactions[index].branches.firstIndex(where: { $0.number == branch })
        else { throw .noBranch(transactions[index].xid, branch) }
        return place
    }
}
