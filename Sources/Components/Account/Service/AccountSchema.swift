import Storage
import Transactions

/// The history of balance.db. Tables and columns are named as in the original; amounts are fen.
enum AccountSchema {
    static let migrations = [
        Migration(
            "balance and payment",
            [
                """
                CREATE TABLE balance_tb (
                    id INTEGER PRIMARY KEY,
                    user_name TEXT NOT NULL UNIQUE,
                    balance INTEGER NOT NULL CHECK (balance >= 0))
                """,
                """
                CREATE TABLE payment_tb (
                    order_id TEXT PRIMARY KEY,
                    user_name TEXT NOT NULL REFERENCES balance_tb (user_name),
                    amount INTEGER NOT NULL CHECK (amount > 0),
                    balance_after INTEGER NOT NULL,
                    writer TEXT NOT NULL,
                    instance TEXT NOT NULL,
                    time INTEGER NOT NULL)
                """,
                "CREATE INDEX payment_by_writer ON payment_tb (writer, instance)",
            ]),
        Migration(
            "frozen amounts, and the transaction of a payment",
            [
                "ALTER TABLE balance_tb ADD COLUMN freezed INTEGER NOT NULL DEFAULT 0",
                "ALTER TABLE payment_tb ADD COLUMN xid TEXT",
            ]),
        ATResource.migration,
        TCCResource.migration,
    ]
}
