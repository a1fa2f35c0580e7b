import CoordinatorAPI
import CoordinatorCore
import Testing

@Suite struct `Calling branches in phase 2` {
    @Test func `A branch that cannot do it yet is called again, later each time, up to a second`()
        throws
    {
        var bench = Bench.connected()
        let xid = try bench.begin()
        _ = try bench.branch(xid, "a:1")
        let question = bench.ask(.rollback(xid))
        var rests: [Duration] = []
        for _ in 0..<8 {
            bench.answerCalls(.rollbackFailedRetryable)
            let before = bench.time
            while bench.calls.isEmpty { bench.pass(.milliseconds(1)) }
            rests.append(bench.time - before)
        }
        let most = [50, 100, 200, 400, 800, 1_000, 1_000, 1_000].map { Duration.milliseconds($0) }
        #expect(zip(rests, most).allSatisfy { $0 <= $1 && $0 >= $1 / 2 }, "\(rests)")
        #expect(bench.status(of: xid) == .rollbackRetrying)
        #expect(
            bench.reply(to: question) == .rollbackStatus(.success(.rollbackRetrying)),
            "the caller is told when it takes longer")
        bench.answerCalls(.phaseTwoRolledBack)
        #expect(bench.outcomes == [xid: .rolledBack])
    }

    @Test func `A call without an answer is made again, and late answers count`() throws {
        var bench = Bench.connected()
        let xid = try bench.begin()
        _ = try bench.branch(xid, "a:1")
        _ = bench.ask(.commit(xid))
        let first = bench.takeCalls()
        bench.pass(.seconds(3) - .milliseconds(1))
        #expect(bench.calls.isEmpty)
        bench.pass(.milliseconds(51))
        #expect(bench.calls == first)
        bench.answerCall(first[0].call, .phaseTwoCommitted)
        #expect(bench.outcomes == [xid: .committed])
        bench.answerCall(first[0].call, .phaseTwoCommitted)
        #expect(bench.stored == CoordinatorRecords())
    }

    @Test func `A branch whose resource nobody has waits for somebody who has it`() throws {
        var bench = Bench.connected()
        let xid = try bench.begin()
        _ = try bench.branch(xid, "a:1")
        bench.handle(.gone(Bench.stock))
        let question = bench.ask(.rollback(xid))
        #expect(bench.reply(to: question) == .rollbackStatus(.success(.rollbackRetrying)))
        #expect(bench.calls.isEmpty)
        bench.introduce(ClientID(9), as: .resourceManager(resources: [Bench.stockDatabase]))
        #expect(bench.calls.map(\.client) == [ClientID(9)])
        bench.answerCalls(.phaseTwoRolledBack)
        #expect(bench.outcomes == [xid: .rolledBack])
    }

    @Test func `A call whose connection is lost is made to another client`() throws {
        var bench = Bench.connected()
        bench.introduce(ClientID(9), as: .resourceManager(resources: [Bench.stockDatabase]))
        let xid = try bench.begin()
        _ = try bench.branch(xid, "a:1")
        _ = bench.ask(.commit(xid))
        let sent = bench.takeCalls()
        #expect(sent.map(\.client) == [Bench.stock])
        bench.handle(.gone(Bench.stock))
        bench.pass(.milliseconds(50))
        #expect(bench.calls.map(\.client) == [ClientID(9)])
    }

    @Test func `A resource that hangs does not hold up the others`() throws {
        var limits = CoordinatorLimits()
        limits.callsPerResource = 2
        var bench = Bench.connected(limits: limits)
        for row in 0..<4 {
            let xid = try bench.begin()
            _ = try bench.branch(xid, "a:\(row)")
            _ = try bench.branch(xid, "b:\(row)", on: Bench.accountDatabase)
            _ = bench.ask(.commit(xid))
        }
        let calls = bench.takeCalls()
        #expect(calls.count { $0.client == Bench.stock } == 2)
        let account = calls.filter { $0.client == Bench.account }.map(\.call)
        for call in account { bench.answerCall(call, .phaseTwoCommitted) }
        #expect(bench.calls.count { $0.client == Bench.account } == 2)
        #expect(bench.calls.count { $0.client == Bench.stock } == 0)
        for call in calls where call.client == Bench.stock {
            bench.answerCall(call.call, .phaseTwoCommitted)
        }
        #expect(bench.calls.count { $0.client == Bench.stock } == 2)
    }

    @Test func `A caller waits ten seconds for phase 2, then is told where it stands`() throws {
        var limits = CoordinatorLimits()
        limits.call = .seconds(60)
        var bench = Bench.connected(limits: limits)
        let xid = try bench.begin()
        _ = try bench.branch(xid, "a:1")
        let question = bench.ask(.rollback(xid))
        bench.pass(.milliseconds(9_999))
        #expect(bench.reply(to: question) == nil)
        bench.pass(.milliseconds(1))
        #expect(bench.reply(to: question) == .rollbackStatus(.success(.rollingBack)))
    }

    @Test func `An answer to the other order, or of a branch unknown, changes nothing`() throws {
        var bench = Bench.connected()
        let xid = try bench.begin()
        let branch = try bench.branch(xid, "a:1")
        bench.answerCall(
            BranchCall(.commit, xid: xid, branch: branch, type: .at, resource: ""),
            .phaseTwoCommitted)
        #expect(bench.status(of: xid) == .begin)
        _ = bench.ask(.rollback(xid))
        for (order, number) in [(BranchCall.Order.commit, branch), (.rollback, 7)] {
            bench.answerCall(
                BranchCall(order, xid: xid, branch: number, type: .at, resource: ""),
                order == .commit ? .phaseTwoCommitted : .phaseTwoRolledBack)
        }
        #expect(bench.status(of: xid) == .rollingBack)
    }
}

