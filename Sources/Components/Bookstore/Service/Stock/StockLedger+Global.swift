import BookstoreAPI
import CoordinatorAPI
import Storage
import Transactions
import Wire

/// Orders in global transactions.
extension StockLedger {
    /// The database's name with the coordinator.
    static let resource = "stock.db"
    /// The tables whose rows belong to global transactions.
    static let tables = [
        ATTable("order_tb", key: ["order_id"]),
        ATTable("stock_tb", key: ["user_name", "product_code"]),
    ]

    /// What became of an order that was to be taken down.
    enum GlobalPlacement: Sendable {
        /// Taken down, its stock taken.
        case placed(OrderRecord)
        /// It was there already.
        case sold(OrderRecord)
        /// Nothing was written.
        case refused(Refusal)
    }

    /// Takes an order down and its stock away, inside of a branch that has locked both.
    static func placement(
        of request: PurchaseRequest, orderID: String, xid: XID, route: Order.Route, time: Int64,
        in session: any SQLSession
    ) throws -> Completion<GlobalPlacement> {
        if let row = try session.row(
            "SELECT * FROM order_tb WHERE order_id = ?", [.text(orderID)])
        {
            let order = try OrderRecord(row)
            guard order.matches(request) else {
                return .rollback(.refused(.orderIDConflict(orderID)))
            }
            // One that was bought without a global transaction may still be open.
            return .rollback(
                order.status == .paid
                    ? .sold(order)
                    : .refused(.paymentUnknown(orderID, "it was begun with transactions off")))
        }
        let stock: StoredRow
        switch try self.stock(for: request, in: session) {
        case .success(let row): stock = row
        case .failure(let refusal): return .rollback(.refused(refusal))
        }
        var order = OrderRecord(
            request, orderID: orderID, price: Money(fen: try stock.integer("price")),
            route: route, time: time)
        order.status = .paid
        try takeDown(order, of: xid, in: session)
        return .commit(.placed(order))
    }
}
