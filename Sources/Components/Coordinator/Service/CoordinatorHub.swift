import CoordinatorAPI
import CoordinatorCore
import Faults
import Logging
import LongPoll
import NIOCore
import Seata
import Storage
import Synchronization

/// The loop around the coordinator's rules: takes what came, has it decided, writes the changes in one
/// store transaction, and answers and calls only after that.
///
/// What comes while a write is under way is decided together in the next turn, so that many callers pay
/// for one commit. When a write fails, all that was asked in its turn is refused, nothing of it was done,
/// and after a pause the loop begins again from what the store holds.
final class CoordinatorHub: SeataService {
    /// At most so many events are decided together.
    static let turnLimit = 512
    /// At most so many questions wait for their turn; one more is refused.
    static let inboxLimit = 10_000
    /// The pause after a write that failed.
    static let pause = Duration.milliseconds(250)

    typealias Answer = @Sendable (TransactionReply) -> Void

    /// What waits for its turn.
    private enum Entry: Sendable {
        case introduced(SeataConnection, ClientIntroduction)
        case gone(SeataConnection)
        case asked(TransactionRequest, SeataConnection, Answer)
        case answered(BranchAnswer)
        case chosen(XID, BranchNote.Choice, Answer)
        case look(@Sendable (CoordinatorTurns) -> Void)
        case tick

        /// Whether it does not wait while the store fails.
        var isServedMeanwhile: Bool {
            switch self {
            case .asked, .look: true
            case .introduced, .gone, .answered, .chosen, .tick: false
            }
        }
    }

    private struct Question {
        let request: TransactionRequest
        let answer: Answer
    }

    private let store: CoordinatorStore
    private let clock: any CoordinatorClock
    private let logger: Logger
    private let faults: FaultBoard
    private let changes: ChangeSignal
    private let inbox = Mutex<[Entry]>([])
    private let signals: AsyncStream<Void>
    private let signal: AsyncStream<Void>.Continuation
    private let alarm: Alarm

    /// A loop; it runs in ``run(_:)``, and what comes before that waits.
    ///
    /// - Parameters:
    ///   - group: wakes it up when something is due.
    ///   - faults: what strikes at each ``CoordinatorPoint``.
    ///   - changes: advances when something else than the store's content changes.
    init(
        store: CoordinatorStore, clock: any CoordinatorClock, group: any EventLoopGroup,
        logger: Logger, faults: FaultBoard = FaultBoard(), changes: ChangeSignal = ChangeSignal()
    ) {
        self.store = store
        self.clock = clock
        self.logger = logger
        self.faults = faults
        self.changes = changes
        (signals, signal) = AsyncStream.makeStream(
            of: Void.self, bufferingPolicy: .bufferingNewest(1))
        alarm = Alarm(eventLoop: group.next())
    }

    // MARK: In

    func introduced(_ connection: SeataConnection, _ introduction: ClientIntroduction) {
        post(.introduced(connection, introduction))
    }

    func gone(_ connection: SeataConnection) {
        post(.gone(connection))
    }

    func asked(
        _ request: TransactionRequest, by connection: SeataConnection, answer: @escaping Answer
    ) {
        let isTaken = inbox.withLock { inbox in
            guard inbox.count < Self.inboxLimit else { return false }
            inbox.append(.asked(request, connection, answer))
            return true
        }
        guard isTaken else {
            return answer(
                .refusal(
                    TransactionRefusal(.unknown, "too many questions wait; ask again later"),
                    to: request))
        }
        signal.yield()
    }

    func answered(_ answer: BranchAnswer, by connection: SeataConnection) {
        post(.answered(answer))
    }

    /// Goes on with a stuck transaction as somebody decided; answers where it stands then.
    func choose(_ choice: BranchNote.Choice, for xid: XID) async -> TransactionReply {
        await withCheckedContinuation { continuation in
            post(.chosen(xid, choice) { continuation.resume(returning: $0) })
        }
    }

    /// Looks at the state between two turns.
    func look<Value: Sendable>(
        _ body: @escaping @Sendable (CoordinatorTurns) -> Value
    ) async -> Value {
        await withCheckedContinuation { continuation in
            post(.look { continuation.resume(returning: body($0)) })
        }
    }

