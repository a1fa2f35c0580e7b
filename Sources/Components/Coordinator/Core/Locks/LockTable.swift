import CoordinatorAPI

/// Which rows belong to which global transaction. A row has one holder at most; its holder may take it
/// again.
struct LockTable: Sendable {
    private(set) var holders: [RowLock: LockHolder]
    private var rows: [XID: Set<RowLock>] = [:]

    init(_ holders: [RowLock: LockHolder] = [:]) {
        self.holders = holders
        for (row, holder) in holders { rows[holder.xid, default: []].insert(row) }
    }

    /// How many rows are locked.
    var count: Int { holders.count }

    /// The first row that another transaction holds, with its holder.
    func conflict(_ wanted: [RowLock], for xid: XID) -> (row: RowLock, holder: LockHolder)? {
        for row in wanted {
            if let holder = holders[row], holder.xid != xid { return (row, holder) }
        }
        return nil
    }

    /// The other transactions that hold one of these rows.
    func others(holding wanted: [RowLock], than xid: XID) -> Set<XID> {
        var others = Set(wanted.compactMap { holders[$0]?.xid })
        others.remove(xid)
        return others
    }

    /// Takes rows that have no conflict; answers those that were nobody's.
    mutating func take(_ wanted: [RowLock], for holder: LockHolder) -> [RowLock] {
        let free = wanted.filter { holders[$0] == nil }
        for row in free {
            holders[row] = holder
            rows[holder.xid, default: []].insert(row)
        }
        return free
    }

    func hasRows(_ xid: XID, branch: Int64) -> Bool {
        (rows[xid] ?? []).contains { holders[$0]?.branch == branch }
    }

    /// Gives back all rows of a transaction.
    mutating func release(_ xid: XID) -> Set<RowLock> {
        let released = rows.removeValue(forKey: xid) ?? []
        for row in released { holders[row] = nil }
        return released
    }

    /// Gives back the rows that one branch locked first.
    mutating func release(_ xid: XID, branch: Int64) -> Set<RowLock> {
        let released = (rows[xid] ?? []).filter { holders[$0]?.branch == branch }
        for row in released { holders[row] = nil }
        rows[xid]?.subtract(released)
        if rows[xid]?.isEmpty == true { rows[xid] = nil }
        return released
    }
}
