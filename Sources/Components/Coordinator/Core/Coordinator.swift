import CoordinatorAPI

/// The coordinator's rules: what becomes of global transactions and their branches.
///
/// A value that decides: it is told what happened and answers what is to be done, ``CoordinatorAction``
/// by action. Whoever feeds it writes the changes of an answer in one store transaction before anything
/// else of it is done; events may be handled in groups, with one store transaction for all of them.
/// When that fails, what the store holds is the truth: ``restore(_:at:)`` begins again from it.
///
/// ```
///  asked ─▶ handle ─▶ changes ──▶ store ──▶ replies, calls
///               ▲                              │
///               └──── answered, unanswered ◀───┘
/// ```
/// What differs from Seata's own, and why:
/// - A branch that reported a failed phase 1 is told to roll back like any other: only its own undo
///   record knows whether its commit came through.
/// - Outcomes are remembered, so that a caller whose reply was lost is told the truth.
/// - Phase 2 begins again at once after a restart, and calls resources side by side; branches of one
///   resource are rolled back one after another, the last first.
/// - What a caller began and did not decide is rolled back when its connection is gone.
/// - A registration that is repeated with its ``BranchNote`` makes one branch.
public struct Coordinator: Sendable {
    /// What is due at a time.
    enum Due: Hashable, Sendable {
        /// A transaction's time to be decided is over.
        case timeout(XID)
        /// A call was not answered, or is to be made again.
        case call(BranchPlace)
        /// Callers waited long enough for phase 2.
        case patience(XID)
        /// A registration waited long enough for its rows.
        case lockWait(QuestionID)
        /// Whoever began a transaction had long enough to come back.
        case comingBack(XID)
        /// Old outcomes are to be forgotten.
        case forgetting
    }

    struct Client: Sendable {
        var introduction: ClientIntroduction
        /// How its transactions name it.
        var name: String
        var begun: Set<XID> = []
    }

    /// Where clients reach it; the beginning of every xid.
    public let address: String
    /// How much it takes on.
    public let limits: CoordinatorLimits

    /// What the names of clients that gave none begin with; no other process has the same.
    let namelessPrefix: String
    var live: [XID: LiveTransaction] = [:]
    var locks = LockTable()
    var waits = LockQueue()
    /// Rows that somebody may wait for and nobody holds any more.
    var freed: Set<RowLock> = []
    /// Undecided transactions of clients that are not back yet after a restart.
    var ownerless: Set<XID> = []
    var clients: [ClientID: Client] = [:]
    var desks: [String: ResourceDesk] = [:]
    var timetable = Timetable<Due>()
    var stuckCount = 0
    private var lastNumber: Int64

    /// How often it looks for outcomes to forget.
    static let forgettingPeriod = Duration.seconds(60)
    /// So many it forgets at once.
    static let forgettingLimit = 10_000

    /// A coordinator without transactions.
    ///
    /// - Parameter firstNumber: transactions and branches are numbered above it. Higher than all numbers
    ///   of earlier processes.
    public init(
        address: String, firstNumber: Int64, limits: CoordinatorLimits = CoordinatorLimits()
    ) {
        self.address = address
        self.limits = limits
        lastNumber = firstNumber
        namelessPrefix = "#\(firstNumber)."
        timetable.add(.forgetting, at: .zero)
    }

    /// When it wants to be told of the time again.
    public var nextDue: Duration? { timetable.next }

    /// What it knows, as the store keeps it.
    public var records: CoordinatorRecords {
        CoordinatorRecords(
            transactions: live.values.map(\.record).sorted {
                ($0.begun, $0.xid.number ?? 0) < ($1.begun, $1.xid.number ?? 0)
            }, locks: locks.holders)
    }

    /// The rows that are locked, and by whom.
    public var lockHolders: [RowLock: LockHolder] { locks.holders }

    /// How many transactions stand where.
    public var statuses: [GlobalStatus: Int] {
        live.values.reduce(into: [:]) { $0[$1.record.status, default: 0] += 1 }
    }

    /// What is known beside the records and changes without them: how many registrations wait, how many
    /// clients there are.
    public var guests: [Int] { [waits.count, clients.count] }

    /// One transaction that is not over.
    public func transaction(_ xid: XID) -> TransactionRecord? { live[xid]?.record }

    /// Who is connected: application and resources, in the order they came.
    public var connected: [(application: String, resources: [String])] {
        clients.sorted { $0.key < $1.key }.map { id, client in
            let resources = desks.filter { $0.value.clients.contains(id) }.keys.sorted()
            return (client.introduction.application, resources)
        }
    }

