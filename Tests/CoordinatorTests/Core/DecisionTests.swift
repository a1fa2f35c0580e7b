import CoordinatorAPI
import CoordinatorCore
import Testing

@Suite struct `What becomes of a global transaction` {
    @Test func `AT branches are committed after the caller has its answer`() throws {
        var bench = Bench.connected()
        let xid = try bench.begin()
        let order = try bench.branch(xid, "order_tb:7")
        let balance = try bench.branch(xid, "balance_tb:1", on: Bench.accountDatabase)
        #expect(bench.answer(.commit(xid)) == .commitStatus(.success(.committed)))
        #expect(bench.status(of: xid) == .asyncCommitting)
        #expect(bench.stored.locks.isEmpty, "locks go with the decision")
        #expect(
            bench.takeCalls() == [
                Bench.Sent(
                    client: Bench.stock,
                    call: BranchCall(
                        .commit, xid: xid, branch: order, type: .at,
                        resource: Bench.stockDatabase)),
                Bench.Sent(
                    client: Bench.account,
                    call: BranchCall(
                        .commit, xid: xid, branch: balance, type: .at,
                        resource: Bench.accountDatabase)),
            ])
        for branch in [order, balance] {
            bench.answerCall(
                BranchCall(.commit, xid: xid, branch: branch, type: .at, resource: ""),
                .phaseTwoCommitted)
        }
        #expect(bench.outcomes == [xid: .committed])
        #expect(bench.stored == CoordinatorRecords())
    }

    @Test func `With a TCC branch the caller waits until all are committed`() throws {
        var bench = Bench.connected()
        let xid = try bench.begin()
        _ = try bench.branch(xid, "order_tb:7")
        _ = try bench.branch(xid, "", on: "minus", type: .tcc, note: "amount=191")
        let question = bench.ask(.commit(xid))
        #expect(bench.reply(to: question) == nil)
        #expect(bench.status(of: xid) == .committing)
        let calls = bench.takeCalls()
        #expect(calls.map(\.call.applicationData) == ["", "amount=191"])
        bench.answerCall(calls[1].call, .phaseTwoCommitted)
        // Only AT branches are left: nobody has to wait for those.
        #expect(bench.reply(to: question) == .commitStatus(.success(.committed)))
        #expect(bench.status(of: xid) == .asyncCommitting)
        bench.answerCall(calls[0].call, .phaseTwoCommitted)
        #expect(bench.outcomes == [xid: .committed])
    }

    @Test func `Branches of one resource are rolled back last first, resources side by side`()
        throws
    {
        var bench = Bench.connected()
        let xid = try bench.begin()
        let order = try bench.branch(xid, "order_tb:7")
        let stock = try bench.branch(xid, "stock_tb:0001")
        let balance = try bench.branch(xid, "balance_tb:1", on: Bench.accountDatabase)
        let question = bench.ask(.rollback(xid))
        #expect(Set(bench.calls.map(\.call.branch)) == [stock, balance])
        #expect(bench.calls.allSatisfy { $0.call.order == .rollback })
        bench.answerCalls(.phaseTwoRolledBack)
        #expect(bench.calls.map(\.call.branch) == [order])
        #expect(bench.reply(to: question) == nil)
        #expect(bench.stored.locks.values.map(\.branch) == [order], "each goes with its branch")
        bench.answerCalls(.phaseTwoRolledBack)
        #expect(bench.reply(to: question) == .rollbackStatus(.success(.rolledBack)))
        #expect(bench.outcomes == [xid: .rolledBack])
        #expect(bench.stored == CoordinatorRecords())
    }

    @Test func `A branch that reported a failed phase 1 is told to roll back all the same`() throws
    {
        var bench = Bench.connected()
        let xid = try bench.begin()
        let branch = try bench.branch(xid, "stock_tb:0001")
        #expect(
            bench.answer(
                .reportBranch(
                    BranchReport(
                        xid: xid, branch: branch, status: .phaseOneFailed,
                        resource: Bench.stockDatabase, type: .at)))
                == .branchReported(.success(.init())))
        _ = bench.ask(.rollback(xid))
        #expect(bench.calls.map(\.call.branch) == [branch])
    }

    @Test func `Without branches it is over at once`() throws {
        var bench = Bench.connected()
        let kept = try bench.begin()
        let undone = try bench.begin()
        #expect(bench.answer(.commit(kept)) == .commitStatus(.success(.committed)))
        #expect(bench.answer(.rollback(undone)) == .rollbackStatus(.success(.rolledBack)))
        #expect(bench.outcomes == [kept: .committed, undone: .rolledBack])
    }

    @Test func `An outcome is told to whoever asks later, in whatever way`() throws {
        var bench = Bench.connected()
        let xid = try bench.begin()
        _ = bench.ask(.commit(xid))
        #expect(bench.answer(.commit(xid)) == .commitStatus(.success(.committed)))
        #expect(bench.answer(.rollback(xid)) == .rollbackStatus(.success(.committed)))
        #expect(bench.answer(.status(xid)) == .status(.success(.committed)))
        #expect(bench.answer(.report(xid, .unknown)) == .reported(.success(.committed)))
        #expect(bench.answer(.status(XID("nobody's"))) == .status(.success(.finished)))
        #expect(bench.asksHistory.count == 5)
    }

    @Test func `Of commit and rollback the first wins, and the second is told so`() throws {
        var bench = Bench.connected()
        let kept = try bench.begin()
        _ = try bench.branch(kept, "a:1")
        _ = bench.ask(.commit(kept))
        #expect(bench.answer(.rollback(kept)) == .rollbackStatus(.success(.committed)))
        let undone = try bench.begin()
        _ = try bench.branch(undone, "a:2")
        let first = bench.ask(.rollback(undone))
        let second = bench.ask(.commit(undone))
        let status = bench.answer(.status(undone))
        #expect(status == .status(.success(.rollingBack)))
        bench.answerCalls(.phaseTwoRolledBack)
        for call in bench.takeCalls() { bench.answerCall(call.call, .phaseTwoRolledBack) }
        #expect(bench.reply(to: first) == .rollbackStatus(.success(.rolledBack)))
        #expect(bench.reply(to: second) == .commitStatus(.success(.rolledBack)))
    }

    @Test func `A decided transaction takes no more branches`() throws {
        var bench = Bench.connected()
        let xid = try bench.begin()
        _ = try bench.branch(xid, "a:1")
        _ = bench.ask(.rollback(xid))
        #expect(
            bench.register(xid, "a:2")
                == .registered(
                    .failure(
                        TransactionRefusal(
                            .globalTransactionNotActive,
                            "transaction \(xid) takes no more branches: rollingBack"))))
        bench.answerCalls(.phaseTwoRolledBack)
        #expect(
            bench.register(xid, "a:2")
                == .registered(
                    .failure(
                        TransactionRefusal(
                            .globalTransactionNotExist,
                            "there is no transaction \(xid), or it is over"))))
    }

    @Test func `When its time is over it is rolled back, and a commit after that is told so`()
        throws
    {
        var bench = Bench.connected()
        let xid = try bench.begin(timeout: 1_500)
        _ = try bench.branch(xid, "a:1")
        bench.pass(.milliseconds(1_500))
        #expect(bench.status(of: xid) == .timeoutRollingBack)
        let commit = bench.ask(.commit(xid))
        bench.answerCalls(.phaseTwoRolledBack)
        #expect(bench.reply(to: commit) == .commitStatus(.success(.timeoutRolledBack)))
        #expect(bench.outcomes == [xid: .timeoutRolledBack])
    }

    @Test func `A commit that comes too late for the clock loses, even before the clock rang`()
        throws
    {
        var bench = Bench.connected()
        let xid = try bench.begin(timeout: 1_500)
        _ = try bench.branch(xid, "a:1")
        bench.time += .milliseconds(1_501)
        #expect(bench.answer(.commit(xid)) == .commitStatus(.success(.timeoutRollingBack)))
        #expect(bench.calls.map(\.call.order) == [.rollback])
    }

    @Test func `A timeout of zero or less is a minute; the longest is a day`() throws {
        var bench = Bench.connected()
        let timeouts = try [-1, 0, 5, Int32.max].map { timeout in
            let xid = try bench.begin(timeout: timeout)
            return bench.stored.transactions.first { $0.xid == xid }?.timeout
        }
        #expect(timeouts == [60_000, 60_000, 5, 86_400_000])
    }

    @Test func `Whose connection is gone has its transactions rolled back at once`() throws {
        var bench = Bench.connected()
        let undecided = try bench.begin()
        _ = try bench.branch(undecided, "a:1")
        let decided = try bench.begin()
        _ = try bench.branch(decided, "a:2")
        _ = bench.ask(.commit(decided))
        bench.handle(.gone(Bench.manager))
        #expect(bench.status(of: undecided) == .rollingBack)
        #expect(bench.status(of: decided) == .asyncCommitting)
        #expect(bench.answer(.begin(name: "x", timeoutMilliseconds: 1)).isRefused(.beginFailed))
    }

    @Test func `Unless told to, it does not roll back what nobody is left to decide`() throws {
        var limits = CoordinatorLimits()
        limits.rollsBackOrphans = false
        var bench = Bench.connected(limits: limits)
        let xid = try bench.begin()
        bench.handle(.gone(Bench.manager))
        #expect(bench.status(of: xid) == .begin)
    }
}

extension TransactionReply? {
    /// Whether it is a refusal with this fault.
    func isRefused(_ fault: TransactionFault) -> Bool {
        switch self {
        case .begun(.failure(let refusal)), .registered(.failure(let refusal)),
            .branchReported(.failure(let refusal)), .locksQueried(.failure(let refusal)),
            .status(.failure(let refusal)), .commitStatus(.failure(let refusal)),
            .rollbackStatus(.failure(let refusal)), .reported(.failure(let refusal)):
            refusal.fault == fault
        default: false
        }
    }
}
