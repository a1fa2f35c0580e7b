import CoordinatorAPI
import CoordinatorCore
import Testing

/// A coordinator with a store that never fails, and clients that a test speaks for.
struct Bench {
    var coordinator: Coordinator
    /// What the store would hold: every change applied, in order.
    var stored = CoordinatorRecords()
    /// Outcomes the store would remember.
    var outcomes: [XID: GlobalStatus] = [:]
    /// Answers by question.
    private(set) var replies: [QuestionID: TransactionReply] = [:]
    /// Questions that a shell answers from the store.
    private(set) var asksHistory: [QuestionID] = []
    /// Calls to branches since the last ``takeCalls()``.
    private(set) var calls: [Sent] = []
    /// By the steady clock.
    var time = Duration.zero
    private var questions = 0

    struct Sent: Equatable {
        let client: ClientID
        let call: BranchCall
    }

    static let manager = ClientID(1)
    static let stock = ClientID(2)
    static let account = ClientID(3)
    static let stockDatabase = "sqlite:stock"
    static let accountDatabase = "sqlite:account"

    init(limits: CoordinatorLimits = CoordinatorLimits()) {
        coordinator = Coordinator(address: "127.0.0.1:8091", firstNumber: 100, limits: limits)
    }

    /// With a transaction manager and two resource managers.
    static func connected(limits: CoordinatorLimits = CoordinatorLimits()) -> Bench {
        var bench = Bench(limits: limits)
        bench.introduce(manager, as: .transactionManager)
        bench.introduce(stock, as: .resourceManager(resources: [stockDatabase]))
        bench.introduce(account, as: .resourceManager(resources: [accountDatabase, "minus"]))
        return bench
    }

    var now: Moment { Moment(steady: time, wall: 1_700_000_000_000 + time.milliseconds) }

    mutating func handle(_ event: CoordinatorEvent) {
        perform(coordinator.handle(event, at: now))
    }

    /// A process that begins with what the store holds, at the same time, with no client.
    mutating func restart() {
        coordinator = Coordinator(
            address: "127.0.0.1:8091", firstNumber: 10_000, limits: coordinator.limits)
        perform(coordinator.restore(stored, at: now))
    }

    mutating func restore() {
        perform(coordinator.restore(stored, at: now))
    }

    private mutating func perform(_ actions: [CoordinatorAction]) {
        for action in actions {
            switch action {
            case .change(let change): write(change)
            case .reply(let question, let reply):
                #expect(replies[question] == nil, "\(question) was answered twice")
                replies[question] = reply
            case .replyFromHistory(let question, let request):
                asksHistory.append(question)
                if let xid = request.xid {
                    replies[question] = request.reply(outcomes[xid] ?? .finished)
                }
            case .call(let client, let call): calls.append(Sent(client: client, call: call))
            }
        }
        // The memory runs neither ahead of the store nor behind it.
        #expect(coordinator.records == stored.inOrder)
    }

    private mutating func write(_ change: CoordinatorChange) {
        do {
            try stored.apply(change)
        } catch {
            Issue.record("the store refuses \(change): \(error)")
        }
        if case .end(let xid, _, let outcome, _) = change { outcomes[xid] = outcome }
    }

    // MARK: What clients do

    mutating func introduce(
        _ client: ClientID, as role: ClientIntroduction.Role, instance: String = ""
    ) {
        handle(
            .introduced(
                client,
                ClientIntroduction(
                    role: role, version: "1.5.2", application: "kc-stock-mng",
                    group: "my_test_tx_group",
                    extra: instance.isEmpty ? "" : "instance=\(instance)\n")))
    }

    /// Asks, and answers with the number of the question.
    mutating func ask(
        _ request: TransactionRequest, by client: ClientID = manager
    ) -> QuestionID {
        questions += 1
        handle(.asked(QuestionID(questions), by: client, request))
        return QuestionID(questions)
    }

    /// Asks what is answered at once.
    mutating func answer(
        _ request: TransactionRequest, by client: ClientID = manager
    ) -> TransactionReply? {
        let question = ask(request, by: client)
        return replies[question]
    }

    mutating func begin(timeout: Int32 = 60_000, by client: ClientID = manager) throws -> XID {
        guard
            case .begun(.success(let xid)) = answer(
                .begin(name: "purchase", timeoutMilliseconds: timeout), by: client)
        else { throw Unexpected() }
        return xid
    }

    mutating func register(
        _ xid: XID, _ lockKeys: String, on resource: String = stockDatabase,
        type: BranchType = .at, note: String = ""
    ) -> TransactionReply? {
        answer(
            .register(
                BranchRegistration(
                    xid: xid, type: type, resource: resource, lockKeys: lockKeys,
                    applicationData: note)))
    }

    mutating func branch(
        _ xid: XID, _ lockKeys: String, on resource: String = stockDatabase,
        type: BranchType = .at, note: String = ""
    ) throws -> Int64 {
        guard
            case .registered(.success(let number)) = register(
                xid, lockKeys, on: resource, type: type, note: note)
        else { throw Unexpected() }
        return number
    }

    /// All branches that were called answer this.
    mutating func answerCalls(_ status: BranchStatus) {
        for sent in takeCalls() { answerCall(sent.call, status) }
    }

    mutating func answerCall(_ call: BranchCall, _ status: BranchStatus) {
        handle(
            .answered(
                BranchAnswer(
                    call.order, xid: call.xid, branch: call.branch, status: .success(status))))
    }

    mutating func choose(_ choice: BranchNote.Choice, for xid: XID) -> TransactionReply? {
        questions += 1
        handle(.chosen(QuestionID(questions), xid, choice))
        return replies[QuestionID(questions)]
    }

    mutating func takeCalls() -> [Sent] {
        defer { calls = [] }
        return calls
    }

    func reply(to question: QuestionID) -> TransactionReply? { replies[question] }

    func status(of xid: XID) -> GlobalStatus? {
        stored.transactions.first { $0.xid == xid }?.status ?? outcomes[xid]
    }

    /// Lets time pass, and everything that is due happen at its time.
    mutating func pass(_ duration: Duration) {
        let end = time + duration
        while let due = coordinator.nextDue, due <= end {
            time = max(time, due)
            handle(.tick)
        }
        time = end
        handle(.tick)
    }

    struct Unexpected: Error {}
}

extension CoordinatorRecords {
    var inOrder: CoordinatorRecords {
        CoordinatorRecords(
            transactions: transactions.sorted {
                ($0.begun, $0.xid.number ?? 0) < ($1.begun, $1.xid.number ?? 0)
            }, locks: locks)
    }
}

extension Duration {
    var milliseconds: Int64 { Int64(self / .milliseconds(1)) }
}