    /// Registrations that wait for rows: the transaction and its rows, in the order they came.
    public var waiting: [(xid: XID, rows: [RowLock])] { waits.all.map { ($0.xid, $0.rows) } }

    /// Handles one event.
    public mutating func handle(
        _ event: CoordinatorEvent, at now: Moment
    ) -> [CoordinatorAction] {
        var actions: [CoordinatorAction] = []
        switch event {
        case .introduced(let client, let introduction):
            introduce(client, introduction, at: now, &actions)
        case .gone(let client): forget(client, at: now, &actions)
        case .asked(let question, let client, let request):
            answer(question, by: client, request, at: now, &actions)
        case .answered(let answer): take(answer, at: now, &actions)
        case .chosen(let question, let xid, let choice):
            choose(choice, for: xid, question, at: now, &actions)
        case .tick: break
        }
        takeDue(at: now, &actions)
        serveLines(at: now, &actions)
        return actions
    }

    /// Begins from what a store holds: at the start, and whenever a change could not be written. Clients
    /// stay; who waits for the end of a transaction is told where it stands.
    public mutating func restore(
        _ records: CoordinatorRecords, at now: Moment
    ) -> [CoordinatorAction] {
        var actions: [CoordinatorAction] = []
        let before = live
        live = [:]
        locks = LockTable(records.locks)
        refuseAllWaits(&actions)
        ownerless = []
        for name in desks.keys { desks[name]?.clear() }
        stuckCount = records.transactions.count { $0.status.isStuck }
        for record in records.transactions {
            let old = before[record.xid]
            let age = Duration.milliseconds(min(max(0, now.wall - record.begun), record.timeout))
            live[record.xid] = LiveTransaction(
                record: record, begun: old?.begun ?? now.steady - age)
        }
        findOwners()
        for transaction in before.values {
            for waiting in transaction.phaseTwo.waiting {
                reply(to: waiting, about: transaction.record.xid, &actions)
            }
        }
        for record in records.transactions {
            if record.status == .begin {
                timetable.add(.timeout(record.xid), at: live[record.xid]?.deadline ?? now.steady)
                settleOwner(of: record, at: now, &actions)
            } else if record.status.isStuck {
                refuse(record)
            } else {
                settle(record.xid, at: now, &actions)
            }
        }
        return actions
    }

    /// The branches of a stuck transaction are not called before somebody decides.
    private mutating func refuse(_ record: TransactionRecord) {
        for branch in record.branches {
            live[record.xid]?.phaseTwo.calls[branch.number] = .refused
        }
    }

    mutating func takeNumber() -> Int64 {
        lastNumber += 1
        return lastNumber
    }

    /// Changes the memory as the store will be changed.
    mutating func record(_ change: CoordinatorChange, _ actions: inout [CoordinatorAction]) {
        actions.append(.change(change))
        switch change {
        case .begin, .forget: break
        case .register(let branch, let xid, _): live[xid]?.record.branches.append(branch)
        case .report(let xid, let number, let status, let applicationData):
            guard
                let index = live[xid]?.record.branches.firstIndex(where: { $0.number == number })
            else { return }
            live[xid]?.record.branches[index].status = status
            live[xid]?.record.branches[index].applicationData = applicationData
        case .move(let xid, let from, let to, let time, let releasesLocks):
            if from == .begin { live[xid]?.record.decided = time }
            live[xid]?.record.status = to
            stuckCount += (to.isStuck ? 1 : 0) - (from.isStuck ? 1 : 0)
            if releasesLocks { freed.formUnion(locks.release(xid)) }
            if from == .begin { refuseWaits(of: xid, &actions) }
        case .endBranch(let xid, let number, let releasesLocks):
            live[xid]?.record.branches.removeAll { $0.number == number }
            live[xid]?.phaseTwo.calls[number] = nil
            live[xid]?.phaseTwo.failures[number] = nil
            if releasesLocks { freed.formUnion(locks.release(xid, branch: number)) }
        case .end(let xid, let from, _, _):
            refuseWaits(of: xid, &actions)
            ownerless.remove(xid)
            if let owner = live[xid]?.owner { clients[owner]?.begun.remove(xid) }
            live[xid] = nil
            stuckCount -= from.isStuck ? 1 : 0
            freed.formUnion(locks.release(xid))
        }
    }
}
