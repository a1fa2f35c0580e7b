import BookstoreAPI
import Faults
import CoordinatorAPI
import Foundation
import HTTPClient
import LabRuntime
import TestSupport
import Testing
import Wire

/// The crash matrix on real processes: at every named point something strikes, and after that nothing is
/// lost, doubled, locked for ever or left behind.
@Suite struct PointJourneys {
    @Test func `killed at any point of a purchase in automatic mode`() async throws {
        try await expect(
            PointCase.branches("kill", of: "account", "at")
                + PointCase.branches("kill", of: "bookstore", "at")
                + PointCase.shop("kill", "at"))
    }

    @Test func `killed at any point of a purchase with tries`() async throws {
        try await expect(
            PointCase.branches("kill", of: "account", "tcc") + PointCase.shop("kill", "tcc"))
    }

    @Test(arguments: ["at", "tcc"])
    func `the coordinator killed at any point of its work`(mode: String) async throws {
        try await expect(PointCase.coordinator("kill", mode))
    }

    @Test func `answers lost, and calls made twice`() async throws {
        let coordinator = ["register", "commit"].map {
            PointCase(victim: "coordinator", point: "\($0)-stored", fault: "drop", mode: "at")
        }
        let account = ["drop", "duplicate"].flatMap { fault in
            (PointCase.commits.prefix(1) + PointCase.rollbacks.prefix(1)).map {
                PointCase(
                    victim: "account", point: $0, fault: fault, mode: "at",
                    rollsBack: $0.hasPrefix("rollback"))
            }
        }
        try await expect(
            coordinator + account + [
                PointCase(
                    victim: "account", point: "committed-before-reply", fault: "drop", mode: "at"),
                PointCase(
                    victim: "account", point: "commit-done-before-answer", fault: "drop",
                    mode: "at"),
                PointCase(
                    victim: "account", point: "rollback-done-before-answer", fault: "drop",
                    mode: "at", rollsBack: true),
                PointCase(
                    victim: "coordinator", point: "commit-stored", fault: "duplicate", mode: "at"),
                PointCase(
                    victim: "coordinator", point: "rollback-stored", fault: "duplicate",
                    mode: "at", rollsBack: true),
                // Last, because what it leaves stays until its timeout.
                PointCase(
                    victim: "coordinator", point: "begin-stored", fault: "drop", mode: "at"),
            ])
    }

    @Test func `paused beyond all patience, then let go on`() async throws {
        try await expect(
            ["written-before-commit", "committed-before-reply", "registered"].map {
                PointCase(victim: "account", point: $0, fault: "pause", mode: "at")
            }
                + ["commit-before-store", "commit-stored"].map {
                    PointCase(victim: "coordinator", point: $0, fault: "pause", mode: "at")
                }
                + [
                    PointCase(
                        victim: "account", point: "undone-before-commit", fault: "pause",
                        mode: "at", rollsBack: true),
                    PointCase(
                        victim: "account", point: "registered", fault: "pause", mode: "tcc"),
                ])
    }

    /// Runs cases of one mode after another in one home each, and looks at everything after each.
    private func expect(_ cases: [PointCase]) async throws {
        for (mode, cases) in Dictionary(grouping: cases, by: \.mode).sorted(by: { $0.key < $1.key })
        {
            try await Workshop.with("points") { workshop in
                try workshop.split(accounts: 1)
                try workshop.transact(mode)
                try await workshop.up()
                let bench = try await PointBench(workshop)
                for (number, one) in cases.enumerated() {
                    try await bench.run(one, orderID: "p\(number)")
                }
            }
        }
    }
}

/// A shop that sells in global transactions, and what can be asked of its parts.
struct PointBench: Sendable {
    let workshop: Workshop
    let control: Control
    let shop: BookstoreClient
    let user = "user0"
    private let wires: Wires?

