import AccountAPI
import CoordinatorAPI
import CoordinatorCore
import Storage
import TestSupport
import Wire

@testable import CoordinatorService

/// The real rules of coordinator, bookstore and account, over the real statements on SQLite, on a
/// simulated network and clock.
///
/// Messages take 1 to 20 ms; some are lost, some come twice. Processes are killed between any two things
/// they do and start again, tasks stall for seconds, connections break, stores fail, with or without
/// having written. Everything follows from the seed; the transcript has a line an event.
struct TransactionWorld {
    enum Node: Int, CaseIterable, Hashable { case coordinator, bookstore, account, account2 }

    /// A process: its incarnation tells who asked from who started after it.
    struct Process {
        var incarnation = 0
        var isUp = true
        /// Its connection to the coordinator.
        var link: Int?
        /// What its questions wait for, by token.
        var waits: [Int: Wait] = [:]
    }

    /// A connection of a process to the coordinator.
    struct Link {
        let node: Node
        let incarnation: Int
        let coordinator: Int
        var isOpen = true
        var lastArrival: [Bool: Int64] = [:]
    }

    /// What an answer of the coordinator is for.
    enum Wait {
        case begin(Int)
        case registerStock(Int, XID, tries: Int)
        case registerTry(Int, XID, tries: Int)
        case registerPayment(PaymentCall, tries: Int)
        case decide(Int, XID, isCommit: Bool, until: Int64)
    }

    /// A payment that an account was asked for.
    struct PaymentCall {
        let id: Int
        let purchase: Int
        let payment: Payment
        let xid: XID
        let branch: Int64?
        let node: Node
    }

    /// What is written in one local transaction.
    enum Work {
        case place(Int, XID, branch: Int64)
        case pay(PaymentCall, branch: Int64)
        case attempt(PaymentCall)
        case carryOut(Node, BranchCall, link: Int)
        case decideAgain(Int, XID, isCommit: Bool, until: Int64)
    }

    enum Happening {
        case toCoordinator(link: Int, FromClient)
        case toClient(link: Int, FromCoordinator)
        case turn(incarnation: Int)
        case tick(incarnation: Int)
        case connect(Node, incarnation: Int)
        case closedAtClient(link: Int)
        case closedAtCoordinator(link: Int)
        case start(Node)
        case askTimedOut(Node, incarnation: Int, token: Int)
        case work(Node, incarnation: Int, Work)
        case pay(PaymentCall)
        case paid(PaymentCall, Result<Money, BalanceFailure>)
        case payTimedOut(call: Int, purchase: Int)
        case buy(Int)
        case chaos
        case meddle(XID)
    }

    enum FromClient {
        case introduce(ClientIntroduction)
        case ask(token: Int, TransactionRequest)
        case answer(BranchAnswer)
    }

    enum FromCoordinator {
        case reply(token: Int, TransactionReply)
        case call(BranchCall)
    }

    static let users = ["u1", "u2"]
    static let products = ["00001", "00002"]

    let seed: UInt64
    let usesTries: Bool
    let mutation: Mutation
    var random: SeededRandom
    var now: Int64 = 0
    /// What the coordinator's wall clock is wrong by.
    var wallOffset: Int64 = 0
    var isChaos = true
    var sequence = 0
    var queue: [(time: Int64, sequence: Int, happening: Happening)] = []
    var processes: [Node: Process] = [:]
    var links: [Int: Link] = [:]
    var tokens = 0
    var stores: Stores
    // The coordinator's process.
    var turns: CoordinatorTurns?
    var inbox: [CoordinatorEvent] = []
    var questions: [QuestionID: (link: Int, token: Int, request: TransactionRequest)] = [:]
    var tickAt: Int64?
    /// Whether its loop pauses after a write that failed.
    var isPausing = false
    /// Whether somebody else has written to the coordinator's store.
    var hasMeddled = false
    /// Stores that fail until then.
    var failing: [Node: Int64] = [:]
    // The shop.
    /// Begun and not decided, as far as the bookstore knows.
    var open: Set<XID> = []
    /// To be rolled back when the coordinator can be told.
    var toRollBack: [XID] = []
    /// The transaction of each purchase that is under way.
    var current: [Int: XID] = [:]
    var purchases: [Purchase] = []
    var violations: [String] = []
    /// Branches whose undo log was carried out.
    var undoneBranches: Set<Int64> = []
    var transcript: [String] = []

    init(seed: UInt64, mutation: Mutation = .none, purchases count: Int = 16) throws {
        self.seed = seed
        self.mutation = mutation
        random = SeededRandom(seed: seed)
        usesTries = mutation == .noFence || (mutation.isAny && Bool.random(using: &random))
        stores = try Stores(mutation: mutation, users: Self.users)
        for node in Node.allCases { processes[node] = Process() }
        start(.coordinator)
        for node in [Node.bookstore, .account, .account2] { start(node) }
        for index in 0..<count {
            purchases.append(
                Purchase(
                    orderID: "o\(index)", user: pick(Self.users), product: pick(Self.products),
                    count: 1 + number(below: 3)))
            schedule(.buy(index), in: 50 + Int64(number(below: 4_000)))
        }
        schedule(.chaos, in: 100)
    }

    /// Runs until a time, measured from the start.
    mutating func run(for duration: Int64) {
        let end = now + duration
        while let next = queue.first, next.time <= end {
            queue.removeFirst()
            now = next.time
            step(next.happening)
        }
        now = end
    }

    mutating func schedule(_ happening: Happening, in delay: Int64) {
        sequence += 1
        let entry = (time: now + delay, sequence: sequence, happening: happening)
        let index = queue.lastIndex { $0.time <= entry.time } ?? -1
        queue.insert(entry, at: index + 1)
    }

    mutating func note(_ text: @autoclosure () -> String) {
        transcript.append("\(now) \(text())")
    }

    mutating func fail(_ what: String) {
        violations.append("\(now) \(what)")
    }

    mutating func chance(_ thousandths: Int) -> Bool {
        Int(random.next() % 1_000) < thousandths
    }

    mutating func number(below bound: Int) -> Int {
        Int(random.next() % UInt64(bound))
    }

    mutating func pick<Value>(_ values: [Value]) -> Value {
        values[number(below: values.count)]
    }

    func incarnation(of node: Node) -> Int { processes[node]?.incarnation ?? 0 }
    func isUp(_ node: Node) -> Bool { processes[node]?.isUp ?? false }
    func isFailing(_ node: Node) -> Bool { (failing[node] ?? 0) > now }

    var moment: Moment {
        Moment(steady: .milliseconds(now), wall: 1_700_000_000_000 + now + wallOffset)
    }
}

/// A purchase and what its buyer was told, last and ever.
struct Purchase {
    enum Told: Equatable { case sold, nothingMoved, unknown }

    let orderID: String
    let user: String
    let product: String
    let count: Int
    /// Counts up with each asking; what belongs to an earlier one is ignored.
    var asking = 0
    var isUnderWay = false
    var total = Money.zero
    var call = 0
    var told: [Told] = []
    var wasSold = false
}
