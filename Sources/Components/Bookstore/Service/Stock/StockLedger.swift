import BookstoreAPI
import Storage
import Wire

/// The stock system over its database: books, orders, refusals. It knows nothing of accounts.
///
/// An order and the stock it takes are one transaction; so are its removal and the stock's return.
/// At any moment, for each user and book, stock plus ordered copies are what the user began with.
struct StockLedger: Sendable {
    let store: any Store

    /// Opens the database file and brings its schema up to date.
    static func open(path: String) throws(StorageError) -> StockLedger {
        StockLedger(store: try SQLiteStore.open(path: path, migrations: BookstoreSchema.migrations))
    }

    /// A ledger on memory, for tests.
    static func inMemory() throws(StorageError) -> StockLedger {
        StockLedger(store: try SQLiteStore.inMemory(migrations: BookstoreSchema.migrations))
    }

    /// Gives a new user a stock; an old user's is left as it is.
    func createUser(_ name: String) async throws(StorageError) {
        try await store.write { session in
            for entry in Catalogue.entries {
                try session.execute(
                    """
                    INSERT OR IGNORE INTO stock_tb
                        (product_code, name, description, price, count, user_name)
                    VALUES (?, ?, ?, ?, ?, ?)
                    """,
                    [
                        .text(entry.code), .text(entry.name), .text(entry.description),
                        .integer(entry.price.fen), .integer(Int64(Catalogue.stock)), .text(name),
                    ])
            }
            return .commit(())
        }
    }

    /// Whether a user of that name was created.
    func isUser(_ name: String) async throws(StorageError) -> Bool {
        try await store.read { session in
            try session.number(
                "SELECT COUNT(*) AS n FROM stock_tb WHERE user_name = ?", [.text(name)]) > 0
        }
    }

    /// A user's books by product code; empty when there is no such user.
    func books(of user: String) async throws(StorageError) -> [StockRecord] {
        try await store.read { session in
            try session.rows(
                """
                SELECT product_code, name, description, price, count,
                    (SELECT SUM(o.count) FROM order_tb o WHERE o.user_name = s.user_name
                        AND o.product_code = s.product_code AND o.status = 'paid') AS owned
                FROM stock_tb s WHERE user_name = ? ORDER BY product_code
                """, [.text(user)]
            ).map { try StockRecord($0) }
        }
    }

    /// A user's orders, the newest first, at most 1,000; nil when there is no such user.
    func orders(of user: String) async throws(StorageError) -> [Order]? {
        try await store.read { session in
            let isKnown = try session.number(
                "SELECT COUNT(*) AS n FROM stock_tb WHERE user_name = ?", [.text(user)])
            guard isKnown > 0 else { return nil }
            return try session.rows(
                "SELECT * FROM order_tb WHERE user_name = ? ORDER BY id DESC LIMIT 1000",
                [.text(user)]
            ).map { try OrderRecord($0).order }
        }
    }
}

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
            let stock = try session.rows(
                "SELECT product_code, price, count FROM stock_tb WHERE user_name = ?",
                [.text(request.userName)])
            guard !stock.isEmpty else {
                return .commit(try .refused(.unknownUser(request.userName), in: session))
            }
            guard
                let row = try stock.first(where: {
                    try $0.text("product_code") == request.productCode
                })
            else {
                return .commit(try .refused(.unknownProduct(request.productCode), in: session))
            }
            let left = Int(try row.integer("count"))
            guard left >= request.count else {
                return .commit(
                    try .refused(.insufficientStock(request, left: left), in: session))
            }
            let order = OrderRecord(
                request, orderID: orderID, price: Money(fen: try row.integer("price")),
                route: route, time: time)
            try Self.takeDown(order, in: session)
            return .commit(.placed(order))
        }
    }

    private static func placement(
        of order: OrderRecord, for request: PurchaseRequest, in session: any SQLSession
    ) throws -> Placement {
        guard order.matches(request) else {
            return try .refused(.orderIDConflict(order.orderID), in: session)
        }
        return order.status == .paid ? .paid(order) : .open(order)
    }

    private static func takeDown(_ order: OrderRecord, in session: any SQLSession) throws {
        try session.execute(
            "UPDATE stock_tb SET count = count - ? WHERE user_name = ? AND product_code = ?",
            [.integer(Int64(order.count)), .text(order.user), .text(order.productCode)])
        try session.execute(
            """
            INSERT INTO order_tb
                (order_id, user_name, product_code, count, unit_price, status, paid_by, time)
            VALUES (?, ?, ?, ?, ?, 'pending', ?, ?)
            """,
            [
                .text(order.orderID), .text(order.user), .text(order.productCode),
                .integer(Int64(order.count)), .integer(order.unitPrice.fen),
                .text(order.paidBy.rawValue), .integer(order.time),
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