@Suite struct `A branch that refuses for good` {
    /// A transaction whose second branch, the last of its resource, found a dirty write.
    private func stuck() throws -> (bench: Bench, xid: XID, branch: Int64) {
        var bench = Bench.connected()
        let xid = try bench.begin()
        _ = try bench.branch(xid, "order_tb:7")
        let branch = try bench.branch(
            xid, "stock_tb:1", note: BranchNote(registration: "r").text)
        _ = try bench.branch(xid, "balance_tb:1", on: Bench.accountDatabase)
        _ = bench.ask(.rollback(xid))
        for sent in bench.takeCalls() {
            bench.answerCall(
                sent.call,
                sent.call.branch == branch ? .rollbackFailedUnretryable : .phaseTwoRolledBack)
        }
        return (bench, xid, branch)
    }

    @Test func `It keeps its rows, and the others undo what they can`() throws {
        let (bench, xid, branch) = try stuck()
        #expect(bench.status(of: xid) == .rollbackFailed)
        #expect(
            bench.stored.transactions.first?.branches.map(\.status) == [
                .registered, .rollbackFailedUnretryable,
            ])
        #expect(bench.stored.locks.values.contains(LockHolder(xid: xid, branch: branch)))
        #expect(bench.calls.isEmpty)
    }

    @Test func `It is called again with what somebody chose`() throws {
        var (bench, xid, branch) = try stuck()
        #expect(bench.choose(.keep, for: xid) == .status(.success(.rollbackRetrying)))
        #expect(
            bench.calls.map(\.call) == [
                BranchCall(
                    .rollback, xid: xid, branch: branch, type: .at,
                    resource: Bench.stockDatabase,
                    applicationData: BranchNote(registration: "r", choice: .keep).text)
            ])
        bench.answerCalls(.phaseTwoRolledBack)
        bench.answerCalls(.phaseTwoRolledBack)
        #expect(bench.outcomes == [xid: .rolledBack])
    }

    @Test func `Nobody can choose for one that does not wait for it`() throws {
        var bench = Bench.connected()
        let xid = try bench.begin()
        #expect(
            bench.choose(.force, for: xid)
                == .status(
                    .failure(
                        TransactionRefusal(
                            .globalTransactionStatusInvalid,
                            "\(xid) does not wait for a decision"))))
    }

    @Test func `After a restart it still waits, and its choice still counts`() throws {
        var (bench, xid, _) = try stuck()
        bench.restart()
        bench.introduce(Bench.stock, as: .resourceManager(resources: [Bench.stockDatabase]))
        bench.pass(.seconds(60))
        #expect(bench.calls.isEmpty)
        #expect(bench.status(of: xid) == .rollbackFailed)
        _ = bench.choose(.force, for: xid)
        #expect(bench.calls.count == 1)
    }

    @Test func `It stops at a commit too`() throws {
        var bench = Bench.connected()
        let xid = try bench.begin()
        _ = try bench.branch(xid, "", on: "minus", type: .tcc)
        let question = bench.ask(.commit(xid))
        bench.answerCalls(.commitFailedUnretryable)
        #expect(bench.reply(to: question) == .commitStatus(.success(.commitFailed)))
        #expect(bench.choose(.force, for: xid) == .status(.success(.commitRetrying)))
        bench.answerCalls(.phaseTwoCommitted)
        #expect(bench.outcomes == [xid: .committed])
    }

    @Test func `A transaction whose time was over stops, and ends, as one of those`() throws {
        var bench = Bench.connected()
        let xid = try bench.begin(timeout: 100)
        _ = try bench.branch(xid, "a:1")
        bench.pass(.milliseconds(100))
        bench.answerCalls(.rollbackFailedUnretryable)
        #expect(bench.status(of: xid) == .timeoutRollbackFailed)
        _ = bench.choose(.skip, for: xid)
        bench.answerCalls(.phaseTwoRolledBack)
        #expect(bench.outcomes == [xid: .timeoutRolledBack])
    }

    @Test func `When too many wait for a decision none is begun`() throws {
        var limits = CoordinatorLimits()
        limits.stuck = 1
        limits.transactions = 2
        var bench = Bench.connected(limits: limits)
        let xid = try bench.begin()
        _ = try bench.branch(xid, "a:1")
        let other = try bench.begin()
        #expect(bench.answer(.begin(name: "", timeoutMilliseconds: 1)).isRefused(.beginFailed))
        _ = bench.ask(.rollback(other))
        _ = bench.ask(.rollback(xid))
        bench.answerCalls(.rollbackFailedUnretryable)
        #expect(bench.answer(.begin(name: "", timeoutMilliseconds: 1)).isRefused(.beginFailed))
        _ = bench.choose(.keep, for: xid)
        _ = try bench.begin()
    }
}
