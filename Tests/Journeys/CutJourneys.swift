import BookstoreAPI
import Foundation
import TestSupport
import Testing
import Wire

/// The wires between services and coordinator are cut, and the disks fill up.
@Suite struct CutJourneys {
    @Test func `cut at any point of a purchase`() async throws {
        let cases =
            PointCase.branches("cut", of: "account", "at")
            + PointCase.branches("cut", of: "bookstore", "at") + PointCase.shop("cut", "at")
            + PointCase.coordinator("cut", "at")
        try await Workshop.with("cut") { workshop in
            try await Wires.with(workshop, "at") { wires in
                let bench = try await PointBench(workshop, wires: wires)
                for (number, one) in cases.enumerated() {
                    try await bench.run(one, orderID: "c\(number)")
                }
            }
        }
    }

    /// The wires are severed one by one and mended in another order while sixteen buy.
    @Test(arguments: ["at", "tcc"])
    func `severed one by one, everything comes to an end once all are mended`(
        mode: String
    ) async throws {
        var random = SeededRandom(seed: Seeds.next("the order of wires"))
        for _ in 0..<Seeds.rounds {
            try await Workshop.with("swizzle") { workshop in
                try await Wires.with(workshop, mode) { wires in
                    let bench = try await PointBench(workshop, wires: wires)
                    let crowd = Crowd(port: workshop.ports[2], ordersEach: 6)
                    let severed = wires.all.shuffled(using: &random)
                    let mended = wires.all.shuffled(using: &random)
                    try await withThrowingTaskGroup(of: Void.self) { group in
                        group.addTask { try await crowd.buy() }
                        group.addTask {
                            try await eventually("the first orders") {
                                crowd.finished >= 8 ? true : nil
                            }
                            for wire in severed {
                                wire.sever()
                                try await ContinuousClock().sleep(for: .milliseconds(100))
                            }
                            for wire in mended {
                                wire.mend()
                                try await ContinuousClock().sleep(for: .milliseconds(100))
                            }
                        }
                        try await group.waitForAll()
                    }
                    try await bench.quiet(after: "mended wires")
                    let audit = try await Audit(of: crowd.user, in: crowd.shop)
                    audit.expectAgreement()
                    audit.expect(crowd.sofar)
                }
            }
        }
    }

    /// No file of the victim may grow while purchases go on; then there is room again.
    @Test(arguments: ["coordinator", "account", "bookstore"])
    func `a full disk refuses, loses nothing, and works again without a restart`(
        victim: String
    ) async throws {
        for mode in ["at", "tcc"] {
            try await Workshop.with("starved") { workshop in
                try workshop.split(accounts: 1)
                try workshop.transact(mode)
                try await workshop.up()
                let bench = try await PointBench(workshop)
                let crowd = Crowd(port: workshop.ports[2], ordersEach: 6)
                let pid = try await bench.control.ready(victim).pid
                try await withThrowingTaskGroup(of: Void.self) { group in
                    group.addTask { try await crowd.buy() }
                    group.addTask {
                        try await eventually("the first orders") {
                            crowd.finished >= 8 ? true : nil
                        }
                        _ = try await workshop.run("chaos", "full", victim)
                        try await ContinuousClock().sleep(for: .seconds(1))
                        _ = try await workshop.run("chaos", "heal")
                    }
                    try await group.waitForAll()
                }
                let start = ContinuousClock.now
                try await eventually("\(victim) \(mode): a purchase") {
                    (try? await crowd.shop.buy(
                        PurchaseRequest(
                            userName: crowd.user, productCode: "00001", count: 1,
                            orderId: "room"))) != nil ? true : nil
                }
                let time = ContinuousClock.now - start
                #expect(time < .seconds(2), "\(victim) \(mode): sold only after \(time)")
                try await bench.quiet(after: "\(victim) \(mode)")
                #expect(try await bench.control.ready(victim).pid == pid)
                let audit = try await Audit(of: crowd.user, in: crowd.shop)
                audit.expectAgreement()
            }
        }
    }
}

/// The wires of a shop that can be cut: to the coordinator and to the registry, from either side.
struct Wires: Sendable {
    let toCoordinator: [CuttingProxy]
    let toRegistry: [CuttingProxy]

    var all: [CuttingProxy] { toCoordinator + toRegistry }

    /// Starts a shop over them for as long as a body runs.
    static func with(
        _ workshop: Workshop, _ mode: String, _ body: (Wires) async throws -> Void
    ) async throws {
        try workshop.split(accounts: 1)
        try workshop.transact(mode)
        var wires: [[CuttingProxy]] = [[], []]
        for file in ["bookstore.yaml", "account.yaml"] {
            for (index, target) in [workshop.ports[6], workshop.ports[0]].enumerated() {
                let wire = try await CuttingProxy.start(to: target)
                wires[index].append(wire)
                let key = index == 0 ? "coordinator" : "registry"
                try workshop.edit(file) {
                    $0.replacingOccurrences(
                        of: "\(key): 127.0.0.1:\(target)", with: "\(key): 127.0.0.1:\(wire.port)")
                }
            }
        }
        defer { for wire in wires.joined() { wire.stop() } }
        try await workshop.up()
        try await body(Wires(toCoordinator: wires[0], toRegistry: wires[1]))
    }
}
