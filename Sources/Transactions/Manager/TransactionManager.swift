import CoordinatorAPI
import Logging
import Seata
import Tracing

/// Begins global transactions and decides them.
public struct TransactionManager: Sendable {
    /// How long a decision may take, all tries together. Phase 2 of branches that the caller waits for
    /// is part of it.
    static let decisionTime = Duration.seconds(12)
    /// The pause between two tries.
    static let pause = Duration.milliseconds(50)

    private let link: any CoordinatorLink
    private let undecided: UndecidedTransactions
    private let clock: any Clock<Duration>
    private let logger: Logger

    /// A manager.
    ///
    /// - Parameter undecided: where transactions are kept that are not decided.
    public init(
        link: any CoordinatorLink, undecided: UndecidedTransactions,
        clock: any Clock<Duration> = ContinuousClock(), logger: Logger
    ) {
        self.link = link
        self.undecided = undecided
        self.clock = clock
        self.logger = logger
    }

    /// What came of a global transaction.
    public enum Outcome<Value: Sendable, Refusal: Sendable>: Sendable {
        /// All of it counts, for ever.
        case committed(Value)
        /// Nothing of it counts: the body refused.
        case refused(Refusal)
        /// Nothing of it counts, or will when the branches have done what they were told: it could not
        /// be begun, timed out, or its caller was thought gone.
        case rolledBack(String)
        /// It counts or it does not, and that is not known here; the coordinator knows.
        case unknown(XID, String)
    }

    /// Runs a body as a global transaction: commits it when it succeeds, and rolls it back when it does
    /// not.
    ///
    /// - Parameters:
    ///   - name: what people see, `kc-book-store-tx`.
    ///   - timeout: how long it may stay undecided.
    ///   - body: what belongs to it; ``GlobalTransaction/current`` is set for it.
    public func globalTransaction<Value: Sendable, Refusal: Sendable>(
        name: String, timeout: Duration,
        _ body: (XID) async -> Result<Value, Rejected<Refusal>>
    ) async -> Outcome<Value, Refusal> {
        let xid: XID
        switch await begin(name, timeout) {
        case .success(let begun): xid = begun
        case .failure(let reason): return .rolledBack(reason.text)
        }
        xid.noteOnSpan()
        undecided.begin(xid)
        defer { undecided.end(xid) }
        let result = await GlobalTransaction.$current.withValue(xid) { await body(xid) }
        switch result {
        case .success(let value): return await commit(xid, value)
        case .failure(let rejected):
            await rollBack(xid)
            return .refused(rejected.refusal)
        }
    }

    /// What a body answers when its work is not to count.
    public struct Rejected<Refusal: Sendable>: Error {
        /// Why.
        public let refusal: Refusal

        /// A rejection.
        public init(_ refusal: Refusal) {
            self.refusal = refusal
        }
    }

    private struct Reason: Error {
        let text: String
    }

    private func begin(_ name: String, _ timeout: Duration) async -> Result<XID, Reason> {
        let milliseconds = Int32(clamping: Int64(timeout / .milliseconds(1)))
        do throws(SeataError) {
            let reply = try await link.ask(
                .begin(name: name, timeoutMilliseconds: milliseconds), deadline: .seconds(3))
            switch reply {
            case .begun(.success(let xid)): return .success(xid)
            case .begun(.failure(let refusal)): return .failure(Reason(text: refusal.message))
            default: return .failure(Reason(text: "the coordinator answered something else"))
            }
        } catch {
            return .failure(Reason(text: "\(error)"))
        }
    }

    private func commit<Value: Sendable, Refusal: Sendable>(
        _ xid: XID, _ value: Value
    ) async -> Outcome<Value, Refusal> {
        switch await decide(.commit(xid)) {
        case .success(let status) where status.isCommit: return .committed(value)
        case .success(.finished):
            return .unknown(xid, "the coordinator does not remember \(xid)")
        case .success(let status) where status.isRollback || status == .timeoutRolledBack:
            return .rolledBack("\(xid) was rolled back: \(status.name)")
        case .success(let status): return .unknown(xid, "\(xid) stands at \(status.name)")
        case .failure(let reason): return .unknown(xid, reason.text)
        }
    }

    private func rollBack(_ xid: XID) async {
        guard case .failure(let reason) = await decide(.rollback(xid)) else { return }
        logger.warning(
            "a transaction could not be rolled back yet",
            metadata: ["xid": "\(xid)", "why": "\(reason.text)"])
        undecided.rollBackLater(xid)
    }

    /// Asks until there is an answer, within a limit. Asked twice, a decision is one.
    private func decide(_ request: TransactionRequest) async -> Result<GlobalStatus, Reason> {
        let end = ContinuousClock.now + Self.decisionTime
        var last = "no time was left"
        while case let left = end - .now, left > .zero {
            do throws(SeataError) {
                switch try await link.ask(request, deadline: left) {
                case .commitStatus(.success(let status)), .rollbackStatus(.success(let status)):
                    return .success(status)
                case .commitStatus(.failure(let refusal)), .rollbackStatus(.failure(let refusal)):
                    last = refusal.message
                default: last = "the coordinator answered something else"
                }
            } catch {
                last = "\(error)"
            }
            try? await clock.sleep(for: Self.pause)
            if Task.isCancelled { break }
        }
        return .failure(Reason(text: last))
    }
}
