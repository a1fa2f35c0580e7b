import AccountAPI
import CoordinatorAPI
import CoordinatorCore
import Storage
import TestSupport
import Wire

@testable import AccountService
@testable import BookstoreService
@testable import Transactions

/// Branches: what the account does, and phase 2 of both.
extension TransactionWorld {
    /// What came of a local transaction.
    enum Local<Value> {
        case done(Value)
        case refused(Value)
        case tooLate
        case failed
        /// It was written, or not: the caller cannot know.
        case uncertain
        /// The process is gone.
        case died
    }

    /// Runs phase 1 of a branch in one local transaction.
    mutating func write<Value: Sendable>(
        on node: Node, _ xid: XID, _ branch: Int64, _ locked: Set<RowKey>,
        _ body: (any SQLSession) throws -> Completion<Value>
    ) -> Local<Value> {
        if isChaos, chance(10) {
            kill(node)
            return .died
        }
        if isFailing(node), chance(600) { return .failed }
        let tables = stores.tables(of: node)
        let result: ATPhases.PhaseOne<Value>
        do {
            result = try stores.database(of: node).write { session in
                let phases = ATPhases(session: session, tables: tables, now: 1)
                let result = try phases.write(xid: xid, branch: branch, locked: locked, body)
                if case .done = result { return .commit(result) }
                return .rollback(result)
            }
        } catch {
            return .failed
        }
        if case .done = result { checkExclusion(on: node, xid) }
        if case .tooLate = result { note("rolled back late: phase 1 is kept out") }
        if isFailing(node), case .done = result { return .uncertain }
        if isChaos, chance(10) {
            kill(node)
            return .died
        }
        switch result {
        case .done(let value): return .done(value)
        case .refused(let value): return .refused(value)
        case .tooLate: return .tooLate
        case .needsLocks:
            fail("a body wrote to rows that were not locked")
            return .failed
        }
    }

    /// As Seata's clients do when a local commit failed.
    mutating func report(_ xid: XID, _ branch: Int64, _ resource: String, from node: Node) {
        guard let link = processes[node]?.link else { return }
        tokens += 1
        send(
            .ask(
                token: tokens,
                .reportBranch(
                    BranchReport(
                        xid: xid, branch: branch, status: .phaseOneFailed, resource: resource,
                        type: .at))), over: link)
    }

    // MARK: The account

    mutating func pay(_ call: PaymentCall) {
        guard isUp(call.node) else { return }
        if call.branch != nil {
            return schedule(
                .work(call.node, incarnation: incarnation(of: call.node), .attempt(call)),
                in: stall())
        }
        registerPayment(call, tries: 3)
    }

    private mutating func registerPayment(_ call: PaymentCall, tries: Int) {
        // The registration's name is this asking's: a repeated call is another one.
        sequence += 1
        ask(
            .register(
                registration(
                    call.xid, .at, "balance.db", rows(of: call), "pay-\(call.id)-\(sequence)")),
            from: call.node, within: 5_000, .registerPayment(call, tries: tries))
    }

    private func rows(of call: PaymentCall) -> [RowKey] {
        [
            RowKey("balance_tb", [call.payment.user]),
            RowKey("payment_tb", [call.payment.orderID]),
        ]
    }

    mutating func paymentRegistered(_ call: PaymentCall, tries: Int, _ reply: TransactionReply?) {
        guard let reply else {
            guard tries > 1 else { return answer(call, .failure(.unreachable("no coordinator"))) }
            return registerPayment(call, tries: tries - 1)
        }
        guard case .registered(.success(let branch)) = reply else {
            return answer(call, .failure(.refused(.branchFailed, message: "")))
        }
        schedule(
            .work(call.node, incarnation: incarnation(of: call.node), .pay(call, branch: branch)),
            in: stall())
    }

    private mutating func answer(_ call: PaymentCall, _ result: Result<Money, BalanceFailure>) {
        if isChaos, chance(30) { return }
        schedule(.paid(call, result), in: 1 + Int64(number(below: 20)))
    }

    mutating func pay(_ call: PaymentCall, branch: Int64) {
        let ledger = stores.ledger
        let result = write(on: call.node, call.xid, branch, Set(rows(of: call))) { session in
            try ledger.pay(call.payment, of: call.xid, in: session)
        }
        switch result {
        case .done(.success(let left)), .refused(.success(let left)):
            answer(call, .success(left))
        case .died: break
        case .uncertain:
            report(call.xid, branch, "balance.db", from: call.node)
            answer(call, .failure(.unknown("")))
        default: answer(call, .failure(.refused(.branchFailed, message: "")))
        }
    }

    mutating func attempt(_ call: PaymentCall) {
        guard let branch = call.branch else { return }
        if isChaos, chance(10) { return kill(call.node) }
        if isFailing(call.node), chance(600) {
            return answer(call, .failure(.unreachable("full")))
        }
        let action = stores.tryAction
        let verdict: (verdict: TCCFence.Verdict, left: Money?)?
        verdict = try? stores.balance.write { session in
            let fence = TCCFence(session: session, now: 1)
            let verdict = try fence.tries(call.xid, branch, action.name)
            guard verdict == .work else { return .rollback((verdict, .zero)) }
            switch try action.attempt(call.payment, in: session) {
            case .commit(let left): return .commit((.work, left))
            case .rollback(let left): return .rollback((.work, left))
            }
        }
        if isChaos, chance(10) { return kill(call.node) }
        switch verdict {
        case (.work, .some(let left))?: answer(call, .success(left))
        case (.nothing, _)?: answer(call, .success(.zero))
        default: answer(call, .failure(.refused(.branchFailed, message: "")))
        }
    }

