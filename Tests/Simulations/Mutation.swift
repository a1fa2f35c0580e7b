import Storage

/// A guard that is taken away, to see whether anybody notices.
enum Mutation: String, CaseIterable, Sendable {
    /// Nothing: as it is shipped.
    case none
    /// `undo_log` takes two rows of one branch: a late phase 1 is not kept out.
    case noUniqueKey
    /// A status is changed from whatever it is.
    case noCompareAndSet
    /// A fence takes two rows of one branch.
    case noFence
    /// A branch that reported a failed phase 1 is not told to roll back, as in Seata.
    case trustsReports

    /// Whether both kinds of branches show it.
    var isAny: Bool { self == .none || self == .noCompareAndSet }

    /// A schema without the guard.
    func changed(_ migrations: [Migration]) -> [Migration] {
        migrations.map { migration in
            Migration(
                migration.name,
                migration.statements.map { sql in
                    switch self {
                    case .noUniqueKey where sql.contains("undo_log ("):
                        Self.withoutKey(sql)
                    case .noFence where sql.contains("tcc_fence_log ("):
                        Self.withoutKey(sql)
                    default: sql
                    }
                })
        }
    }

    private static func withoutKey(_ sql: String) -> String {
        sql.replacing(",\n    PRIMARY KEY (xid, branch_id)) WITHOUT ROWID", with: ")")
    }
}

/// A session whose statements lack a guard.
struct MutatedSession: SQLSession {
    let inner: any SQLSession
    let mutation: Mutation

    func execute(_ sql: String, _ values: [SQLValue]) throws(StorageError) -> Int {
        guard mutation == .noCompareAndSet else { return try inner.execute(sql, values) }
        return try inner.execute(
            sql.replacing("WHERE xid = ?3 AND status = ?4", with: "WHERE xid = ?3 AND ?4 = ?4")
                .replacing("WHERE xid = ? AND status = ?", with: "WHERE xid = ? AND 1 + ?"),
            values)
    }

    func rows(_ sql: String, _ values: [SQLValue]) throws(StorageError) -> [StoredRow] {
        try inner.rows(sql, values)
    }
}
