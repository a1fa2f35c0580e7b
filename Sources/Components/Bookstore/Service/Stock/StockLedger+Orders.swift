import BookstoreAPI
import CoordinatorAPI
import Storage
import Wire

extension StockLedger {
    /// What became of an order that was to be taken down.
    enum Placement: Equatable, Sendable {
        /// Taken down as pending, its stock set aside.
        case placed(OrderRecord)
        /// It was there already, with its payment still open.
        case open(OrderRecord)
        /// It was there already, paid.
        case paid(OrderRecord)
        /// Refused, and counted.
        case refused(Refusal)
    }

    /// Takes an order down and sets its stock aside, or finds it by its id.
    func place(
        _ request: PurchaseRequest, orderID: String, route: Order.Route, time: Int64
    ) async throws(StorageError) -> Placement {
        try await store.write { session in
            if let row = try session.row(
                "SELECT * FROM order_tb WHERE order_id = ?", [.text(orderID)])
            {
                return .commit(try Self.placement(of: OrderRecord(row), for: request, in: session))
            }
            switch try Self.stock(for: request, in: session) {
            case .failure(let refusal): return .commit(try .refused(refusal, in: session))
            case .success(let row):
                let order = OrderRecord(
                    request, orderID: orderID, price: Money(fen: try row.integer("price")),
                    route: route, time: time)
                try Self.takeDown(order, in: session)
                return .commit(.placed(order))
            }
        }
    }

    /// The row of stock that a request takes from, or why it cannot.
    static func stock(
        for request: PurchaseRequest, in session: any SQLSession
    ) throws -> Result<StoredRow, Refusal> {
        let stock = try session.rows(
            "SELECT product_code, price, count FROM stock_tb WHERE user_name = ?",
            [.text(request.userName)])
        guard !stock.isEmpty else { return .failure(.unknownUser(request.userName)) }
        guard
            let row = try stock.first(where: {
                try $0.text("product_code") == request.productCode
            })
        else { return .failure(.unknownProduct(request.productCode)) }
        let left = Int(try row.integer("count"))
        guard left >= request.count else {
            return .failure(.insufficientStock(request, left: left))
        }
        return .success(row)
    }

    private static func placement(
        of order: OrderRecord, for request: PurchaseRequest, in session: any SQLSession
    ) throws -> Placement {
        guard order.matches(request) else {
            return try .refused(.orderIDConflict(order.orderID), in: session)
        }
        return order.status == .paid ? .paid(order) : .open(order)
    }

    static func takeDown(
        _ order: OrderRecord, of xid: XID? = nil, in session: any SQLSession
    ) throws {
        try session.execute(
            "UPDATE stock_tb SET count = count - ? WHERE user_name = ? AND product_code = ?",
            [.integer(Int64(order.count)), .text(order.user), .text(order.productCode)])
        try session.execute(
            """
            INSERT INTO order_tb
                (order_id, user_name, product_code, count, unit_price, status, paid_by, time,
                xid)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
            [
                .text(order.orderID), .text(order.user), .text(order.productCode),
                .integer(Int64(order.count)), .integer(order.unitPrice.fen),
                .text(order.status.rawValue), .text(order.paidBy.rawValue),
                .integer(order.time), xid.map { .text($0.text) } ?? .null,
            ])
    }

    /// Marks an order paid.
    func settle(
        _ order: OrderRecord, by route: Order.Route, balance: Money
    ) async throws(StorageError) {
        try await store.write { session in
            try session.execute(
                """
                UPDATE order_tb SET status = 'paid', paid_by = ?, balance_after = ?
                WHERE order_id = ?
                """, [.text(route.rawValue), .integer(balance.fen), .text(order.orderID)])
            return .commit(())
        }
    }

    /// Removes an order that was not paid, puts its stock back, and counts the refusal.
    func undo(_ order: OrderRecord, because refusal: Refusal) async throws(StorageError) {
        try await store.write { session in
            let removed = try session.execute(
                "DELETE FROM order_tb WHERE order_id = ? AND status <> 'paid'",
                [.text(order.orderID)])
            if removed == 1 {
                try session.execute(
                    """
                    UPDATE stock_tb SET count = count + ?
                    WHERE user_name = ? AND product_code = ?
                    """,
                    [.integer(Int64(order.count)), .text(order.user), .text(order.productCode)])
            }
            try refusal.count(in: session)
            return .commit(())
        }
    }

    /// Sets an order aside until somebody asks for it again, and counts the refusal.
    func setAside(_ order: OrderRecord, because refusal: Refusal) async throws(StorageError) {
        try await store.write { session in
            try session.execute(
                "UPDATE order_tb SET status = 'in_doubt' WHERE order_id = ? AND status <> 'paid'",
                [.text(order.orderID)])
            try refusal.count(in: session)
            return .commit(())
        }
    }

    /// Counts a refusal that came before any order.
    func count(_ refusal: Refusal) async throws(StorageError) {
        try await store.write { session in
            try refusal.count(in: session)
            return .commit(())
        }
    }

    /// Orders whose payment is open, the oldest first, at most so many.
    func openOrders(
        paidBy route: Order.Route, limit: Int
    ) async throws(StorageError) -> [OrderRecord] {
        try await store.read { session in
            try session.rows(
                "SELECT * FROM order_tb WHERE status <> 'paid' AND paid_by = ? ORDER BY id LIMIT ?",
                [.text(route.rawValue), .integer(Int64(limit))]
            ).map { try OrderRecord($0) }
        }
    }

    /// Calls remote payments that an earlier launch left open by their name: in doubt.
    func setAsideInterrupted() async throws(StorageError) {
        try await store.write { session in
            try session.execute(
                """
                UPDATE order_tb SET status = 'in_doubt'
                WHERE status = 'pending' AND paid_by = 'remote'
                """, [])
            return .commit(())
        }
    }
}

extension StockLedger.Placement {
    fileprivate static func refused(
        _ refusal: Refusal, in session: any SQLSession
    ) throws -> StockLedger.Placement {
        try refusal.count(in: session)
        return .refused(refusal)
    }
}
