import CoordinatorAPI
import DequeModule

/// What happened to each transaction, in words for people: taken from what a coordinator is told and
/// decides. It decides nothing itself.
///
/// What a turn adds is kept only once its changes are on disk (``keep()``), else dropped (``drop()``).
public struct TransactionJournal: Sendable {
    struct Story {
        var begun: Duration
        var events: [TransactionEvent] = []
        /// How many events in the middle were left out.
        var omitted = 0
    }

    /// So many events of one transaction are kept: the first and the last.
    static let eventLimit = 200
    static let headCount = 100

    private var stories: [XID: Story] = [:]
    private var over: Deque<XID> = []
    private let overLimit: Int
    private var turn: [(xid: XID, begun: Duration?, event: TransactionEvent)] = []

    /// An empty journal.
    ///
    /// - Parameter overLimit: so many transactions that are over are kept, the last ones.
    public init(overLimit: Int = 1_000) {
        self.overLimit = overLimit
    }

    /// What is known of a transaction, in order; with what this turn added.
    public func events(of xid: XID) -> [TransactionEvent] {
        (stories[xid]?.events ?? []) + turn.filter { $0.xid == xid }.map(\.event)
    }

    /// The transactions that ended last, the last first.
    public var lastEnded: [XID] { over.reversed() }

    /// Takes down what a store held when the coordinator started.
    public mutating func restore(_ records: CoordinatorRecords, at now: Moment) {
        for record in records.transactions where stories[record.xid] == nil {
            let begun = now.steady - .milliseconds(max(0, now.wall - record.begun))
            add(
                .began, record.xid, at: Moment(steady: begun, wall: record.begun), begun: begun,
                detail: "\(record.application) \(record.name)")
            for branch in record.branches {
                add(
                    .registered, record.xid, at: earlier(branch.registered, than: now),
                    branch: branch.number, resource: branch.resource, detail: branch.lockKeys)
            }
            if record.decided > 0 {
                add(.decided, record.xid, at: earlier(record.decided, than: now))
            }
            add(.restored, record.xid, at: now, status: record.status.name)
        }
        keep()
    }

    private func earlier(_ wall: Int64, than now: Moment) -> Moment {
        Moment(steady: now.steady - .milliseconds(max(0, now.wall - wall)), wall: wall)
    }

    /// Takes down one event and what was decided on it.
    public mutating func take(
        _ event: CoordinatorEvent, _ actions: [CoordinatorAction], at now: Moment
    ) {
        takeCause(event, actions, at: now)
        for action in actions {
            switch action {
            case .change(let change): take(change, because: event, at: now)
            case .call(let client, let call):
                add(
                    .called, call.xid, at: now, branch: call.branch, resource: call.resource,
                    detail: "client \(client.number)")
            case .reply, .replyFromHistory: break
            }
        }
    }

    private mutating func takeCause(
        _ event: CoordinatorEvent, _ actions: [CoordinatorAction], at now: Moment
    ) {
        switch event {
        case .asked(let question, _, .register(let wanted)):
            switch actions.reply(to: question) {
            case .registered(.failure(let refusal)):
                add(
                    .refused, wanted.xid, at: now, resource: wanted.resource,
                    detail: refusal.message)
            case nil:
                add(
                    .waiting, wanted.xid, at: now, resource: wanted.resource,
                    detail: wanted.lockKeys)
            default: break
            }
        case .answered(let answer):
            let status = (try? answer.status.get())?.name
            var detail: String?
            if case .failure(let refusal) = answer.status { detail = refusal.message }
            add(
                .answered, answer.xid, at: now, branch: answer.branch, status: status,
                detail: detail)
        case .chosen(_, let xid, let choice):
            add(.chosen, xid, at: now, detail: choice.rawValue)
        case .introduced, .gone, .asked, .tick: break
        }
    }

    private mutating func take(
        _ change: CoordinatorChange, because event: CoordinatorEvent, at now: Moment
    ) {
        switch change {
        case .begin(let record):
            add(
                .began, record.xid, at: now, begun: now.steady,
                detail: "\(record.application) \(record.name)")
        case .register(let branch, let xid, _):
            add(
                .registered, xid, at: now, branch: branch.number, resource: branch.resource,
                detail: branch.lockKeys)
        case .report(let xid, let branch, let status, _):
            guard case .asked = event else { return }
            add(.reported, xid, at: now, branch: branch, status: status.name)
        case .move(let xid, .begin, let to, _, _):
            add(
                .decided, xid, at: now, status: to.name,
                detail: reason(for: to, because: event).rawValue)
        case .move(let xid, _, let to, _, _): add(.moved, xid, at: now, status: to.name)
        case .end(let xid, _, let outcome, _):
            add(.ended, xid, at: now, status: outcome.name)
        case .endBranch, .forget: break
        }
    }

    private func reason(
        for status: GlobalStatus, because event: CoordinatorEvent
    ) -> TransactionEvent.Reason {
        switch (status, event) {
        case (.timeoutRollingBack, _): .timeout
        case (_, .gone): .callerGone
        case (_, .asked): .asked
        default: .callerMissing
        }
    }

    private mutating func add(
        _ kind: TransactionEvent.Kind, _ xid: XID, at now: Moment, begun: Duration? = nil,
        branch: Int64? = nil, resource: String? = nil, status: String? = nil,
        detail: String? = nil
    ) {
        guard let start = begun ?? begin(of: xid) else { return }
        let offset = max(.zero, now.steady - start)
        turn.append(
            (
                xid, begun,
                TransactionEvent(
                    kind, offset: offset.microseconds, time: now.wall, branch: branch,
                    resource: resource, status: status, detail: detail)
            ))
    }

    /// When a transaction that is not over began; nil when there is none.
    private func begin(of xid: XID) -> Duration? {
        let isOver = stories[xid]?.events.last?.kind == .ended
        if let story = stories[xid] { return isOver ? nil : story.begun }
        return turn.first { $0.xid == xid }?.begun
    }

    /// The turn's changes are on disk.
    public mutating func keep() {
        for (xid, begun, event) in turn {
            stories[xid, default: Story(begun: begun ?? .zero)].add(event)
            if event.kind == .ended { over.append(xid) }
        }
        turn = []
        while over.count > overLimit, let first = over.popFirst() { stories[first] = nil }
    }

    /// The turn's changes are not on disk: nothing of it happened.
    public mutating func drop() {
        turn = []
    }
}

extension TransactionJournal.Story {
    mutating func add(_ event: TransactionEvent) {
        events.append(event)
        guard events.count > TransactionJournal.eventLimit else { return }
        events.remove(at: TransactionJournal.headCount)
        omitted += 1
    }
}

extension [CoordinatorAction] {
    fileprivate func reply(to question: QuestionID) -> TransactionReply? {
        for action in self {
            if case .reply(question, let reply) = action { return reply }
        }
        return nil
    }
}

extension Duration {
    /// Whole microseconds.
    fileprivate var microseconds: Int64 {
        components.seconds * 1_000_000 + components.attoseconds / 1_000_000_000_000
    }
}
