import Storage

/// The history of coordinator.db. Statuses and types are Seata's numbers, times milliseconds since 1970.
enum CoordinatorSchema {
    static let migrations = [
        Migration(
            "transactions, branches, locks, outcomes",
            [
                """
                CREATE TABLE global_tb (
                    xid TEXT PRIMARY KEY,
                    number INTEGER NOT NULL,
                    name TEXT NOT NULL,
                    application TEXT NOT NULL,
                    owner TEXT NOT NULL,
                    timeout INTEGER NOT NULL,
                    begun INTEGER NOT NULL,
                    decided INTEGER NOT NULL,
                    status INTEGER NOT NULL) WITHOUT ROWID
                """,
                """
                CREATE TABLE branch_tb (
                    branch INTEGER PRIMARY KEY,
                    xid TEXT NOT NULL REFERENCES global_tb (xid),
                    type INTEGER NOT NULL,
                    resource TEXT NOT NULL,
                    status INTEGER NOT NULL,
                    lock_keys TEXT NOT NULL,
                    application_data TEXT NOT NULL,
                    registered INTEGER NOT NULL)
                """,
                "CREATE INDEX branch_by_xid ON branch_tb (xid)",
                """
                CREATE TABLE lock_tb (
                    resource TEXT NOT NULL,
                    table_name TEXT NOT NULL,
                    row_key TEXT NOT NULL,
                    xid TEXT NOT NULL REFERENCES global_tb (xid),
                    branch INTEGER NOT NULL,
                    PRIMARY KEY (resource, table_name, row_key)) WITHOUT ROWID
                """,
                "CREATE INDEX lock_by_xid ON lock_tb (xid)",
                """
                CREATE TABLE outcome_tb (
                    xid TEXT PRIMARY KEY,
                    number INTEGER NOT NULL,
                    name TEXT NOT NULL,
                    application TEXT NOT NULL,
                    begun INTEGER NOT NULL,
                    ended INTEGER NOT NULL,
                    status INTEGER NOT NULL,
                    history TEXT NOT NULL) WITHOUT ROWID
                """,
                "CREATE INDEX outcome_by_time ON outcome_tb (ended)",
                "CREATE TABLE number_tb (id INTEGER PRIMARY KEY, number INTEGER NOT NULL)",
                "INSERT INTO number_tb VALUES (1, 0)",
            ])
    ]
}
