import CoordinatorAPI
import Seata
import Storage

extension ATResource {
    /// How long a tombstone is kept: no phase 1 takes longer.
    static let tombstoneLife: Int64 = 24 * 3_600_000
    /// At most so many undo logs are looked at in one go.
    static let reconcileLimit = 10_000

    /// Drops undo logs of committed transactions, undoes those of transactions that were rolled back,
    /// and removes old tombstones.
    public func reconcile(
        with link: any CoordinatorLink
    ) async throws(BranchFailure) -> Int {
        let rows = try await leftovers()
        var settled = 0
        for row in rows {
            let reply: TransactionReply
            do throws(SeataError) {
                reply = try await link.ask(.status(row.xid), deadline: .seconds(3))
            } catch {
                throw .coordinator(error)
            }
            guard case .status(.success(let status)) = reply else { continue }
            let order: BranchCall.Order
            switch status {
            case .committed: order = .commit
            // One that nobody remembers was never committed: presumed abort.
            case .rolledBack, .timeoutRolledBack, .finished: order = .rollback
            default: continue
            }
            let call = BranchCall(
                order, xid: row.xid, branch: row.branch, type: .at, resource: resource)
            if await carryOut(call) == call.doneAnswer { settled += 1 }
        }
        return settled
    }

    private func leftovers() async throws(BranchFailure) -> [UndoTable.Row] {
        do throws(StorageError) {
            return try await store.write { [now] session in
                let table = UndoTable(session: session)
                try table.removeTombstones(before: now() - Self.tombstoneLife)
                return .commit(
                    try table.rows(limit: Self.reconcileLimit).filter { !$0.isTombstone })
            }
        } catch {
            throw .storage(error)
        }
    }
}
