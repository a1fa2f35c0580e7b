import CoordinatorAPI
import Faults
import Logging
import Seata
import Storage

/// A database whose local transactions are branches of global ones, in automatic mode: what they write
/// is committed at once and undone from images of its rows if need be.
///
/// The order differs from Seata's, because SQLite has one writer: rows are locked with the coordinator
/// *before* the local transaction begins, and nothing is held while waiting for them.
/// ```
///  register the branch, lock the rows it will write        coordinator
///  BEGIN  statements, images, undo log  COMMIT             one local transaction
///  …
///  commit: drop the undo log      roll back: put the rows back      when the coordinator says so
/// ```
public struct ATResource: BranchResource {
    /// A body that touches rows it did not name is run again with those locked; at most so often.
    static let tries = 5

    /// Its name with the coordinator.
    public let resource: String
    let store: any Store
    let tables: [ATTable]
    private let registrar: BranchRegistrar
    let now: @Sendable () -> Int64
    private let logger: Logger
    private let faults: FaultBoard

    /// The step that a database's schema needs.
    public static var migration: Migration { UndoTable.migration }

    /// A database as a resource.
    ///
    /// - Parameters:
    ///   - resource: its name with the coordinator, the same in every process that opens it.
    ///   - tables: those whose rows may be changed in global transactions.
    ///   - now: milliseconds since 1970.
    ///   - faults: what strikes at each ``BranchPoint``.
    public init(
        resource: String, store: any Store, tables: [ATTable], registrar: BranchRegistrar,
        now: @escaping @Sendable () -> Int64, logger: Logger, faults: FaultBoard = FaultBoard()
    ) {
        self.resource = resource
        self.store = store
        self.tables = tables
        self.registrar = registrar
        self.now = now
        self.logger = logger
        self.faults = faults
    }

    /// Runs a body as a branch of a global transaction. When it returns, the body's writes are on disk,
    /// and so is what undoes them.
    ///
    /// - Parameter rows: those it will change, as far as that is known before; others are found and
    ///   locked too, at the price of running the body again.
    public func write<Value: Sendable>(
        in xid: XID, locking rows: [RowKey],
        _ body: @escaping @Sendable (any SQLSession) throws -> Completion<Value>
    ) async throws(BranchFailure) -> Value {
        xid.noteOnSpan()
        var rows = rows
        for _ in 0..<Self.tries {
            await faults.passing(BranchPoint.beforeRegister.rawValue)
            let branch = try await registrar.register(
                xid, type: .at, resource: resource, rows: rows)
            await faults.passing(BranchPoint.registered.rawValue)
            switch try await run(xid, branch, Set(rows), body) {
            case .refused(let value): return value
            case .done(let value):
                guard await faults.passing(BranchPoint.committedBeforeReply.rawValue) != .drop
                else { throw .storage(.commitUncertain("the answer was dropped on purpose")) }
                return value
            case .tooLate: throw .tooLate
            case .needsLocks(let more):
                // A branch without an undo log does no harm: both phases find nothing to do.
                rows += more.sorted {
                    ($0.table, $0.values.joined()) < ($1.table, $1.values.joined())
                }
            }
        }
        throw .storage(.failed("each run wrote to other rows of \(resource)"))
    }

    private func run<Value: Sendable>(
        _ xid: XID, _ branch: Int64, _ locked: Set<RowKey>,
        _ body: @escaping @Sendable (any SQLSession) throws -> Completion<Value>
    ) async throws(BranchFailure) -> ATPhases.PhaseOne<Value> {
        do throws(StorageError) {
            return try await store.write { [tables, now, faults] session in
                let phases = ATPhases(session: session, tables: tables, now: now())
                let result = try phases.write(xid: xid, branch: branch, locked: locked, body)
                guard case .done = result else { return .rollback(result) }
                faults.pass(BranchPoint.writtenBeforeCommit.rawValue)
                return .commit(result)
            }
        } catch {
            throw .storage(error)
        }
    }

    /// Commits or rolls back a branch.
    public func carryOut(_ call: BranchCall) async -> BranchAnswer {
        await faults.carryingOut(call) { await decide(call) }
    }

    private func decide(_ call: BranchCall) async -> BranchAnswer {
        do throws(StorageError) {
            switch call.order {
            case .commit:
                try await store.write { [tables, now] session in
                    try ATPhases(session: session, tables: tables, now: now())
                        .commit(xid: call.xid, branch: call.branch)
                    return .commit(())
                }
                return call.doneAnswer
            case .rollback: return try await rollBack(call)
            }
        } catch {
            logger.warning(
                "phase 2 failed, to be tried again",
                metadata: ["xid": "\(call.xid)", "branch": "\(call.branch)", "why": "\(error)"])
            return call.laterAnswer
        }
    }

    private func rollBack(_ call: BranchCall) async throws(StorageError) -> BranchAnswer {
        let choice = BranchNote(call.applicationData)?.choice
        let undone = try await store.write { [tables, now, faults] session in
            let phases = ATPhases(session: session, tables: tables, now: now())
            let undone = try phases.rollBack(xid: call.xid, branch: call.branch, choice: choice)
            faults.pass(BranchPoint.undoneBeforeCommit.rawValue)
            return .commit(undone)
        }
        switch undone {
        case .done: return call.doneAnswer
        case .dirty(let rows):
            logger.error(
                "somebody else wrote to these rows: somebody has to choose",
                metadata: [
                    "xid": "\(call.xid)", "branch": "\(call.branch)",
                    "rows":
                        "\(rows.map { "\($0.row.table):\($0.row.values.joined(separator: "_"))" })",
                ])
        case .damaged(let reason):
            logger.error(
                "the undo log cannot be read: somebody has to choose",
                metadata: ["xid": "\(call.xid)", "branch": "\(call.branch)", "why": "\(reason)"])
        }
        return call.answer(.rollbackFailedUnretryable)
    }
}
