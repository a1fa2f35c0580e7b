import BookstoreAPI
import Storage
import Wire

extension StockLedger {
    /// What the tables say as a whole: what the lab checks read.
    struct Evidence: Equatable, Sendable {
        var users = 0
        /// Orders that are paid.
        var orders = 0
        var booksSold = 0
        var revenue = Money.zero
        /// What all orders are worth, paid or not.
        var ordersValue = Money.zero
        /// Orders set aside, or still open.
        var inDoubt = 0
        var booksInDoubt = 0
        var paidLocally = 0
        var paidRemotely = 0
        /// Copies left, all users and books.
        var booksLeft = 0
        /// How many of each code.
        var refusals: [String: Int] = [:]
    }

    /// Counts the tables.
    func evidence() async throws(StorageError) -> Evidence {
        try await store.read { session in
            var evidence = Evidence()
            let stock = try session.row(
                """
                SELECT COUNT(DISTINCT user_name) AS users, COALESCE(SUM(count), 0) AS left_over
                FROM stock_tb
                """, [])
            evidence.users = Int(try stock?.integer("users") ?? 0)
            evidence.booksLeft = Int(try stock?.integer("left_over") ?? 0)
            for row in try session.rows(
                """
                SELECT status, paid_by, COUNT(*) AS orders, SUM(count) AS books,
                    SUM(count * unit_price) AS total
                FROM order_tb GROUP BY status, paid_by
                """, [])
            {
                evidence.add(
                    orders: Int(try row.integer("orders")), books: Int(try row.integer("books")),
                    total: Money(fen: try row.integer("total")),
                    isPaid: try row.text("status") == Order.Status.paid.rawValue,
                    isLocal: try row.text("paid_by") == Order.Route.local.rawValue)
            }
            for row in try session.rows("SELECT code, count FROM refusal_tb", []) {
                evidence.refusals[try row.text("code")] = Int(try row.integer("count"))
            }
            return evidence
        }
    }
}

extension StockLedger.Evidence {
    fileprivate mutating func add(
        orders: Int, books: Int, total: Money, isPaid: Bool, isLocal: Bool
    ) {
        ordersValue = ordersValue.adding(total) ?? .limit
        guard isPaid else {
            inDoubt += orders
            booksInDoubt += books
            return
        }
        self.orders += orders
        booksSold += books
        revenue = revenue.adding(total) ?? .limit
        if isLocal { paidLocally += orders } else { paidRemotely += orders }
    }
}
