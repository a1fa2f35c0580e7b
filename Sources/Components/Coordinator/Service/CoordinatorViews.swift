import CoordinatorAPI
import CoordinatorCore

extension TransactionView {
    init(_ record: TransactionRecord, events: [TransactionEvent] = []) {
        self.init(
            xid: record.xid.text, name: record.name, application: record.application,
            status: record.status.name, begun: record.begun, timeout: record.timeout,
            branches: record.branches.map { branch in
                Branch(
                    number: branch.number, type: branch.type.name, resource: branch.resource,
                    status: branch.status.name, lockKeys: branch.lockKeys,
                    applicationData: branch.applicationData)
            }, events: events)
    }

    init(_ outcome: CoordinatorTables.Outcome, withEvents: Bool = false) {
        let lines = withEvents ? outcome.history.split(separator: "\n") : []
        self.init(
            xid: outcome.xid.text, name: outcome.name, application: outcome.application,
            status: outcome.status.name, begun: outcome.begun, ended: outcome.ended,
            events: lines.compactMap { TransactionEvent(line: $0) })
    }
}

extension CoordinatorTurns {
    /// The rows that are locked or waited for, by resource, table and key.
    var lockViews: [LockView] {
        var views: [RowLock: LockView] = [:]
        for (row, holder) in coordinator.lockHolders {
            views[row] = LockView(
                resource: row.resource, table: row.table, key: row.key, holder: holder.xid.text,
                branch: holder.branch, waiters: [])
        }
        for wait in coordinator.waiting {
            for row in wait.rows {
                views[
                    row,
                    default: LockView(
                        resource: row.resource, table: row.table, key: row.key, holder: nil,
                        branch: nil, waiters: [])
                ].waiters.append(wait.xid.text)
            }
        }
        return views.values.sorted {
            ($0.resource, $0.table, $0.key) < ($1.resource, $1.table, $1.key)
        }
    }

    /// How many transactions stand where.
    var liveByStatus: [String: Int] {
        Dictionary(uniqueKeysWithValues: coordinator.statuses.map { ($0.name, $1) })
    }
}
