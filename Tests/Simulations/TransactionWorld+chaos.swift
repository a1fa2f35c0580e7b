import CoordinatorAPI
import Storage
import TestSupport

@testable import CoordinatorCore

/// What happens, and what goes wrong.
extension TransactionWorld {
    mutating func step(_ happening: Happening) {
        switch happening {
        case .toCoordinator(let link, let message): arrived(message, over: link)
        case .toClient(let link, let message): arrived(message, over: link)
        case .turn(let incarnation):
            if isUp(.coordinator), self.incarnation(of: .coordinator) == incarnation { takeTurn() }
        case .tick(let incarnation): tick(incarnation)
        case .connect(let node, let incarnation):
            if self.incarnation(of: node) == incarnation {
                connect(node)
                settle(node)
            }
        case .closedAtClient(let link): closedAtClient(link)
        case .closedAtCoordinator(let link): closedAtCoordinator(link)
        case .start(let node): if !isUp(node) { start(node) }
        case .askTimedOut(let node, let incarnation, let token):
            if isUp(node), self.incarnation(of: node) == incarnation { timedOut(node, token) }
        case .work(let node, let incarnation, let work):
            if isUp(node), self.incarnation(of: node) == incarnation { perform(work) }
        case .pay(let call): pay(call)
        case .paid(let call, let result): paid(call.purchase, call: call.id, result)
        case .payTimedOut(let call, let purchase): paid(purchase, call: call, nil)
        case .buy(let index): buy(index)
        case .chaos: wreak()
        case .meddle(let xid): meddle(xid)
        }
    }

    private mutating func tick(_ incarnation: Int) {
        guard isUp(.coordinator) else { return }
        if incarnation == -self.incarnation(of: .coordinator) { return beginAgain() }
        guard incarnation == self.incarnation(of: .coordinator) else { return }
        post(.tick)
    }

    private mutating func perform(_ work: Work) {
        switch work {
        case .place(let index, let xid, let branch): place(index, xid, branch: branch)
        case .pay(let call, let branch): pay(call, branch: branch)
        case .attempt(let call): attempt(call)
        case .carryOut(let node, let call, let link): carryOut(node, call, over: link)
        case .decideAgain(let index, let xid, let isCommit, let until):
            decideAgain(index, xid, isCommit: isCommit, until: until)
        }
    }

    /// What a process does first when it is connected.
    private mutating func settle(_ node: Node) {
        guard processes[node]?.link != nil else { return }
        if node == .bookstore {
            for xid in toRollBack {
                if let link = processes[node]?.link {
                    tokens += 1
                    send(.ask(token: tokens, .rollback(xid)), over: link)
                }
            }
            toRollBack = []
        }
        reconcile(node)
    }

    mutating func start(_ node: Node) {
        processes[node]?.isUp = true
        note("\(node) starts")
        if node == .coordinator { return startCoordinator() }
        schedule(.connect(node, incarnation: incarnation(of: node)), in: 5)
    }

    mutating func kill(_ node: Node) {
        guard isUp(node) else { return }
        note("\(node) is killed")
        let links = links.filter { $0.value.isOpen }
        for (id, link) in links.sorted(by: { $0.key < $1.key })
        where link.node == node || node == .coordinator {
            self.links[id]?.isOpen = false
            schedule(
                node == .coordinator ? .closedAtClient(link: id) : .closedAtCoordinator(link: id),
                in: Int64(number(below: 20)))
        }
        let incarnation = incarnation(of: node) + 1
        processes[node] = Process(incarnation: incarnation, isUp: false)
        if node == .coordinator {
            turns = nil
            inbox = []
            questions = [:]
        }
        if node == .bookstore { bookstoreDied() }
        schedule(.start(node), in: 20 + Int64(number(below: 1_500)))
    }

    private mutating func wreak() {
        guard isChaos else { return }
        schedule(.chaos, in: 50 + Int64(number(below: 600)))
        switch number(below: 10) {
        case 0: kill(pick(Node.allCases))
        case 1: kill(.coordinator)
        case 2, 3:
            let open = links.filter { $0.value.isOpen }.keys.sorted()
            if !open.isEmpty { cut(pick(open)) }
        case 4:
            let node = pick(Node.allCases)
            note("the store of \(node) fails")
            failing[node] = now + Int64(number(below: 1_500))
        case 5:
            note("the coordinator's clock jumps")
            wallOffset += Int64(number(below: 7_200_000)) - 3_600_000
        case 6 where mutation == .none: intrude()
        case 6... where mutation == .noCompareAndSet: intrude()
        default: break
        }
    }

    /// A second coordinator that somebody started on the same store rolls back what it finds undecided.
    private mutating func intrude() {
        guard let records = try? stores.records(),
            let xid = records.transactions.filter({ $0.status == .begin }).map(\.xid).first
        else { return }
        note("a second coordinator meddles with \(xid)")
        // It looked some time ago: what it writes now rests on that.
        sequence += 1
        schedule(.meddle(xid), in: Int64(number(below: 40)))
    }

    mutating func meddle(_ xid: XID) {
        var turn = CoordinatorTurn()
        turn.changes = [
            .move(
                xid: xid, from: .begin, to: .rollingBack, time: moment.wall, releasesLocks: false)
        ]
        hasMeddled = true
        let conflict = try? stores.write(turn)
        note("and \(conflict == .some(nil) ? "rolls it back" : "is refused")")
    }

    /// Everything is up and whole again.
    mutating func heal() {
        isChaos = false
        failing = [:]
        note("all is well again")
        for node in Node.allCases where !isUp(node) { start(node) }
        // What another process wrote into its store, a coordinator learns when it is started again.
        if hasMeddled { kill(.coordinator) }
    }
}