    // MARK: Phase 2

    mutating func carryOut(_ node: Node, _ call: BranchCall, over link: Int) {
        if isChaos, chance(10) { return kill(node) }
        if mutation == .trustsReports, reportedFailed(call) {
            return send(.answer(call.doneAnswer), over: link)
        }
        guard !(isFailing(node) && chance(600)) else {
            return send(.answer(call.laterAnswer), over: link)
        }
        let answer: BranchAnswer?
        if call.type == .tcc {
            answer = try? decideTry(call)
        } else {
            answer = try? decideWritten(node, call)
        }
        if isChaos, chance(10) { return kill(node) }
        guard let answer else {
            return send(.answer(call.laterAnswer), over: link)
        }
        if answer != call.doneAnswer { fail("\(call) is refused for good") }
        send(.answer(answer), over: link)
    }

    private func reportedFailed(_ call: BranchCall) -> Bool {
        guard call.order == .rollback,
            let branch = turns?.coordinator.transaction(call.xid)?.branches.first(where: {
                $0.number == call.branch
            })
        else { return false }
        return branch.status == .phaseOneFailed
    }

    private mutating func decideWritten(
        _ node: Node, _ call: BranchCall
    ) throws -> BranchAnswer {
        let tables = stores.tables(of: node)
        let database = stores.database(of: node)
        if call.order == .commit {
            try database.write { session in
                try ATPhases(session: session, tables: tables, now: 1)
                    .commit(xid: call.xid, branch: call.branch)
                return .commit(())
            }
            return call.doneAnswer
        }
        let (undone, hadLog) = try database.write { session in
            let row = try UndoTable(session: session).row(xid: call.xid, branch: call.branch)
            let undone = try ATPhases(session: session, tables: tables, now: 1)
                .rollBack(xid: call.xid, branch: call.branch, choice: nil)
            return .commit((undone, row?.isTombstone == false))
        }
        guard undone == .done else { return call.answer(.rollbackFailedUnretryable) }
        note(hadLog ? "branch is undone" : "empty rollback")
        if hadLog, !undoneBranches.insert(call.branch).inserted {
            fail("branch \(call.branch) is undone twice")
        }
        return call.doneAnswer
    }

    private func decideTry(_ call: BranchCall) throws -> BranchAnswer {
        let action = stores.tryAction
        let arguments = BranchNote(call.applicationData)?.arguments ?? ""
        let verdict = try stores.balance.write { session in
            let fence = TCCFence(session: session, now: 1)
            let verdict =
                call.order == .commit
                ? try fence.commits(call.xid, call.branch)
                : try fence.rollsBack(call.xid, call.branch, action.name)
            if verdict == .work {
                if call.order == .commit {
                    try action.confirm(arguments, of: call.xid, in: session)
                } else {
                    try action.cancel(arguments, of: call.xid, in: session)
                }
            }
            return .commit(verdict)
        }
        return verdict == .never
            ? call.answer(
                call.order == .commit ? .commitFailedUnretryable : .rollbackFailedUnretryable)
            : call.doneAnswer
    }

    /// What a process settles when it is connected: undo logs of transactions that are over.
    mutating func reconcile(_ node: Node) {
        let rows = try? stores.database(of: node).write { session in
            .rollback(try UndoTable(session: session).rows(limit: 1_000))
        }
        for row in rows ?? [] where !row.isTombstone {
            let live = turns?.coordinator.transaction(row.xid) != nil
            guard !live, let outcome = try? stores.outcome(of: row.xid) else { continue }
            let call = BranchCall(
                outcome.isCommit ? .commit : .rollback, xid: row.xid, branch: row.branch,
                type: .at, resource: Stores.resource(of: node))
            _ = try? decideWritten(node, call)
        }
    }

    /// No row is in the undo logs of two transactions of which neither is committed.
    mutating func checkExclusion(on node: Node, _ xid: XID) {
        let tables = stores.tables(of: node)
        let rows: [(XID, [RowKey])] =
            (try? stores.database(of: node).write { session in
                .rollback(
                    try UndoTable(session: session).rows(limit: 1_000).compactMap { row in
                        guard !row.isTombstone,
                            let log = try? UndoLog(context: row.context, info: row.info)
                        else { return nil }
                        _ = tables
                        return (row.xid, log.changes.flatMap(\.rows))
                    })
            }) ?? []
        var holders: [RowKey: XID] = [:]
        for (holder, keys) in rows where !isCommitted(holder) {
            for key in Set(keys) {
                if let other = holders[key], other != holder {
                    fail("\(key) is written by \(other) and \(holder), neither decided")
                }
                holders[key] = holder
            }
        }
    }

    private func isCommitted(_ xid: XID) -> Bool {
        if let outcome = try? stores.outcome(of: xid) { return outcome.isCommit }
        let records = try? stores.records()
        return records?.transactions.first { $0.xid == xid }?.status.isCommit ?? false
    }
}

extension Stores {
    /// The ledger's rules; its store is not used.
    var ledger: BalanceLedger {
        guard
            let ledger = try? BalanceLedger.inMemory(
                writer: .init(component: "account", instance: "sim"), now: { 1_700_000_000_000 })
        else { preconditionFailure("a database on memory can be opened") }
        return ledger
    }
}