    init(_ workshop: Workshop, wires: Wires? = nil) async throws {
        self.workshop = workshop
        self.wires = wires
        control = try await Control(of: workshop)
        for name in ["registry", "coordinator", "account", "bookstore"] {
            _ = try await control.ready(name)
        }
        shop = BookstoreClient(
            HTTPClient(), at: .tcp(host: "127.0.0.1", port: workshop.ports[2]),
            deadline: .seconds(30))
        try await connected()
        try await shop.createUser(user)
    }

    /// Arms, buys, waits for the fault to strike and to pass, and looks at everything.
    func run(_ one: PointCase, orderID: String) async throws {
        try await connected()
        let before = try await control.ready(one.victim)
        if one.rollsBack {
            // The account pays, and the shop does not learn of it: it has to roll back.
            try await arm(
                FaultOrder(point: "committed-before-reply", fault: "drop"), at: "account")
        }
        // A wire is cut while the point takes its time.
        let fault = one.fault == "cut" ? "slow:400" : one.fault
        try await arm(FaultOrder(point: one.point, fault: fault), at: one.victim)
        let request = PurchaseRequest(
            userName: user, productCode: "00001", count: 1, orderId: orderID)
        async let answer = ask(request)
        if one.fault == "pause" {
            try await eventually("\(one) stopped") { stopped(before.pid) ? true : nil }
            // Longer than a call to the account may take.
            try await ContinuousClock().sleep(for: .seconds(4))
            Foundation.kill(before.pid ?? 0, SIGCONT)
        }
        if one.fault == "cut" {
            try await eventually("\(one) passed") {
                try await armed(at: one.victim) == 0 ? true : nil
            }
            for wire in wires?.toCoordinator ?? [] { wire.cut() }
        }
        let first = await answer
        if one.fault == "kill" {
            try await eventually("\(one) struck") {
                Processes.isAlive(before.pid ?? 0) ? nil : true
            }
            try await restarted(one.victim, otherThan: before.pid ?? 0)
        }
        try await eventually("\(one) struck") { try await armed(at: one.victim) == 0 ? true : nil }
        try await quiet(after: one)
        try await expectTruth(first, one, request)
    }

