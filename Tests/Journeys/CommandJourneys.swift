import Foundation
import TestSupport
import Testing
import Wire

/// The workshop without its interface, as scripts and a second terminal use it.
@Suite struct CommandJourneys {
    @Test func `the shop opens, sells once for each order id, and closes`() async throws {
        try await Workshop.with("sell") { workshop in
            let up = try await workshop.run("up", "--detach")
            #expect(up.status == 0, "\(up.output)\(up.errors)")
            let status = try await workshop.ask(StatusAnswer.self, "status")
            #expect(status.component("registry")?.state == .ready)
            #expect(status.component("bookstore")?.port == workshop.ports[2])
            #expect(status.component("account")?.state == .stopped)

            let first = try await workshop.ask(
                BuyAnswer.self, "buy", "00001", "--count", "2", "--order-id", "one")
            #expect(
                first
                    == BuyAnswer(
                        orderId: "one", productCode: "00001", count: 2, total: "198.00",
                        balance: "999802.00"))
            let again = try await workshop.ask(
                BuyAnswer.self, "buy", "00001", "--count", "2", "--order-id", "one")
            #expect(again.orderId == "one")
            let balance = try await workshop.ask(BalanceAnswer.self, "balance")
            #expect(balance == BalanceAnswer(user: "user0", balance: "999802.00"))
            let orders = try await workshop.ask([OrderAnswer].self, "orders")
            #expect(
                orders == [OrderAnswer(orderId: "one", count: 2, total: "198.00", status: "paid")])
            let books = try await workshop.ask([BookAnswer].self, "books")
            #expect(
                books.first
                    == BookAnswer(
                        productCode: "00001", price: "99.00", stockCount: 9_998, ownedCount: 2))

            #expect(try await workshop.run("down").status == 0)
            #expect(Processes.running(in: workshop.home) == [])
        }
    }

    @Test func `closed again and again, it leaves no process each time`() async throws {
        try await Workshop.with("close") { workshop in
            for _ in 0..<15 {
                _ = try await workshop.run("up", "--detach")
                #expect(try await workshop.run("down").status == 0)
                #expect(Processes.running(in: workshop.home) == [])
            }
        }
    }

    @Test func `what cannot be done is refused with its exit code and reason`() async throws {
        try await Workshop.with("refuse") { workshop in
            #expect(try await workshop.run("status").status == 3)
            #expect(try await workshop.run("buy").status == 2)
            #expect(try await workshop.run("fly").status == 2)
            _ = try await workshop.run("up", "--detach")
            let refused: [([String], String, Int32)] = [
                (["buy", "00009"], "unknown_product", 1),
                (["buy", "00001", "--count", "0"], "invalid_count", 1),
                (["buy", "00001", "--count", "10000", "--user", "rich"], "", 0),
                (["buy", "00001", "--count", "1", "--user", "rich"], "insufficient_stock", 1),
                (["buy", "00002", "--count", "9000", "--user", "rich"], "insufficient_balance", 1),
                (["stop", "cinema"], "unknown_component", 1),
            ]
            for (arguments, code, status) in refused {
                let run = try await ProgramRun.run(
                    Workshop.binary, arguments + ["--json"], environment: workshop.environment,
                    in: workshop.folder)
                #expect(run.status == status, "\(arguments): \(run.output)")
                if !code.isEmpty {
                    let reply = try JSONDecoder().decode(
                        ErrorReply.self, from: Data(run.output.utf8))
                    #expect(reply.error.code == code)
                }
            }
            #expect(try await workshop.run("up").status == 1)
        }
    }

    @Test func `a killed component is back, and a killed supervisor leaves nothing`() async throws {
        try await Workshop.with("kill") { workshop in
            _ = try await workshop.run("up", "--detach")
            _ = try await workshop.run("buy", "00001", "--order-id", "one")
            let before = try await workshop.ask(StatusAnswer.self, "status")
            let pid = try #require(before.component("bookstore")?.pid)
            kill(pid, SIGKILL)
            try await eventually("another bookstore") {
                let status = try await workshop.ask(StatusAnswer.self, "status")
                let bookstore = status.component("bookstore")
                return bookstore?.state == .ready && bookstore?.pid != pid ? true : nil
            }
            let orders = try await workshop.ask([OrderAnswer].self, "orders")
            #expect(orders.map(\.orderId) == ["one"])

            struct Info: Decodable { let supervisor: pid_t }
            let info = try await workshop.ask(Info.self, "info")
            kill(info.supervisor, SIGKILL)
            try await eventually("the end of all children") {
                Processes.running(in: workshop.home).isEmpty ? true : nil
            }
            #expect(try await workshop.run("up", "--detach").status == 0)
            let kept = try await workshop.ask(BalanceAnswer.self, "balance")
            #expect(kept.balance == "999901.00")
        }
    }

    @Test func `a saved file applies, and one with a mistake changes nothing`() async throws {
        try await Workshop.with("files") { workshop in
            _ = try await workshop.run("up", "--detach")
            let before = try await workshop.ask(StatusAnswer.self, "status")
            try workshop.edit("bookstore.yaml") {
                $0.replacingOccurrences(of: "binding: local", with: "binding: blot")
            }
            try await workshop.waitForNotice(.fileRefused, saying: "bookstore.yaml:9:14")
            let after = try await workshop.ask(StatusAnswer.self, "status")
            #expect(
                after.component("bookstore")?.pid == before.component("bookstore")?.pid)
            #expect(before.fileProblems == [])
            let problem = try #require(after.fileProblems.first)
            #expect(problem.hasPrefix("bookstore.yaml:9:14: unknown_binding: "))
            let table = try await workshop.run("status").output
            #expect(
                table.hasSuffix(
                    "\(problem)\n  not applied: what runs keeps to the last right files\n"))
            try workshop.edit("bookstore.yaml") {
                $0.replacingOccurrences(of: "binding: blot", with: "binding: local")
                    .replacingOccurrences(of: "uniqueId: \"\"", with: "uniqueId: user7")
            }
            try await workshop.waitForNotice(.fileApplied, saying: "bookstore.yaml")
            try await eventually("a bookstore with the id") {
                let status = try await workshop.ask(StatusAnswer.self, "status")
                let bookstore = status.component("bookstore")
                return bookstore?.state == .ready
                    && bookstore?.pid != before.component("bookstore")?.pid ? true : nil
            }
            let repaired = try await workshop.ask(StatusAnswer.self, "status")
            #expect(repaired.fileProblems == [])
        }
    }
}

extension Workshop {
    /// Waits until the supervisor has told something.
    func waitForNotice(_ kind: Notice.Kind, saying text: String) async throws {
        let control = try await Control(of: self)
        try await eventually("the notice \(kind) about \(text)") {
            let notices = try await control.snapshot().notices
            return notices.contains { $0.kind == kind && $0.text.contains(text) } ? true : nil
        }
    }
}
