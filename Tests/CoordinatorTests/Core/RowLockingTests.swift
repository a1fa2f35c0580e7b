import CoordinatorAPI
import CoordinatorCore
import Testing

@Suite struct `Rows and who holds them` {
    @Test func `A row that another transaction holds is refused with its holder`() throws {
        var bench = Bench.connected()
        let first = try bench.begin()
        let branch = try bench.branch(first, "stock_tb:0001")
        let second = try bench.begin()
        #expect(
            bench.register(second, "order_tb:1;stock_tb:0002,0001")
                == .registered(
                    .failure(
                        TransactionRefusal(
                            .lockKeyConflict,
                            "row stock_tb:0001 is held by \(first), branch \(branch)"))))
        #expect(bench.stored.locks.count == 1, "all rows or none")
        // The same key of another database is another row.
        _ = try bench.branch(second, "stock_tb:0001", on: Bench.accountDatabase)
    }

    @Test func `Its holder may take a row again, and gives it back with the branch that took it`()
        throws
    {
        var bench = Bench.connected()
        let xid = try bench.begin()
        let first = try bench.branch(xid, "a:1")
        let second = try bench.branch(xid, "a:1,2")
        #expect(
            bench.stored.locks == [
                RowLock(resource: Bench.stockDatabase, table: "a", key: "1"):
                    LockHolder(xid: xid, branch: first),
                RowLock(resource: Bench.stockDatabase, table: "a", key: "2"):
                    LockHolder(xid: xid, branch: second),
            ])
        _ = bench.ask(.rollback(xid))
        bench.answerCalls(.phaseTwoRolledBack)
        #expect(bench.stored.locks.values.map(\.branch) == [first])
    }

    @Test func `The fault tells when the holder is rolling back`() throws {
        var bench = Bench.connected()
        let first = try bench.begin()
        _ = try bench.branch(first, "a:1")
        _ = bench.ask(.rollback(first))
        let second = try bench.begin()
        #expect(bench.register(second, "a:1").isRefused(.lockKeyConflictFailFast))
    }

    @Test func `A registration said twice makes one branch`() throws {
        var bench = Bench.connected()
        let xid = try bench.begin()
        let note = BranchNote(registration: "r-1", arguments: "amount=5&user=a b").text
        let first = try bench.branch(xid, "a:1", note: note)
        let again = try bench.branch(xid, "a:1", note: note)
        let other = try bench.branch(xid, "a:1", note: BranchNote(registration: "r-2").text)
        let foreign = try bench.branch(xid, "a:1", note: "{}")
        let foreignAgain = try bench.branch(xid, "a:1", note: "{}")
        #expect(first == again)
        #expect(Set([first, other, foreign, foreignAgain]).count == 4)
    }

    @Test func `Asking whether rows are free takes none`() throws {
        var bench = Bench.connected()
        let holder = try bench.begin()
        _ = try bench.branch(holder, "a:1")
        func ask(_ xid: XID, _ keys: String) -> TransactionReply? {
            bench.answer(
                .queryLocks(
                    BranchRegistration(
                        xid: xid, type: .at, resource: Bench.stockDatabase, lockKeys: keys)))
        }
        #expect(ask(holder, "a:1") == .locksQueried(.success(true)))
        #expect(ask(XID(""), "a:1") == .locksQueried(.success(false)))
        #expect(ask(XID(""), "a:2") == .locksQueried(.success(true)))
        #expect(ask(XID(""), "nonsense").isRefused(.lockableCheckFailed))
        #expect(bench.stored.locks.count == 1)
    }

    @Test func `Keys that are no rows, and too much data, are refused`() throws {
        var limits = CoordinatorLimits()
        limits.branches = 2
        limits.applicationData = 10
        limits.locks = 3
        var bench = Bench.connected(limits: limits)
        let xid = try bench.begin()
        #expect(bench.register(xid, "a").isRefused(.branchRegisterFailed))
        #expect(bench.register(xid, "a:1", note: "12345678901").isRefused(.branchRegisterFailed))
        #expect(bench.register(xid, "a:1,2,3,4").isRefused(.branchRegisterFailed))
        _ = try bench.branch(xid, "a:1,2,3")
        _ = try bench.branch(xid, "")
        #expect(bench.register(xid, "").isRefused(.branchRegisterFailed))
    }
}

@Suite struct `Waiting for rows` {
    private func note(_ registration: String, patience: Int = 300) -> String {
        BranchNote(registration: registration, patience: patience).text
    }

    @Test func `Whoever waits is served in the order they came`() throws {
        var bench = Bench.connected()
        let xids = try (0..<3).map { _ in try bench.begin() }
        _ = try bench.branch(xids[0], "a:1")
        let waits = xids.dropFirst().map { xid in
            bench.ask(registration(xid, "a:1", note(xid.text)))
        }
        #expect(waits.map { bench.reply(to: $0) } == [nil, nil])
        _ = bench.ask(.commit(xids[0]))
        #expect(holder(of: "1", in: bench) == xids[1])
        #expect(bench.reply(to: waits[1]) == nil)
        _ = bench.ask(.commit(xids[1]))
        #expect(holder(of: "1", in: bench) == xids[2])
        #expect(bench.reply(to: waits[1]) != nil)
    }