    private func post(_ entry: Entry) {
        inbox.withLock { $0.append(entry) }
        signal.yield()
    }

    // MARK: The loop

    /// What only the loop knows.
    private struct Desk {
        var turns: CoordinatorTurns
        var connections: [ClientID: SeataConnection] = [:]
        var questions: [QuestionID: Question] = [:]
        var lastQuestion = 0
        var lastCall: Int32 = 0
        var nextDue: Duration?
    }

    /// Runs until the task is cancelled; begins with what the store holds.
    ///
    /// - Parameter coordinator: fresh, with the numbers it may give.
    func run(_ coordinator: Coordinator) async {
        var desk = Desk(turns: CoordinatorTurns(coordinator))
        await begin(&desk)
        for await _ in signals {
            while !Task.isCancelled, let entries = takeEntries() {
                await take(entries, &desk)
            }
            arrangeAlarm(&desk)
        }
    }

    private func takeEntries() -> [Entry]? {
        inbox.withLock { inbox in
            guard !inbox.isEmpty else { return nil }
            let entries = Array(inbox.prefix(Self.turnLimit))
            inbox.removeFirst(entries.count)
            return entries
        }
    }

    private func arrangeAlarm(_ desk: inout Desk) {
        let due = desk.turns.coordinator.nextDue
        guard due != desk.nextDue else { return }
        desk.nextDue = due
        alarm.set(in: due.map { $0 - clock.now.steady }) { self.post(.tick) }
    }

    private func take(_ entries: [Entry], _ desk: inout Desk) async {
        var events: [CoordinatorEvent] = []
        for entry in entries {
            if let event = event(for: entry, &desk) { events.append(event) }
        }
        guard !events.isEmpty else { return }
        let guests = desk.turns.coordinator.guests
        let turn = desk.turns.handle(events, at: clock.now)
        await finish(turn, &desk)
        if desk.turns.coordinator.guests != guests { changes.advance() }
    }

    private func event(for entry: Entry, _ desk: inout Desk) -> CoordinatorEvent? {
        switch entry {
        case .introduced(let connection, let introduction):
            let client = ClientID(connection.id)
            desk.connections[client] = connection
            return .introduced(client, introduction)
        case .gone(let connection):
            let client = ClientID(connection.id)
            desk.connections[client] = nil
            return .gone(client)
        case .asked(let request, let connection, let answer):
            let question = add(Question(request: request, answer: answer), &desk)
            return .asked(question, by: ClientID(connection.id), request)
        case .answered(let answer): return .answered(answer)
        case .chosen(let xid, let choice, let answer):
            let question = add(Question(request: .status(xid), answer: answer), &desk)
            return .chosen(question, xid, choice)
        case .look(let body):
            body(desk.turns)
            return nil
        case .tick:
            // It has rung, and has to be set again.
            desk.nextDue = nil
            return .tick
        }
    }

    private func add(_ question: Question, _ desk: inout Desk) -> QuestionID {
        desk.lastQuestion += 1
        desk.questions[QuestionID(desk.lastQuestion)] = question
        return QuestionID(desk.lastQuestion)
    }

    // MARK: Out

    /// Writes, then performs; or refuses all of it and begins again.
    private func finish(_ turn: CoordinatorTurn, _ desk: inout Desk) async {
        let points = CoordinatorPoint.points(of: turn.changes)
        for point in points { await faults.passing(point.beforeStore) }
        if let reason = await write(turn) {
            logger.error("the coordinator cannot write", metadata: ["reason": "\(reason)"])
            refuseAll(&desk, because: reason)
            try? await ContinuousClock().sleep(for: Self.pause)
            await begin(&desk)
        } else {
            desk.turns.keep()
            var effects: Set<FaultBoard.Effect> = []
            for point in points { effects.insert(await faults.passing(point.stored)) }
            await perform(struck(turn.actions, by: effects, &desk), &desk)
        }
    }

