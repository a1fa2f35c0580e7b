import AccountAPI
import BookstoreAPI
import Faults
import Logging
import Storage
import Wire

/// Sells books: takes the order down, has it paid, writes the outcome down.
///
/// ```
///  stock.db    order pending, stock set aside     one commit
///  account     the payment, idempotent by id      one commit there
///  stock.db    order paid                         one commit
/// ```
/// No transaction spans the two databases, so a process may die between any two steps. What it
/// leaves is an open order. One that is paid by the ledger in this process is finished or undone at
/// the next start (``recover()``), because that ledger answers for certain. One that is paid over the
/// wire stays open until somebody asks again with its id, as in the original: making that certain
/// is what distributed transactions are for.
struct Checkout: Sendable {
    /// Where a process may die; tests inject a crash here.
    enum Point: String, CaseIterable, Sendable {
        /// The order is taken down, the payment not asked for.
        case placed = "between-stock-and-balance"
        /// The payment has its answer, which is not written down.
        case answered = "before-settling"
        /// All is written down, the client has no answer.
        case written = "before-answer"
    }

    let stock: StockLedger
    let account: any BalanceFacade
    let route: Order.Route
    /// The ledger in this process; opened only when it is needed.
    let localAccount: @Sendable () throws -> any BalanceFacade
    let now: @Sendable () -> Int64
    let newOrderID: @Sendable () -> String
    let logger: Logger
    var meters: ShopMeters?
    /// Sells in global transactions; nil where they are off.
    var global: GlobalCheckout?
    /// What strikes at each ``Point``.
    var faults = FaultBoard()
    var passing: @Sendable (Point) throws(Crash) -> Void = { _ throws(Crash) in }
    private let turns = OrderTurns()

    /// What a test throws to end a purchase as a crash would: nothing after it happens.
    struct Crash: Error, Equatable {
        let point: Point
    }

    /// Buys. Answers a receipt, or why not.
    ///
    /// - Throws: ``Crash`` only, in tests.
    func buy(_ request: PurchaseRequest) async throws(Crash) -> Result<Receipt, Refusal> {
        let orderID = request.orderId ?? newOrderID()
        if let global { return await buy(request, orderID: orderID, by: global) }
        let result = await turns.take(orderID) {
            do throws(Crash) {
                return Result<Result<Receipt, Refusal>, Crash>.success(
                    try await buy(request, orderID: orderID))
            } catch {
                return .failure(error)
            }
        }
        guard let result else { return .failure(.busy("too many purchases wait")) }
        return try result.get()
    }

    private func buy(
        _ request: PurchaseRequest, orderID: String, by global: GlobalCheckout
    ) async -> Result<Receipt, Refusal> {
        let answer = await turns.take(orderID) { await global.buy(request, orderID: orderID) }
        guard let (result, order) = answer else {
            return .failure(.busy("too many purchases wait"))
        }
        if case .failure(let refusal) = result {
            meters?.count(refusal, by: route)
            try? await stock.count(refusal)
            logger.notice(
                "not sold", metadata: ["order": "\(orderID)", "why": "\(refusal.code.rawValue)"])
        } else if let order {
            tell(result, of: order, by: route)
        }
        return result
    }

    private func buy(
        _ request: PurchaseRequest, orderID: String
    ) async throws(Crash) -> Result<Receipt, Refusal> {
        let placement: StockLedger.Placement
        do throws(StorageError) {
            placement = try await stock.place(
                request, orderID: orderID, route: route, time: now())
        } catch .commitUncertain(let reason) {
            return .failure(.paymentUnknown(orderID, reason))
        } catch {
            return .failure(.busy("\(error)"))
        }
        switch placement {
        case .refused(let refusal):
            meters?.count(refusal, by: route)
            return .failure(refusal)
        case .paid(let order):
            return .success(order.receipt(balance: order.balanceAfter ?? .zero))
        case .placed(let order):
            try await pass(.placed)
            return try await pay(order, .first, through: account, by: route)
        case .open(let order):
            return try await pay(order, .again, through: account, by: route)
        }
    }

    private func pay(
        _ order: OrderRecord, _ asking: PaymentRules.Asking, through account: any BalanceFacade,
        by route: Order.Route
    ) async throws(Crash) -> Result<Receipt, Refusal> {
        let answer = await answer(to: order, through: account)
        try await pass(.answered)
        let result = await write(
            PaymentRules.step(after: answer, to: asking, orderID: order.orderID), of: order,
            by: route)
        try await pass(.written)
        tell(result, of: order, by: route)
        return result
    }

    private func pass(_ point: Point) async throws(Crash) {
        await faults.passing(point.rawValue)
        try passing(point)
    }

    /// One line a purchase: what people watch for.
    private func tell(
        _ result: Result<Receipt, Refusal>, of order: OrderRecord, by route: Order.Route
    ) {
        var details: Logger.Metadata = [
            "order": "\(order.orderID)", "total": "\(order.total)", "paidBy": "\(route.rawValue)",
        ]
        meters?.count(result, of: order, by: route)
        switch result {
        case .success:
            logger.notice("sold", metadata: details)
        case .failure(let refusal):
            details["why"] = "\(refusal.code.rawValue)"
            logger.notice("not sold", metadata: details)
        }
    }

    private func answer(
        to order: OrderRecord, through account: any BalanceFacade
    ) async -> Result<Money, BalanceFailure> {
        do throws(BalanceFailure) {
            let payment = Payment(orderID: order.orderID, user: order.user, amount: order.total)
            return .success(try await account.minusBalance(payment))
        } catch {
            return .failure(error)
        }
    }

    private func write(
        _ step: PaymentRules.Step, of order: OrderRecord, by route: Order.Route
    ) async -> Result<Receipt, Refusal> {
        do throws(StorageError) {
            switch step {
            case .settle(let balance):
                try await stock.settle(order, by: route, balance: balance)
                return .success(order.receipt(balance: balance))
            case .undo(let refusal):
                try await stock.undo(order, because: refusal)
                return .failure(refusal)
            case .setAside(let refusal):
                try await stock.setAside(order, because: refusal)
                return .failure(refusal)
            }
        } catch {
            logger.error(
                "an order stays open", metadata: ["order": "\(order.orderID)", "why": "\(error)"])
            return .failure(.paymentUnknown(order.orderID, "\(error)"))
        }
    }
}

extension Checkout {
    /// How many open orders one start takes up.
    static let recoveryLimit = 100_000

    /// At start: finishes or undoes the orders that the ledger in this process was to pay, and calls
    /// those of the wire in doubt. Answers how many it closed.
    func recover() async throws -> Int {
        try await stock.setAsideInterrupted()
        let open = try await stock.openOrders(paidBy: .local, limit: Self.recoveryLimit)
        guard !open.isEmpty else { return 0 }
        let ledger = try localAccount()
        var closed = 0
        for order in open {
            let result = try await pay(order, .again, through: ledger, by: .local)
            var word = "paid"
            if case .failure(let refusal) = result {
                word = refusal.code == .paymentUnknown ? "still open" : "undone"
            }
            if word != "still open" { closed += 1 }
            logger.notice(
                "an order that an earlier launch left open",
                metadata: ["order": "\(order.orderID)", "now": "\(word)"])
        }
        return closed
    }
}
