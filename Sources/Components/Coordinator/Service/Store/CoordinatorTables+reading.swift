import CoordinatorAPI
import CoordinatorCore
import Storage

extension CoordinatorTables {
    /// All that is not over.
    func records() throws -> CoordinatorRecords {
        var branches: [XID: [BranchRecord]] = [:]
        for row in try session.rows("SELECT * FROM branch_tb ORDER BY branch", []) {
            branches[XID(try row.text("xid")), default: []].append(try BranchRecord(row))
        }
        let transactions = try session.rows("SELECT * FROM global_tb ORDER BY begun, number", [])
            .map { row in
                var record = try TransactionRecord(row)
                record.branches = branches[record.xid] ?? []
                return record
            }
        var locks: [RowLock: LockHolder] = [:]
        for row in try session.rows("SELECT * FROM lock_tb", []) {
            let lock = RowLock(
                resource: try row.text("resource"), table: try row.text("table_name"),
                key: try row.text("row_key"))
            locks[lock] = LockHolder(
                xid: XID(try row.text("xid")), branch: try row.integer("branch"))
        }
        return CoordinatorRecords(transactions: transactions, locks: locks)
    }

    /// How a transaction ended; nil when that is not known, or it did not.
    func outcome(of xid: XID) throws -> Outcome? {
        try session.row("SELECT * FROM outcome_tb WHERE xid = ?", [.text(xid.text)])
            .map { try Outcome($0) }
    }

    /// The transactions that ended last, the last first.
    func lastOutcomes(limit: Int) throws -> [Outcome] {
        try session.rows(
            "SELECT * FROM outcome_tb ORDER BY ended DESC, number DESC LIMIT ?",
            [.integer(Int64(limit))]
        ).map { try Outcome($0) }
    }

    /// Takes a number above all that were given, so that it may count on from there. A clock that was set
    /// back does no harm.
    ///
    /// - Parameter now: milliseconds since 1970.
    func takeFirstNumber(now: Int64) throws -> Int64 {
        let given = try session.number(
            """
            SELECT MAX(number) AS n FROM (
                SELECT number FROM number_tb
                UNION ALL SELECT MAX(branch) FROM branch_tb
                UNION ALL SELECT MAX(number) FROM global_tb
                UNION ALL SELECT MAX(number) + ? FROM outcome_tb)
            """, [.integer(Self.branchesAfterTransaction)])
        let first = max(given + 1, now * 1_000)
        try session.execute("UPDATE number_tb SET number = ?", [.integer(first)])
        return first
    }

    /// Branches of one that is over are numbered above it, at most so far.
    private static let branchesAfterTransaction: Int64 = 1_000_000

    /// How a transaction ended.
    struct Outcome: Hashable, Sendable {
        var xid: XID
        var name: String
        var application: String
        var begun: Int64
        var ended: Int64
        var status: GlobalStatus
        /// What happened to it, a line an event.
        var history: String
    }
}

extension CoordinatorTables.Outcome {
    init(_ row: StoredRow) throws(StorageError) {
        xid = XID(try row.text("xid"))
        name = try row.text("name")
        application = try row.text("application")
        begun = try row.integer("begun")
        ended = try row.integer("ended")
        status = try row.globalStatus()
        history = try row.text("history")
    }
}

extension TransactionRecord {
    init(_ row: StoredRow) throws(StorageError) {
        self.init(
            xid: XID(try row.text("xid")), name: try row.text("name"),
            application: try row.text("application"), owner: try row.text("owner"),
            timeout: try row.integer("timeout"), begun: try row.integer("begun"),
            decided: try row.integer("decided"), status: try row.globalStatus())
    }
}

extension BranchRecord {
    init(_ row: StoredRow) throws(StorageError) {
        let type = try row.integer("type")
        let status = try row.integer("status")
        guard let type = UInt8(exactly: type).flatMap({ BranchType(rawValue: $0) }),
            let status = UInt8(exactly: status).flatMap({ BranchStatus(rawValue: $0) })
        else { throw .shape("there is no branch of type \(type) and status \(status)") }
        self.init(
            number: try row.integer("branch"), type: type, resource: try row.text("resource"),
            status: status, lockKeys: try row.text("lock_keys"),
            applicationData: try row.text("application_data"),
            registered: try row.integer("registered"))
    }
}
