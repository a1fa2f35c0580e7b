import CoordinatorAPI
import Faults
import Logging
import Storage

/// What a service does in three steps: each a body of a local transaction.
public protocol TCCAction: Sendable {
    /// Its name with the coordinator.
    var name: String { get }
    /// Does what was tried, for good.
    func confirm(_ arguments: String, of xid: XID, in session: any SQLSession) throws
    /// Undoes what was tried.
    func cancel(_ arguments: String, of xid: XID, in session: any SQLSession) throws
}

/// An action of a service as a resource: with a fence, which keeps its steps apart, or naive, as in the
/// workshop of 2019, where a step that comes twice is done twice.
public struct TCCResource: BranchResource {
    private let action: any TCCAction
    private let store: any Store
    private let isFenced: Bool
    private let now: @Sendable () -> Int64
    private let logger: Logger
    private let faults: FaultBoard

    /// The step that a database's schema needs.
    public static var migration: Migration { TCCFence.migration }

    /// An action as a resource.
    ///
    /// - Parameters:
    ///   - now: milliseconds since 1970.
    ///   - faults: what strikes at each ``BranchPoint``.
    public init(
        _ action: any TCCAction, store: any Store, isFenced: Bool = true,
        now: @escaping @Sendable () -> Int64, logger: Logger, faults: FaultBoard = FaultBoard()
    ) {
        self.action = action
        self.store = store
        self.isFenced = isFenced
        self.now = now
        self.logger = logger
        self.faults = faults
    }

    /// Its name with the coordinator.
    public var resource: String { action.name }

    /// What came of a try.
    public enum Tried<Value: Sendable>: Sendable {
        /// Done now.
        case done(Value)
        /// Done before: the try came twice.
        case before
        /// Rolled back before it came: it must not be done any more.
        case tooLate
    }

    /// Runs a try in a local transaction.
    public func trying<Value: Sendable>(
        _ xid: XID, branch: Int64,
        _ body: @escaping @Sendable (any SQLSession) throws -> Completion<Value>
    ) async throws(StorageError) -> Tried<Value> {
        xid.noteOnSpan()
        await faults.passing(BranchPoint.registered.rawValue)
        let tried = try await attempt(xid, branch: branch, body)
        guard await faults.passing(BranchPoint.committedBeforeReply.rawValue) != .drop else {
            throw .commitUncertain("the answer was dropped on purpose")
        }
        return tried
    }

    private func attempt<Value: Sendable>(
        _ xid: XID, branch: Int64,
        _ body: @escaping @Sendable (any SQLSession) throws -> Completion<Value>
    ) async throws(StorageError) -> Tried<Value> {
        try await store.write { [isFenced, now, faults, name = action.name] session in
            if isFenced {
                switch try TCCFence(session: session, now: now()).tries(xid, branch, name) {
                case .work: break
                case .nothing: return .rollback(.before)
                case .never: return .rollback(.tooLate)
                }
            }
            switch try body(session) {
            case .commit(let value):
                faults.pass(BranchPoint.writtenBeforeCommit.rawValue)
                return .commit(.done(value))
            case .rollback(let value): return .rollback(.done(value))
            }
        }
    }

    /// Commits or rolls back a branch.
    public func carryOut(_ call: BranchCall) async -> BranchAnswer {
        await faults.carryingOut(call) { await decide(call) }
    }

    private func decide(_ call: BranchCall) async -> BranchAnswer {
        let arguments = BranchNote(call.applicationData)?.arguments ?? ""
        do throws(StorageError) {
            let verdict = try await store.write { [action, isFenced, now, faults] session in
                let verdict =
                    isFenced
                    ? try Self.verdict(
                        on: call, TCCFence(session: session, now: now()), action.name)
                    : .work
                if verdict == .work {
                    switch call.order {
                    case .commit: try action.confirm(arguments, of: call.xid, in: session)
                    case .rollback: try action.cancel(arguments, of: call.xid, in: session)
                    }
                }
                if call.order == .rollback { faults.pass(BranchPoint.undoneBeforeCommit.rawValue) }
                return .commit(verdict)
            }
            if verdict == .never {
                logger.error(
                    "a branch was decided the other way before",
                    metadata: ["xid": "\(call.xid)", "branch": "\(call.branch)"])
                return call.answer(
                    call.order == .commit ? .commitFailedUnretryable : .rollbackFailedUnretryable)
            }
            return call.doneAnswer
        } catch {
            logger.warning(
                "phase 2 failed, to be tried again",
                metadata: ["xid": "\(call.xid)", "branch": "\(call.branch)", "why": "\(error)"])
            return call.laterAnswer
        }
    }

    /// How many fences stand where, by the name of the status.
    public func fenceCounts() async throws(StorageError) -> [String: Int] {
        try await store.read { try TCCFence(session: $0, now: 0).counts() }
    }

    /// How long the fence of a branch that ended is kept: no step of it takes longer.
    static let fenceLife: Int64 = 24 * 3_600_000

    /// Removes fences of branches that ended long ago. What was only tried, the coordinator calls about:
    /// it never ends a transaction whose branch did not answer.
    public func reconcile(with link: any CoordinatorLink) async throws(BranchFailure) -> Int {
        do throws(StorageError) {
            try await store.write { [now] session in
                let fence = TCCFence(session: session, now: now())
                try fence.removeEnded(before: now() - Self.fenceLife)
                return .commit(())
            }
        } catch {
            throw .storage(error)
        }
        return 0
    }

    private static func verdict(
        on call: BranchCall, _ fence: TCCFence, _ name: String
    ) throws -> TCCFence.Verdict {
        switch call.order {
        case .commit: try fence.commits(call.xid, call.branch)
        case .rollback: try fence.rollsBack(call.xid, call.branch, name)
        }
    }
}
