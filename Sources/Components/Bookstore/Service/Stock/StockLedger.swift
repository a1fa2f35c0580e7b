import BookstoreAPI
import CoreMetrics
import LongPoll
import Storage
import Wire

/// The stock system over its database: books, orders, refusals. It knows nothing of accounts.
///
/// An order and the stock it takes are one transaction; so are its removal and the stock's return.
/// At any moment, for each user and book, stock plus ordered copies are what the user began with.
struct StockLedger: Sendable {
    let store: any Store

    /// Opens the database file and brings its schema up to date.
    ///
    /// - Parameters:
    ///   - metrics: where commits are counted; nowhere when nil.
    ///   - changes: what advances with every commit; nothing when nil.
    static func open(
        path: String, metrics: (any MetricsFactory)? = nil, changes: ChangeSignal? = nil
    ) throws(StorageError) -> StockLedger {
        StockLedger(
            store: try SQLiteStore.open(
                path: path, migrations: BookstoreSchema.migrations,
                settings: StoreSettings(metrics: metrics, changes: changes)))
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
