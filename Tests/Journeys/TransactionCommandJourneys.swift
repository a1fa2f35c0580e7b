import CoordinatorAPI
import Foundation
import TestSupport
import Testing
import Wire

/// `workshop tx` and `workshop chaos`, as somebody at a shell uses them.
@Suite struct TransactionCommandJourneys {
    @Test func `without transactions they say what turns them on`() async throws {
        try await Workshop.with("tx-off") { workshop in
            try await workshop.up()
            let list = try await workshop.run("tx", "list")
            #expect(list.status != 0 && list.errors.contains("`transactions` is at or tcc"))
            let points = try await workshop.run("chaos", "points")
            #expect(points.output.contains("bookstore:between-stock-and-balance"))
            #expect(!points.output.contains("coordinator:"))
        }
    }

    @Test func `a purchase that is broken on purpose is told event by event`() async throws {
        try await Workshop.with("tx") { workshop in
            try workshop.split(accounts: 1)
            try workshop.transact("at")
            try await workshop.up()
            let bench = try await PointBench(workshop)
            let armed = try await workshop.run("chaos", "drop", "account:committed-before-reply")
            #expect(armed.output == "⚡ account:committed-before-reply  drop\n", "\(armed.errors)")
            let broken = try await workshop.run("buy", "00001", "--order-id", "broken")
            #expect(broken.status == 3 && broken.errors.contains("rolled back"), "\(broken.errors)")
            let bought = try await workshop.run("buy", "00001", "--order-id", "bought")
            #expect(bought.status == 0, "\(bought.errors)")
            try await bench.quiet(after: "two purchases")

            let answer = try await workshop.ask(TransactionsAnswer.self, "tx", "list")
            #expect(answer.transactions.map(\.status) == ["Committed", "Rollbacked"])
            let xid = answer.transactions[1].xid
            let one = try await workshop.ask(TransactionView.self, "tx", "explain", xid)
            #expect(
                one.events.map(\.kind) == [
                    .began, .registered, .registered, .decided, .called, .called, .answered,
                    .answered, .ended,
                ])
            let tale = try await workshop.run("tx", "explain", xid, "--lang", "zh")
            #expect(tale.output.contains("调用方决定：回滚"), "\(tale.output)")
            let locks = try await workshop.run("tx", "locks")
            #expect(locks.output == "no row is locked\n")
            let wire = try await workshop.ask(FramesAnswer.self, "tx", "wire", xid)
            #expect(
                wire.frames.map(\.name).filter { $0.hasSuffix("Request") } == [
                    "GlobalBeginRequest", "BranchRegisterRequest", "BranchRegisterRequest",
                    "GlobalRollbackRequest", "BranchRollbackRequest", "BranchRollbackRequest",
                ])
            #expect(wire.frames.allSatisfy { $0.bytes.hasPrefix("dada01") })
            let choice = try await workshop.run("tx", "choose", "last", "keep")
            #expect(choice.errors.contains("does not wait for a decision"), "\(choice.errors)")
        }
    }

    @Test func `every point that a component has is told in words, in both languages`()
        async throws
    {
        try await Workshop.with("tx-points") { workshop in
            try workshop.split(accounts: 1)
            try workshop.transact("at")
            try await workshop.up()
            var meanings: [Set<String>] = []
            for language in ["zh", "en"] {
                let answer = try await workshop.ask(
                    PointsAnswer.self, "chaos", "points", "--lang", language)
                #expect(answer.points.count == 35)
                #expect(answer.points.filter { $0.meaning == $0.name } == [])
                meanings.append(Set(answer.points.map(\.meaning)))
            }
            #expect(meanings[0].isDisjoint(with: meanings[1]))
        }
    }

    private struct PointsAnswer: Decodable {
        let points: [Point]

        struct Point: Decodable, Equatable {
            let name: String
            let meaning: String
        }
    }

    @Test func `the plain form shows, breaks and mends`() async throws {
        try await Workshop.with("tx-plain") { workshop in
            try workshop.split(accounts: 1)
            try workshop.transact("at")
            let run = try await workshop.pipe(
                [
                    "transactions", "chaos drop account:committed-before-reply", "buy 00001", "yes",
                    "transaction last", "transactions", "b", "chaos heal", "chaos full account",
                    "buy 00002", "yes", "chaos heal", "buy 00002", "yes", "transactions", "quit",
                ], to: ["--plain", "--lang", "en"])
            #expect(run.status == 0, "\(run.errors)")
            let text = run.output
            #expect(text.contains("No global transactions yet."), "\(text)")
            #expect(text.contains("the caller decides: roll back"), "\(text)")
            #expect(text.contains("answers: PhaseTwo_Rollbacked"), "\(text)")
            #expect(text.contains("account:committed-before-reply: The local"), "\(text)")
            #expect(
                text.contains(
                    "money: holds  balances 999,931.00 + frozen 0.00 + orders 69.00"), "\(text)")
            #expect(text.contains("books: holds  in stock 49,999 + ordered 1"), "\(text)")
        }
    }

    @Test func `a row that somebody else wrote to waits for a choice, and gets it`() async throws {
        try await Workshop.with("tx-dirty") { workshop in
            try workshop.split(accounts: 1)
            try workshop.transact("at")
            try await workshop.up()
            let bench = try await PointBench(workshop)
            // The shop stalls between the payment and its decision, long enough to meddle.
            _ = try await workshop.run(
                "chaos", "slow", "bookstore:before-commit", "--milliseconds", "600000")
            let buying = try workshop.start("buy", "00001", "--order-id", "dirty")
            try await eventually("the payment") {
                try await bench.undoLogs(of: "account") == 1 ? true : nil
            }
            try await withScratchFolder("meddle") { folder in
                let meddling = try await ProgramRun.run(
                    "/usr/bin/python3",
                    [
                        "-c",
                        """
                        import sqlite3
                        c = sqlite3.connect("\(workshop.home)/data/balance.db", timeout=10)
                        c.execute("UPDATE balance_tb SET balance = balance + 100")
                        c.commit()
                        """,
                    ], environment: ["PATH": "/usr/bin:/bin"], in: folder)
                #expect(meddling.status == 0, "\(meddling.errors)")
            }
            _ = try await workshop.run("chaos", "kill", "bookstore")
            _ = try await buying.waitForEnd()
            let stuck = try await eventually("a stuck transaction") {
                let answer = try await workshop.ask(TransactionsAnswer.self, "tx", "list")
                return answer.transactions.first { $0.status == "RollbackFailed" }
            }
            let shown = try await workshop.run("tx", "show", stuck.xid)
            #expect(shown.output.contains("dirty: somebody else wrote to it"), "\(shown.output)")
            let locks = try await workshop.run("tx", "locks")
            #expect(locks.output.contains("balance_tb:user0"), "\(locks.output)")
            let chosen = try await workshop.run("tx", "choose", stuck.xid, "force")
            #expect(chosen.status == 0, "\(chosen.errors)")
            try await bench.quiet(after: "the choice")
            // By force: as before the purchase, over what was written since.
            let audit = try await Audit(of: bench.user, in: bench.shop)
            audit.expectAgreement()
            #expect(audit.orders.isEmpty)
        }
    }
}
