import Foundation
import TestSupport
import Testing
import Wire

/// The supervisor and the interface are killed at random moments; nothing is left, nothing is lost,
/// nothing blocks the next start.
@Suite struct SupervisorKillJourneys {
    @Test func `killed at any moment of start, run and stop, the supervisor leaves nothing`()
        async throws
    {
        var random = SeededRandom(seed: Seeds.next("kills of the supervisor"))
        try await Workshop.with("kill-up") { workshop in
            try workshop.split()
            try await workshop.up()
            _ = try await workshop.run("buy", "00001", "--order-id", "before")
            #expect(try await workshop.run("down").status == 0)
            var slowest = Duration.zero
            for _ in 0..<4 * Seeds.rounds {
                let up = try workshop.start("up")
                try await passRandomMoment(within: .milliseconds(400), using: &random)
                up.signal(SIGKILL)
                slowest = max(slowest, try await workshop.expectNothingLeft())
                #expect(try await up.waitForEnd() == 128 + SIGKILL)
                #expect(try await workshop.run("status").status == 3)
            }
            for _ in 0..<2 * Seeds.rounds {
                try await workshop.up()
                let supervisor = try await Control(of: workshop).supervisor
                let down = try workshop.start("down")
                try await passRandomMoment(within: .milliseconds(300), using: &random)
                kill(supervisor, SIGKILL)
                slowest = max(slowest, try await workshop.expectNothingLeft())
                // Gone in the way it asked for, or gone before it asked: never in vain.
                let status = try await down.waitForEnd(within: .seconds(3))
                #expect([0, 3].contains(status), "\(down.errors)")
                #expect(!down.errors.contains("has not ended"))
            }
            print("the last child of a killed supervisor went after \(slowest.milliseconds) ms")
            try await workshop.expectPurchaseKept()
        }
    }

    @Test func `killed at any moment, the interface leaves nothing`() async throws {
        var random = SeededRandom(seed: Seeds.next("kills of the interface"))
        try await Workshop.with("kill-tui") { workshop in
            try await workshop.up()
            _ = try await workshop.run("buy", "00001", "--order-id", "before")
            #expect(try await workshop.run("down").status == 0)
            for round in 0..<2 * Seeds.rounds {
                let terminal = try workshop.open()
                if round.isMultiple(of: 2) {
                    try await terminal.waitFor(Workshop.allReady())
                    terminal.send("q")
                }
                try await passRandomMoment(within: .milliseconds(350), using: &random)
                terminal.signal(SIGKILL)
                _ = try await terminal.waitForEnd()
                _ = try await workshop.expectNothingLeft()
                try await eventually("the terminal's modes") {
                    terminal.areModesRestored ? true : nil
                }
            }
            try await workshop.up()
            try await workshop.expectPurchaseKept()
        }
    }
}

extension Workshop {
    /// Waits until no process of it lives and nobody listens on its ports; gives how long that took.
    func expectNothingLeft() async throws -> Duration {
        let start = ContinuousClock.now
        try await eventually("the end of all processes") {
            Processes.running(in: self.home).isEmpty ? true : nil
        }
        // A process that is ending loses its command line before its sockets.
        for port in ports {
            try await eventually("port \(port) to be closed") {
                RawSocket(port: port) == nil ? true : nil
            }
        }
        return ContinuousClock.now - start
    }

    /// Starts it where it does not run, and expects the one purchase made before.
    func expectPurchaseKept(sourceLocation: SourceLocation = #_sourceLocation) async throws {
        let started = try await run("up", "--detach")
        #expect(
            [0, 1].contains(started.status), "\(started.errors)", sourceLocation: sourceLocation)
        _ = try await Control(of: self).ready("bookstore")
        let orders = try await ask([OrderAnswer].self, "orders")
        #expect(
            orders == [OrderAnswer(orderId: "before", count: 1, total: "99.00", status: "paid")],
            sourceLocation: sourceLocation)
        let balance = try await ask(BalanceAnswer.self, "balance")
        #expect(balance.balance == "999901.00", sourceLocation: sourceLocation)
    }
}
