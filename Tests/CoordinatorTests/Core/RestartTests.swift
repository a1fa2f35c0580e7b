import CoordinatorAPI
import CoordinatorCore
import Testing

@Suite struct `Beginning again from the store` {
    @Test func `What was decided goes on at once`() throws {
        var bench = Bench.connected()
        let kept = try bench.begin()
        _ = try bench.branch(kept, "a:1")
        _ = bench.ask(.commit(kept))
        let undone = try bench.begin()
        _ = try bench.branch(undone, "a:2")
        _ = bench.ask(.rollback(undone))
        _ = bench.takeCalls()
        bench.restart()
        #expect(bench.status(of: undone) == .rollbackRetrying, "nobody is there yet")
        bench.introduce(Bench.stock, as: .resourceManager(resources: [Bench.stockDatabase]))
        #expect(bench.calls.map(\.call.order) == [.commit, .rollback])
        for sent in bench.takeCalls() {
            bench.answerCall(
                sent.call, sent.call.order == .commit ? .phaseTwoCommitted : .phaseTwoRolledBack)
        }
        #expect(bench.outcomes == [kept: .committed, undone: .rolledBack])
    }

    @Test func `What was not decided keeps its rows and the rest of its time`() throws {
        var bench = Bench.connected()
        let xid = try bench.begin(timeout: 1_000)
        _ = try bench.branch(xid, "a:1")
        bench.time += .milliseconds(600)
        bench.restart()
        bench.introduce(Bench.manager, as: .transactionManager)
        let other = try bench.begin(timeout: 60_000)
        #expect(bench.register(other, "a:1").isRefused(.lockKeyConflict))
        bench.pass(.milliseconds(399))
        #expect(bench.status(of: xid) == .begin)
        bench.pass(.milliseconds(1))
        #expect(bench.status(of: xid)?.isRollback == true)
    }

    @Test func `Numbers are never given twice`() throws {
        var bench = Bench.connected()
        let before = try bench.begin()
        bench.restart()
        bench.introduce(Bench.manager, as: .transactionManager)
        let after = try bench.begin()
        #expect(before != after)
    }

    @Test func `A process that comes back in time decides what it began`() throws {
        var bench = Bench.connected()
        bench.introduce(ClientID(5), as: .transactionManager, instance: "stock-1")
        let xid = try bench.begin(by: ClientID(5))
        _ = try bench.branch(xid, "a:1")
        bench.restart()
        bench.pass(.milliseconds(2_999))
        bench.introduce(ClientID(6), as: .transactionManager, instance: "stock-1")
        bench.pass(.seconds(5))
        #expect(bench.answer(.commit(xid)) == .commitStatus(.success(.committed)))
    }

    @Test func `What it does not know that it began is rolled back when it comes back`() throws {
        var bench = Bench.connected()
        bench.introduce(ClientID(5), as: .transactionManager, instance: "stock-1")
        let known = try bench.begin(by: ClientID(5))
        // Its answer was lost with the coordinator.
        let unknown = try bench.begin(by: ClientID(5))
        bench.restart()
        bench.handle(
            .introduced(
                ClientID(6),
                ClientIntroduction(
                    role: .transactionManager, version: "", application: "", group: "",
                    extra: ClientIntroduction.extra(instance: "stock-1", undecided: [known]))))
        #expect(bench.status(of: known) == .begin)
        #expect(bench.status(of: unknown) == .rolledBack)
    }

    @Test func `One that does not come back has its transactions rolled back`() throws {
        var bench = Bench.connected()
        bench.introduce(ClientID(5), as: .transactionManager, instance: "stock-1")
        let gone = try bench.begin(timeout: 300_000, by: ClientID(5))
        // A client that gave no name cannot be known again: it has until the timeout.
        let nameless = try bench.begin(timeout: 300_000)
        bench.restart()
        bench.introduce(ClientID(6), as: .transactionManager, instance: "stock-2")
        bench.pass(.seconds(3))
        #expect(bench.status(of: gone) == .rolledBack)
        #expect(bench.status(of: nameless) == .begin)
    }

    @Test func `What came back and goes again is rolled back at once`() throws {
        var bench = Bench.connected()
        bench.introduce(ClientID(5), as: .transactionManager, instance: "stock-1")
        let xid = try bench.begin(by: ClientID(5))
        bench.restart()
        bench.introduce(ClientID(6), as: .transactionManager, instance: "stock-1")
        bench.handle(.gone(ClientID(6)))
        #expect(bench.status(of: xid) == .rolledBack)
    }

    @Test func `When a write failed it takes back what it thought it had done`() throws {
        var bench = Bench.connected()
        let xid = try bench.begin()
        let branch = try bench.branch(xid, "a:1")
        let before = bench.stored
        // The store fails under this decision: nothing of it may be performed.
        _ = bench.coordinator.handle(
            .asked(QuestionID(99), by: Bench.manager, .commit(xid)), at: bench.now)
        bench.restore()
        #expect(bench.stored == before)
        let rollback = bench.ask(.rollback(xid))
        #expect(bench.takeCalls().map(\.call.branch) == [branch])
        bench.answerCall(
            BranchCall(.rollback, xid: xid, branch: branch, type: .at, resource: ""),
            .phaseTwoRolledBack)
        #expect(bench.reply(to: rollback) == .rollbackStatus(.success(.rolledBack)))
    }

    @Test func `Who waited for phase 2 when a write failed is told where it stands`() throws {
        var bench = Bench.connected()
        let xid = try bench.begin()
        _ = try bench.branch(xid, "a:1")
        let question = bench.ask(.rollback(xid))
        bench.restore()
        #expect(bench.reply(to: question) == .rollbackStatus(.success(.rollingBack)))
        #expect(bench.calls.count == 2, "and its branches are called again")
    }

    @Test func `Whose connection went while the store failed is rolled back all the same`() throws {
        var bench = Bench.connected()
        let xid = try bench.begin()
        _ = bench.coordinator.handle(.gone(Bench.manager), at: bench.now)
        bench.restore()
        #expect(bench.status(of: xid) == .rolledBack)
    }

    @Test func `Outcomes are forgotten after seven days`() {
        var bench = Bench()
        var forgotten: [CoordinatorChange] = []
        for action in bench.coordinator.handle(.tick, at: bench.now) {
            if case .change(let change) = action { forgotten.append(change) }
        }
        #expect(
            forgotten == [.forget(before: bench.now.wall - 7 * 24 * 3_600_000, limit: 10_000)])
        #expect(bench.coordinator.nextDue == .seconds(60))
    }
}
