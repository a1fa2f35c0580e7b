import AccountAPI
import BookstoreAPI
import CoordinatorAPI
import Storage
import TestSupport
import Wire

@testable import BookstoreService
@testable import Transactions

/// The bookstore: one purchase after its steps, as the checkout and the transaction manager take them.
extension TransactionWorld {
    mutating func buy(_ index: Int) {
        guard !purchases[index].isUnderWay, !purchases[index].wasSold else { return }
        purchases[index].isUnderWay = true
        purchases[index].asking += 1
        guard isUp(.bookstore) else { return tell(index, .nothingMoved) }
        let name = purchases[index].orderID
        note("\(name) is asked for")
        ask(
            .begin(
                name: "purchase",
                timeoutMilliseconds: chance(100) ? 300 + Int32(number(below: 2_000)) : 60_000),
            from: .bookstore, within: 3_000, .begin(index))
    }

    /// The answer to a question, or nil when there will be none.
    mutating func answered(_ wait: Wait, _ reply: TransactionReply?) {
        switch wait {
        case .begin(let index):
            guard case .begun(.success(let xid)) = reply else { return tell(index, .nothingMoved) }
            open.insert(xid)
            current[index] = xid
            registerStock(index, xid, tries: 3)
        case .registerStock(let index, let xid, let tries):
            guard let reply else {
                guard tries > 1 else { return decide(index, xid, isCommit: false) }
                return registerStock(index, xid, tries: tries - 1)
            }
            guard case .registered(.success(let branch)) = reply else {
                return decide(index, xid, isCommit: false)
            }
            schedule(
                .work(
                    .bookstore, incarnation: incarnation(of: .bookstore),
                    .place(index, xid, branch: branch)), in: stall())
        case .registerTry(let index, let xid, let tries):
            guard let reply else {
                guard tries > 1 else { return decide(index, xid, isCommit: false) }
                return registerTry(index, xid, tries: tries - 1)
            }
            guard case .registered(.success(let branch)) = reply else {
                return decide(index, xid, isCommit: false)
            }
            callAccount(index, xid, branch: branch)
        case .registerPayment(let call, let tries): paymentRegistered(call, tries: tries, reply)
        case .decide(let index, let xid, let isCommit, let until):
            decided(index, xid, isCommit: isCommit, until: until, reply)
        }
    }

    private mutating func registerStock(_ index: Int, _ xid: XID, tries: Int) {
        let purchase = purchases[index]
        let rows = [
            RowKey("order_tb", [purchase.orderID]),
            RowKey("stock_tb", [purchase.user, purchase.product]),
        ]
        ask(
            .register(
                registration(
                    xid, .at, "stock.db", rows, "stock-\(purchase.orderID)-\(purchase.asking)")),
            from: .bookstore, within: 5_000, .registerStock(index, xid, tries: tries))
    }

    private mutating func registerTry(_ index: Int, _ xid: XID, tries: Int) {
        let purchase = purchases[index]
        ask(
            .register(
                registration(
                    xid, .tcc, Stores.action, [], "try-\(purchase.orderID)-\(purchase.asking)",
                    arguments: payment(of: index).branchArguments)),
            from: .bookstore, within: 5_000, .registerTry(index, xid, tries: tries))
    }

    func registration(
        _ xid: XID, _ type: BranchType, _ resource: String, _ rows: [RowKey], _ name: String,
        arguments: String = ""
    ) -> BranchRegistration {
        BranchRegistration(
            xid: xid, type: type, resource: resource,
            lockKeys: RowLock.text(of: rows.map { $0.lock(of: resource) }),
            applicationData: BranchNote(
                registration: name, patience: 2_000, arguments: arguments
            ).text)
    }

    func payment(of index: Int) -> Payment {
        Payment(
            orderID: purchases[index].orderID, user: purchases[index].user,
            amount: purchases[index].total)
    }