    @Test func `Nobody overtakes who waits for the same row`() throws {
        var bench = Bench.connected()
        let xids = try (0..<3).map { _ in try bench.begin() }
        _ = try bench.branch(xids[0], "a:1")
        let both = bench.ask(registration(xids[1], "a:1,2", note("both")))
        // Row 2 is free, and spoken for.
        #expect(bench.register(xids[2], "a:2").isRefused(.lockKeyConflict))
        _ = bench.ask(.commit(xids[0]))
        #expect(bench.reply(to: both) != nil)
        #expect(holder(of: "2", in: bench) == xids[1])
    }

    @Test func `When its patience is over it is refused, and who stood behind it is served`() throws
    {
        var bench = Bench.connected()
        let xids = try (0..<3).map { _ in try bench.begin() }
        let holder = try bench.branch(xids[0], "a:1")
        let both = bench.ask(registration(xids[1], "a:1,2", note("both", patience: 300)))
        let second = bench.ask(registration(xids[2], "a:2", note("second", patience: 5_000)))
        bench.pass(.milliseconds(299))
        #expect(bench.reply(to: both) == nil)
        bench.pass(.milliseconds(1))
        #expect(
            bench.reply(to: both)
                == .registered(
                    .failure(
                        TransactionRefusal(
                            .lockKeyConflict,
                            "row a:1 is held by \(xids[0]), branch \(holder)"))))
        #expect(bench.reply(to: second) != nil)
        #expect(self.holder(of: "2", in: bench) == xids[2])
    }

    @Test func `Whoever would close a circle of waiting is refused at once`() throws {
        var bench = Bench.connected()
        let xids = try (0..<3).map { _ in try bench.begin() }
        for (index, xid) in xids.enumerated() { _ = try bench.branch(xid, "a:\(index)") }
        let first = bench.ask(registration(xids[0], "a:1", note("1")))
        let second = bench.ask(registration(xids[1], "a:2", note("2")))
        #expect(
            bench.answer(registration(xids[2], "a:0", note("3")))
                .isRefused(.lockKeyConflictFailFast))
        #expect([first, second].map { bench.reply(to: $0) } == [nil, nil])
        // Whoever was refused gives up, and the others go on.
        _ = bench.ask(.rollback(xids[2]))
        bench.answerCalls(.phaseTwoRolledBack)
        #expect(bench.reply(to: second) != nil)
    }

    @Test func `A transaction that was decided waits no more`() throws {
        var bench = Bench.connected()
        let holder = try bench.begin()
        _ = try bench.branch(holder, "a:1")
        let xid = try bench.begin()
        let wait = bench.ask(registration(xid, "a:1", note("1")))
        _ = bench.ask(.rollback(xid))
        #expect(bench.reply(to: wait).isRefused(.globalTransactionNotActive))
        _ = bench.ask(.commit(holder))
        #expect(bench.stored.locks.isEmpty)
    }

    @Test func `Nobody waits for a transaction that waits for somebody's decision`() throws {
        var bench = Bench.connected()
        let holder = try bench.begin()
        _ = try bench.branch(holder, "a:1")
        _ = bench.ask(.rollback(holder))
        bench.answerCalls(.rollbackFailedUnretryable)
        #expect(bench.status(of: holder) == .rollbackFailed)
        let xid = try bench.begin()
        #expect(
            bench.answer(registration(xid, "a:1", note("1"))).isRefused(.lockKeyConflictFailFast))
    }

    @Test func `Who waits when the store fails is told that nothing was registered`() throws {
        var bench = Bench.connected()
        let holder = try bench.begin()
        _ = try bench.branch(holder, "a:1")
        let xid = try bench.begin()
        let wait = bench.ask(registration(xid, "a:1", note("1")))
        bench.restore()
        #expect(bench.reply(to: wait).isRefused(.failedStore))
        _ = bench.ask(.commit(holder))
        #expect(bench.stored.locks.isEmpty)
    }

    @Test func `The line has an end`() throws {
        var limits = CoordinatorLimits()
        limits.lockWaits = 1
        var bench = Bench.connected(limits: limits)
        let xids = try (0..<3).map { _ in try bench.begin() }
        _ = try bench.branch(xids[0], "a:1")
        #expect(bench.answer(registration(xids[1], "a:1", note("1"))) == nil)
        #expect(
            bench.answer(registration(xids[2], "a:1", note("2"))).isRefused(.lockKeyConflict))
    }

    private func registration(_ xid: XID, _ keys: String, _ note: String) -> TransactionRequest {
        .register(
            BranchRegistration(
                xid: xid, type: .at, resource: Bench.stockDatabase, lockKeys: keys,
                applicationData: note))
    }

    private func holder(of key: String, in bench: Bench) -> XID? {
        bench.stored.locks[RowLock(resource: Bench.stockDatabase, table: "a", key: key)]?.xid
    }
}
