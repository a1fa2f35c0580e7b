import Storage
import Transactions

/// The history of stock.db. Tables and columns are named as in the original where it had them;
/// amounts are fen, times milliseconds since 1970.
enum BookstoreSchema {
    static let migrations = [
        Migration(
            "stock, orders and refusals",
            [
                """
                CREATE TABLE stock_tb (
                    id INTEGER PRIMARY KEY,
                    product_code TEXT NOT NULL,
                    name TEXT NOT NULL,
                    description TEXT NOT NULL,
                    price INTEGER NOT NULL CHECK (price > 0),
                    count INTEGER NOT NULL CHECK (count >= 0),
                    user_name TEXT NOT NULL,
                    UNIQUE (user_name, product_code))
                """,
                """
                CREATE TABLE order_tb (
                    id INTEGER PRIMARY KEY,
                    order_id TEXT NOT NULL UNIQUE,
                    user_name TEXT NOT NULL,
                    product_code TEXT NOT NULL,
                    count INTEGER NOT NULL CHECK (count > 0),
                    unit_price INTEGER NOT NULL,
                    status TEXT NOT NULL CHECK (status IN ('pending', 'paid', 'in_doubt')),
                    paid_by TEXT NOT NULL CHECK (paid_by IN ('local', 'remote')),
                    balance_after INTEGER,
                    time INTEGER NOT NULL,
                    FOREIGN KEY (user_name, product_code)
                        REFERENCES stock_tb (user_name, product_code))
                """,
                "CREATE INDEX order_by_user ON order_tb (user_name, product_code, status, count)",
                "CREATE INDEX order_open ON order_tb (status) WHERE status <> 'paid'",
                "CREATE TABLE refusal_tb (code TEXT PRIMARY KEY, count INTEGER NOT NULL)",
            ]),
        Migration(
            "the transaction of an order", ["ALTER TABLE order_tb ADD COLUMN xid TEXT"]),
        ATResource.migration,
    ]
}
