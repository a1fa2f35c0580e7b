import CoordinatorAPI
import CoordinatorCore
import TestSupport

/// Connections to the coordinator, and what goes over them.
extension TransactionWorld {
    mutating func connect(_ node: Node) {
        guard isUp(node), processes[node]?.link == nil else { return }
        guard isUp(.coordinator) else {
            return schedule(
                .connect(node, incarnation: incarnation(of: node)),
                in: 20 + Int64(number(below: 200)))
        }
        sequence += 1
        let id = sequence
        links[id] = Link(
            node: node, incarnation: incarnation(of: node),
            coordinator: incarnation(of: .coordinator))
        processes[node]?.link = id
        note("\(node) connects as \(id)")
        for role in roles(of: node) {
            send(
                .introduce(
                    ClientIntroduction(
                        role: role, version: "1", application: "\(node)", group: "g",
                        extra: ClientIntroduction.extra(
                            instance: "\(node)-\(incarnation(of: node))",
                            undecided: undecided(by: node)))), over: id)
        }
    }

    private func roles(of node: Node) -> [ClientIntroduction.Role] {
        switch node {
        case .coordinator: []
        case .bookstore: [.transactionManager, .resourceManager(resources: ["stock.db"])]
        case .account, .account2:
            [
                .transactionManager,
                .resourceManager(resources: ["balance.db", Stores.action]),
            ]
        }
    }

    /// What the process began and has not decided.
    private func undecided(by node: Node) -> [XID] {
        node == .bookstore ? open.sorted { $0.text < $1.text } : []
    }

    mutating func send(_ message: FromClient, over link: Int) {
        guard let delay = delay(over: link, toCoordinator: true) else { return }
        schedule(.toCoordinator(link: link, message), in: delay)
        if case .answer = message, isChaos, chance(50) {
            schedule(.toCoordinator(link: link, message), in: delay + 1)
        }
    }

    mutating func send(_ message: FromCoordinator, over link: Int) {
        guard let delay = delay(over: link, toCoordinator: false) else { return }
        if isChaos, chance(30) { return note("a message is lost") }
        schedule(.toClient(link: link, message), in: delay)
        if case .call = message, isChaos, chance(80) {
            schedule(.toClient(link: link, message), in: delay + Int64(number(below: 400)))
        }
    }

    /// Messages of one direction arrive in order.
    private mutating func delay(over link: Int, toCoordinator: Bool) -> Int64? {
        guard links[link]?.isOpen == true else { return nil }
        let arrival = max(
            links[link]?.lastArrival[toCoordinator] ?? 0, now + 1 + Int64(number(below: 20)))
        links[link]?.lastArrival[toCoordinator] = arrival
        return arrival - now
    }

    /// Neither end knows at once.
    mutating func cut(_ link: Int) {
        guard links[link]?.isOpen == true else { return }
        note("connection \(link) breaks")
        links[link]?.isOpen = false
        schedule(.closedAtClient(link: link), in: Int64(number(below: 500)))
        schedule(.closedAtCoordinator(link: link), in: Int64(number(below: 500)))
    }

    mutating func closedAtClient(_ id: Int) {
        guard let link = links[id], incarnation(of: link.node) == link.incarnation,
            isUp(link.node), processes[link.node]?.link == id
        else { return }
        processes[link.node]?.link = nil
        // Whoever waits for an answer over it learns that none will come.
        let waits = processes[link.node]?.waits ?? [:]
        processes[link.node]?.waits = [:]
        for (_, wait) in waits.sorted(by: { $0.key < $1.key }) { answered(wait, nil) }
        schedule(.connect(link.node, incarnation: link.incarnation), in: 20)
    }

    mutating func closedAtCoordinator(_ id: Int) {
        guard let link = links[id], incarnation(of: .coordinator) == link.coordinator,
            isUp(.coordinator)
        else { return }
        post(.gone(ClientID(id)))
    }

    /// Asks the coordinator; the wait is told the answer, or nil when none comes.
    mutating func ask(
        _ request: TransactionRequest, from node: Node, within deadline: Int64, _ wait: Wait
    ) {
        guard let link = processes[node]?.link else { return answered(wait, nil) }
        tokens += 1
        processes[node]?.waits[tokens] = wait
        send(.ask(token: tokens, request), over: link)
        schedule(
            .askTimedOut(node, incarnation: incarnation(of: node), token: tokens), in: deadline)
    }

    mutating func arrived(_ message: FromClient, over id: Int) {
        guard let link = links[id], isUp(.coordinator), link.isOpen,
            incarnation(of: .coordinator) == link.coordinator
        else { return }
        switch message {
        case .introduce(let introduction): post(.introduced(ClientID(id), introduction))
        case .ask(let token, let request): ask(request, over: id, token: token)
        case .answer(let answer): post(.answered(answer))
        }
    }

    mutating func arrived(_ message: FromCoordinator, over id: Int) {
        guard let link = links[id], isUp(link.node), link.isOpen,
            incarnation(of: link.node) == link.incarnation
        else { return }
        switch message {
        case .reply(let token, let reply):
            guard let wait = processes[link.node]?.waits.removeValue(forKey: token) else { return }
            answered(wait, reply)
        case .call(let call):
            schedule(
                .work(
                    link.node, incarnation: link.incarnation, .carryOut(link.node, call, link: id)),
                in: stall())
        }
    }

    mutating func timedOut(_ node: Node, _ token: Int) {
        guard let wait = processes[node]?.waits.removeValue(forKey: token) else { return }
        answered(wait, nil)
    }

    /// How long a task takes to go on: now and then seconds.
    mutating func stall() -> Int64 {
        isChaos && chance(25) ? 500 + Int64(number(below: 6_000)) : Int64(number(below: 4))
    }
}
