import AccountAPI
import BookstoreAPI
import CoordinatorAPI
import Faults
import Logging
import Storage
import Transactions
import Wire

/// Sells books in global transactions: order, stock and payment count together or not at all, whoever
/// dies in between.
///
/// ```
///  coordinator   begin kc-book-store-tx
///  stock.db      order and stock, as one branch in automatic mode
///  balance.db    the payment: in automatic mode, or frozen by a try
///  coordinator   commit, or roll back
/// ```
/// Phase 1 can be seen by others before the end (read uncommitted), as with Seata: an order is there
/// that may yet go.
struct GlobalCheckout: Sendable {
    /// How the payment takes part.
    enum Payments: Sendable {
        /// In automatic mode.
        case automatic
        /// As try, confirm and cancel, under this action's name.
        case tries(action: String)
    }

    /// The name of 2019.
    static let name = "kc-book-store-tx"
    /// The timeout of 2019.
    static let timeout = Duration.milliseconds(300_000)

    let stock: StockLedger
    let branches: ATResource
    let registrar: BranchRegistrar
    let manager: TransactionManager
    let account: any BalanceFacade
    let payments: Payments
    let route: Order.Route
    let now: @Sendable () -> Int64
    let faults: FaultBoard

    /// Where a process may die or stall.
    enum Point: String, CaseIterable, Sendable {
        /// The transaction has begun.
        case begun
        /// Order and stock are written, the payment is not asked for.
        case placed = "between-stock-and-balance"
        /// The payment is made, nothing is decided.
        case paid = "before-commit"
        /// All is decided, the client has no answer.
        case decided = "before-answer"
    }

    /// What its body gives.
    private struct Sale: Sendable {
        let order: OrderRecord
        let balance: Money
        /// Whether an earlier purchase with its id had sold it already.
        let wasSold: Bool
    }

    /// Buys. Answers a receipt, or why not.
    func buy(
        _ request: PurchaseRequest, orderID: String
    ) async -> (result: Result<Receipt, Refusal>, order: OrderRecord?) {
        let outcome = await manager.globalTransaction(name: Self.name, timeout: Self.timeout) {
            (xid) -> Result<Sale, TransactionManager.Rejected<Refusal>> in
            await faults.passing(Point.begun.rawValue)
            do throws(Refusal) {
                return .success(try await sell(request, orderID: orderID, in: xid))
            } catch {
                return .failure(TransactionManager.Rejected(error))
            }
        }
        await faults.passing(Point.decided.rawValue)
        switch outcome {
        case .committed(let sale):
            return (
                .success(sale.order.receipt(balance: sale.balance)), sale.wasSold ? nil : sale.order
            )
        case .refused(let refusal): return (.failure(refusal), nil)
        case .rolledBack(let reason): return (.failure(.rolledBack(reason)), nil)
        case .unknown(_, let reason): return (.failure(.paymentUnknown(orderID, reason)), nil)
        }
    }

    private func sell(
        _ request: PurchaseRequest, orderID: String, in xid: XID
    ) async throws(Refusal) -> Sale {
        switch try await place(request, orderID: orderID, in: xid) {
        case .refused(let refusal): throw refusal
        case .sold(let order):
            // Its rows are ours now, so whoever sold it has long decided.
            let balance = try await asking { () throws(BalanceFailure) in
                try await account.queryBalance(of: order.user)
            }
            return Sale(order: order, balance: order.balanceAfter ?? balance, wasSold: true)
        case .placed(let order):
            await faults.passing(Point.placed.rawValue)
            let balance = try await pay(order, in: xid)
            await faults.passing(Point.paid.rawValue)
            return Sale(order: order, balance: balance, wasSold: false)
        }
    }

    private func place(
        _ request: PurchaseRequest, orderID: String, in xid: XID
    ) async throws(Refusal) -> StockLedger.GlobalPlacement {
        let (route, time) = (route, now())
        do throws(BranchFailure) {
            return try await branches.write(
                in: xid,
                locking: [
                    RowKey("order_tb", [orderID]),
                    RowKey("stock_tb", [request.userName, request.productCode]),
                ]
            ) { session in
                try StockLedger.placement(
                    of: request, orderID: orderID, xid: xid, route: route, time: time, in: session)
            }
        } catch .conflict(let reason) {
            throw .busy(reason)
        } catch {
            throw .rolledBack("\(error)")
        }
    }

    private func pay(_ order: OrderRecord, in xid: XID) async throws(Refusal) -> Money {
        let payment = Payment(orderID: order.orderID, user: order.user, amount: order.total)
        switch payments {
        case .automatic:
            return try await asking { () throws(BalanceFailure) in
                try await account.minusBalance(payment)
            }
        case .tries(let action):
            let branch: Int64
            do throws(BranchFailure) {
                branch = try await registrar.register(
                    xid, type: .tcc, resource: action, arguments: payment.branchArguments)
            } catch {
                throw .rolledBack("\(error)")
            }
            return try await asking { () throws(BalanceFailure) in
                try await account.prepareMinusBalance(payment, branch: branch)
            }
        }
    }

    /// Whatever the account did or did not do is undone with the transaction: no doubt is left.
    private func asking(
        _ question: () async throws(BalanceFailure) -> Money
    ) async throws(Refusal) -> Money {
        do throws(BalanceFailure) {
            return try await question()
        } catch {
            switch error {
            case .refused(let refusal, let message):
                throw Refusal(code: PaymentRules.code(of: refusal), message: message)
            case .unreachable(let reason): throw .accountUnreachable(reason)
            case .unknown(let reason): throw .rolledBack(reason)
            }
        }
    }
}