    /// Order and stock, in one local transaction.
    mutating func place(_ index: Int, _ xid: XID, branch: Int64) {
        let purchase = purchases[index]
        let request = PurchaseRequest(
            userName: purchase.user, productCode: purchase.product, count: purchase.count,
            orderId: purchase.orderID)
        let locked: Set<RowKey> = [
            RowKey("order_tb", [purchase.orderID]),
            RowKey("stock_tb", [purchase.user, purchase.product]),
        ]
        let result = write(on: .bookstore, xid, branch, locked) { session in
            try StockLedger.placement(
                of: request, orderID: purchase.orderID, xid: xid, route: .remote, time: 1,
                in: session)
        }
        switch result {
        case .done(.placed(let order)):
            purchases[index].total = order.total
            if usesTries {
                registerTry(index, xid, tries: 3)
            } else {
                callAccount(index, xid, branch: nil)
            }
        case .done(.sold), .refused(.sold):
            // Its rows are ours: whoever sold it has decided.
            purchases[index].wasSold = true
            decide(index, xid, isCommit: true)
        case .uncertain:
            report(xid, branch, "stock.db", from: .bookstore)
            decide(index, xid, isCommit: false)
        default: decide(index, xid, isCommit: false)
        }
    }

    private mutating func callAccount(_ index: Int, _ xid: XID, branch: Int64?) {
        sequence += 1
        purchases[index].call = sequence
        let call = PaymentCall(
            id: sequence, purchase: index, payment: payment(of: index), xid: xid, branch: branch,
            node: chance(500) ? .account : .account2)
        let delay = 1 + Int64(number(below: 20))
        if !(isChaos && chance(30)) { schedule(.pay(call), in: delay) }
        // Sent twice, as by a caller that asks another provider.
        if isChaos, chance(60) { schedule(.pay(call), in: delay + Int64(number(below: 3_000))) }
        schedule(.payTimedOut(call: call.id, purchase: index), in: 3_000)
    }

    /// The account answered in time, or did not.
    mutating func paid(_ index: Int, call: Int, _ result: Result<Money, BalanceFailure>?) {
        guard isUp(.bookstore), purchases[index].call == call, let xid = xid(of: index) else {
            return
        }
        purchases[index].call = 0
        if case .success = result { return decide(index, xid, isCommit: true) }
        decide(index, xid, isCommit: false)
    }

    private func xid(of index: Int) -> XID? { current[index] }

    mutating func decide(_ index: Int, _ xid: XID, isCommit: Bool) {
        decide(index, xid, isCommit: isCommit, until: now + 12_000)
    }

    private mutating func decide(_ index: Int, _ xid: XID, isCommit: Bool, until: Int64) {
        ask(
            isCommit ? .commit(xid) : .rollback(xid), from: .bookstore,
            within: max(1, until - now), .decide(index, xid, isCommit: isCommit, until: until))
    }

    private mutating func decided(
        _ index: Int, _ xid: XID, isCommit: Bool, until: Int64, _ reply: TransactionReply?
    ) {
        let status: GlobalStatus? =
            switch reply {
            case .commitStatus(.success(let status)), .rollbackStatus(.success(let status)): status
            default: nil
            }
        guard let status else {
            guard now < until, isUp(.bookstore) else {
                open.remove(xid)
                if !isCommit { toRollBack.append(xid) }
                return tell(index, isCommit ? .unknown : .nothingMoved)
            }
            // A pause, then once more.
            sequence += 1
            purchases[index].call = sequence
            return schedule(
                .work(
                    .bookstore, incarnation: incarnation(of: .bookstore),
                    .decideAgain(index, xid, isCommit: isCommit, until: until)), in: 50)
        }
        open.remove(xid)
        if !isCommit { return tell(index, purchases[index].wasSold ? .unknown : .nothingMoved) }
        if status.isCommit {
            purchases[index].wasSold = true
            tell(index, .sold)
        } else if status == .finished {
            tell(index, .unknown)
        } else {
            purchases[index].wasSold = purchases[index].told.contains(.sold)
            tell(index, .nothingMoved)
        }
    }

    mutating func decideAgain(_ index: Int, _ xid: XID, isCommit: Bool, until: Int64) {
        decide(index, xid, isCommit: isCommit, until: until)
    }

    private mutating func tell(_ index: Int, _ told: Purchase.Told) {
        let name = purchases[index].orderID
        note("\(name): \(told)")
        purchases[index].told.append(told)
        purchases[index].isUnderWay = false
        purchases[index].call = 0
        current[index] = nil
        if told != .sold, purchases[index].told.count < 4, chance(600) {
            schedule(.buy(index), in: Int64(number(below: 2_000)))
        }
    }

    /// The process is gone, and whoever waited for it knows nothing.
    mutating func bookstoreDied() {
        open = []
        toRollBack = []
        for index in purchases.indices where purchases[index].isUnderWay { tell(index, .unknown) }
    }
}
