import CoordinatorAPI
import CoordinatorCore
import CoreMetrics
import LongPoll
import Storage

/// What outlives the coordinator: transactions that are not over, their branches and locks, and the
/// outcomes of the last days.
struct CoordinatorStore: Sendable {
    let store: any Store

    /// Opens the database file and brings its schema up to date.
    ///
    /// - Parameters:
    ///   - metrics: where commits are counted; nowhere when nil.
    ///   - changes: what advances with every commit; nothing when nil.
    static func open(
        path: String, metrics: (any MetricsFactory)? = nil, changes: ChangeSignal? = nil
    ) throws(StorageError) -> CoordinatorStore {
        CoordinatorStore(
            store: try SQLiteStore.open(
                path: path, migrations: CoordinatorSchema.migrations,
                settings: StoreSettings(metrics: metrics, changes: changes)))
    }

    /// A store on memory, for tests.
    static func inMemory() throws(StorageError) -> CoordinatorStore {
        CoordinatorStore(
            store: try SQLiteStore.inMemory(migrations: CoordinatorSchema.migrations))
    }

    /// Writes changes down: all of them, on disk when it returns, or none.
    ///
    /// - Parameter histories: what happened to the transactions that end, a line an event.
    /// - Returns: the conflict when the store is not what a change supposes.
    func write(
        _ changes: [CoordinatorChange], histories: [XID: String]
    ) async throws(StorageError) -> ChangeConflict? {
        try await store.write { session in
            let tables = CoordinatorTables(session: session)
            do {
                for change in changes {
                    try tables.apply(change, history: change.ended.flatMap { histories[$0] } ?? "")
                }
                return .commit(nil)
            } catch let conflict as ChangeConflict {
                return .rollback(conflict)
            }
        }
    }

    /// All that is not over.
    func records() async throws(StorageError) -> CoordinatorRecords {
        try await store.read { try CoordinatorTables(session: $0).records() }
    }

    /// How these transactions ended, as far as it is remembered.
    func outcomes(of xids: [XID]) async throws(StorageError) -> [XID: GlobalStatus] {
        try await store.read { session in
            let tables = CoordinatorTables(session: session)
            var outcomes: [XID: GlobalStatus] = [:]
            for xid in xids { outcomes[xid] = try tables.outcome(of: xid)?.status }
            return outcomes
        }
    }

    /// How one ended, with its history.
    func outcome(of xid: XID) async throws(StorageError) -> CoordinatorTables.Outcome? {
        try await store.read { try CoordinatorTables(session: $0).outcome(of: xid) }
    }

    /// The transactions that ended last, the last first.
    func lastOutcomes(limit: Int) async throws(StorageError) -> [CoordinatorTables.Outcome] {
        try await store.read { try CoordinatorTables(session: $0).lastOutcomes(limit: limit) }
    }

    /// How many transactions ended how, by Seata's name of it.
    func endedByStatus() async throws(StorageError) -> [String: Int] {
        try await store.read { session in
            let rows = try session.rows(
                "SELECT status, COUNT(*) AS n FROM outcome_tb GROUP BY status", [])
            return try rows.reduce(into: [:]) {
                $0[try $1.globalStatus().name] = Int(try $1.integer("n"))
            }
        }
    }

    /// A number above all that were given. On disk when it returns.
    func takeFirstNumber(now: Int64) async throws(StorageError) -> Int64 {
        try await store.write { session in
            .commit(try CoordinatorTables(session: session).takeFirstNumber(now: now))
        }
    }
}

extension CoordinatorChange {
    /// The transaction that ends with it.
    var ended: XID? {
        if case .end(let xid, _, _, _) = self { xid } else { nil }
    }
}