    /// What is left of actions on purpose: without answers, or with every call twice.
    private func struck(
        _ actions: [CoordinatorAction], by effects: Set<FaultBoard.Effect>, _ desk: inout Desk
    ) -> [CoordinatorAction] {
        var calls: [CoordinatorAction] = []
        for action in actions {
            switch action {
            case .call: calls.append(action)
            case .reply(let question, _), .replyFromHistory(let question, _):
                if effects.contains(.drop) { desk.questions[question] = nil }
            case .change: break
            }
        }
        return (effects.contains(.drop) ? calls : actions)
            + (effects.contains(.duplicate) ? calls : [])
    }

    /// Answers why it could not be written; nil when it was, or there was nothing to write.
    private func write(_ turn: CoordinatorTurn) async -> String? {
        guard !turn.changes.isEmpty else { return nil }
        do throws(StorageError) {
            let conflict = try await store.write(turn.changes, histories: turn.histories)
            return conflict.map { "the store was changed by somebody else: \($0)" }
        } catch {
            return "\(error)"
        }
    }

    /// Nothing that was asked and not answered was done.
    private func refuseAll(_ desk: inout Desk, because reason: String) {
        let refusal = Self.cannotWrite(reason)
        for question in desk.questions.values {
            question.answer(.refusal(refusal, to: question.request))
        }
        desk.questions = [:]
    }

    /// Begins from the store, again and again until it can be read and written.
    private func begin(_ desk: inout Desk) async {
        while !Task.isCancelled {
            do throws(StorageError) {
                let records = try await store.records()
                let turn = desk.turns.restore(records, at: clock.now)
                await faults.passing(CoordinatorPoint.recovering)
                if let reason = await write(turn) { throw .failed(reason) }
                desk.turns.keep()
                await perform(turn.actions, &desk)
                return
            } catch {
                logger.error(
                    "the coordinator waits for its store", metadata: ["reason": "\(error)"])
                serveMeanwhile(desk, because: "\(error)")
                try? await ContinuousClock().sleep(for: Self.pause)
            }
        }
    }

    private static func cannotWrite(_ reason: String) -> TransactionRefusal {
        TransactionRefusal(
            .failedStore, "the coordinator could not write (\(reason)); ask again")
    }

    /// Neither questions nor those who look wait for a store that fails.
    private func serveMeanwhile(_ desk: Desk, because reason: String) {
        let entries = inbox.withLock { inbox in
            defer { inbox.removeAll(where: \.isServedMeanwhile) }
            return inbox.filter(\.isServedMeanwhile)
        }
        for entry in entries {
            switch entry {
            case .asked(let request, _, let answer):
                answer(.refusal(Self.cannotWrite(reason), to: request))
            case .look(let body): body(desk.turns)
            default: break
            }
        }
    }

    private func perform(_ actions: [CoordinatorAction], _ desk: inout Desk) async {
        let outcomes = await outcomes(for: actions)
        for action in actions {
            switch action {
            case .change: break
            case .reply(let question, let reply):
                desk.questions.removeValue(forKey: question)?.answer(reply)
            case .replyFromHistory(let question, let request):
                guard let waiting = desk.questions.removeValue(forKey: question) else { break }
                waiting.answer(reply(to: request, outcomes))
            case .call(let client, let call):
                desk.lastCall &+= 1
                desk.connections[client]?.send(
                    SeataFrame(.request, id: desk.lastCall, body: .call(call)))
            }
        }
    }

    private func outcomes(
        for actions: [CoordinatorAction]
    ) async -> Result<[XID: GlobalStatus], StorageError> {
        let xids = actions.compactMap { action -> XID? in
            if case .replyFromHistory(_, let request) = action { request.xid } else { nil }
        }
        guard !xids.isEmpty else { return .success([:]) }
        do throws(StorageError) {
            return .success(try await store.outcomes(of: xids))
        } catch {
            return .failure(error)
        }
    }

    private func reply(
        to request: TransactionRequest, _ outcomes: Result<[XID: GlobalStatus], StorageError>
    ) -> TransactionReply {
        switch outcomes {
        case .success(let outcomes):
            return request.reply(request.xid.flatMap { outcomes[$0] } ?? .finished)
        case .failure(let error):
            return .refusal(
                TransactionRefusal(.failedStore, "the coordinator could not read: \(error)"),
                to: request)
        }
    }
}