    /// What was said of the purchase is so, and is said again.
    private func expectTruth(
        _ first: Told, _ one: PointCase, _ request: PurchaseRequest
    ) async throws {
        let orders = try await shop.orders(of: user)
        let isThere = orders.contains { $0.orderId == request.orderId }
        switch first {
        case .sold: #expect(isThere, "\(one): sold, and no order")
        case .nothingMoved(let why): #expect(!isThere, "\(one): \(why), and an order")
        case .unknown: break
        }
        let audit = try await Audit(of: user, in: shop)
        audit.expectAgreement()
        // Whoever asks again with the same id buys once, whatever came of the first time.
        let second = try await eventually("\(one): a second answer") {
            let told = await ask(request)
            return told == .sold ? told : nil
        }
        #expect(second == .sold)
        try await quiet(after: one)
        let after = try await Audit(of: user, in: shop)
        after.expectAgreement()
        #expect(
            after.orders.count == orders.count + (isThere ? 0 : 1), "\(one): bought twice")
    }

    enum Told: Equatable {
        case sold
        case nothingMoved(String)
        case unknown(String)
    }

    private func ask(_ request: PurchaseRequest) async -> Told {
        do throws(BookstoreFailure) {
            _ = try await shop.buy(request)
            return .sold
        } catch {
            switch error {
            case .unreachable(let reason): return .nothingMoved("\(reason)")
            case .unknown(let reason): return .unknown("\(reason)")
            case .refused(let body, _):
                return body.code == BookstoreCode.paymentUnknown.rawValue
                    ? .unknown(body.message) : .nothingMoved(body.message)
            }
        }
    }

    /// A supervisor gives up what dies too often; whoever breaks it on purpose starts it again.
    private func restarted(_ name: String, otherThan pid: pid_t) async throws {
        try await eventually("a ready \(name)") {
            let component = try await control.snapshot().components.first { "\($0.name)" == name }
            if component?.state == .failed {
                _ = try await control.send("POST", "/components/\(name)/start")
            }
            return component?.state == .ready && component?.pid != pid ? true : nil
        }
    }

    // MARK: Looking

    struct Participant: Decodable {
        var coordinatorConnected: Bool?
        var undoLogs: Int?
        var fences: [String: Int]?
        var registryConnected: Bool?
        var providers: [Provider]?

        struct Provider: Decodable { var address: String }
    }

    /// Everybody knows everybody.
    private func connected() async throws {
        try await eventually("a connected shop") {
            let bookstore = try? await state(Participant.self, of: "bookstore")
            let account = try? await state(Participant.self, of: "account")
            let coordinator = try? await state(CoordinatorState.self, of: "coordinator")
            return bookstore?.coordinatorConnected == true && bookstore?.providers?.count == 1
                && account?.coordinatorConnected == true && coordinator?.clients.count == 2
                ? true : nil
        }
    }

    /// Nothing is under way, locked or left behind, and that within the bound after all are back.
    private func quiet(after one: PointCase) async throws {
        // One whose beginning nobody was told of has nothing to undo, and ends at its timeout.
        try await quiet(
            after: one.description,
            leaving: one.point == "begin-stored" && one.fault == "drop" ? ["Begin"] : [])
    }

    func quiet(after what: String, leaving left: Set<String> = []) async throws {
        let start = ContinuousClock.now
        try await eventually("\(what): quiet", within: .seconds(20)) { () -> Bool? in
            guard let coordinator = try? await state(CoordinatorState.self, of: "coordinator"),
                let account = try? await state(Participant.self, of: "account"),
                let bookstore = try? await state(Participant.self, of: "bookstore")
            else { return nil }
            let isOver = Set(coordinator.live.keys).isSubset(of: left)
            return isOver && coordinator.locks == 0 && coordinator.waiting == 0
                && account.undoLogs == 0 && account.fences?["tried"] == nil
                && bookstore.undoLogs == 0 ? true : nil
        }
        let time = ContinuousClock.now - start
        #expect(time < .seconds(8), "\(what): quiet only after \(time)")
    }

    func undoLogs(of name: String) async throws -> Int? {
        try await state(Participant.self, of: name).undoLogs
    }

    private func stopped(_ pid: pid_t?) -> Bool {
        guard let pid,
            let stat = try? String(contentsOfFile: "/proc/\(pid)/stat", encoding: .utf8),
            let end = stat.lastIndex(of: ")")
        else { return false }
        return stat[stat.index(end, offsetBy: 2)...].first == "T"
    }

    private func port(of name: String) async throws -> Int {
        try await control.ready(name).http ?? 0
    }

    private func state<Answer: Decodable>(_: Answer.Type, of name: String) async throws -> Answer {
        let response = try await send("GET", "/state", to: name)
        return try JSONDecoder().decode(Answer.self, from: Data(response.body))
    }

    private func arm(_ order: FaultOrder, at name: String) async throws {
        let body = Array(try JSONEncoder().encode(order))
        let response = try await send("POST", "/faults", body, to: name)
        #expect(response.status == 200, "\(String(decoding: response.body, as: UTF8.self))")
    }

    private func armed(at name: String) async throws -> Int {
        let response = try await send("GET", "/faults", to: name)
        return try JSONDecoder().decode(FaultsAnswer.self, from: Data(response.body)).armed.count
    }

    private func send(
        _ method: String, _ path: String, _ body: [UInt8] = [], to name: String
    ) async throws -> HTTPClient.Response {
        try await HTTPClient().send(
            .init(method, path, body: body), to: .tcp(host: "127.0.0.1", port: port(of: name)),
            deadline: .seconds(10))
    }
}
