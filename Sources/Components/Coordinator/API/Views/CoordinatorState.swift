/// The coordinator's evidence at `GET /state`. Its keys are a contract with the lab checks.
public struct CoordinatorState: Codable, Hashable, Sendable {
    /// A connection that introduced itself.
    public struct Client: Codable, Hashable, Sendable {
        /// The application.
        public var application: String
        /// The resources it can commit and roll back; empty for a mere caller.
        public var resources: [String]

        /// A client from its parts.
        public init(application: String, resources: [String]) {
            self.application = application
            self.resources = resources
        }
    }

    /// This launch of it.
    public var instance: String
    /// Where clients reach it, `127.0.0.1:8091`.
    public var address: String
    /// Transactions that are not over, by Seata's name of where they stand.
    public var live: [String: Int]
    /// Transactions that ended in the last seven days, by Seata's name of how.
    public var ended: [String: Int]
    /// Transactions that were not over when this launch of it began, and that it went on with.
    public var recovered: Int
    /// Rows that are locked.
    public var locks: Int
    /// Registrations that wait for rows.
    public var waiting: Int
    /// Who is connected, in the order they came.
    public var clients: [Client]

    /// A state from its parts.
    public init(
        instance: String, address: String, live: [String: Int], ended: [String: Int],
        recovered: Int,
        locks: Int, waiting: Int, clients: [Client]
    ) {
        self.instance = instance
        self.address = address
        self.live = live
        self.ended = ended
        self.recovered = recovered
        self.locks = locks
        self.waiting = waiting
        self.clients = clients
    }
}

/// The answer to `GET /transactions`.
public struct TransactionsAnswer: Codable, Hashable, Sendable {
    /// Those under way, the first begun first, then those that ended, the last first.
    public var transactions: [TransactionView]

    /// An answer.
    public init(transactions: [TransactionView]) {
        self.transactions = transactions
    }
}

/// The answer to `GET /locks`.
public struct LocksAnswer: Codable, Hashable, Sendable {
    /// By resource, table and key.
    public var locks: [LockView]

    /// An answer.
    public init(locks: [LockView]) {
        self.locks = locks
    }
}

/// The body of `POST /transactions/XID/choice`.
public struct ChoiceBody: Codable, Hashable, Sendable {
    /// `force`, `keep` or `skip`.
    public var choice: String

    /// A body.
    public init(choice: BranchNote.Choice) {
        self.choice = choice.rawValue
    }
}

/// The answer to it.
public struct ChoiceAnswer: Codable, Hashable, Sendable {
    /// Seata's name of where the transaction stands now.
    public var status: String

    /// An answer.
    public init(status: GlobalStatus) {
        self.status = status.name
    }
}
