/// A global transaction as the coordinator shows it: under way, or over.
public struct TransactionView: Codable, Hashable, Sendable {
    /// A branch of a transaction that is not over.
    public struct Branch: Codable, Hashable, Sendable {
        /// Its number.
        public var number: Int64
        /// `AT` or `TCC`.
        public var type: String
        /// What it writes to.
        public var resource: String
        /// Seata's name of where it stands.
        public var status: String
        /// Its rows, `table:key,key;table:key`.
        public var lockKeys: String
        /// What is handed back in phase 2.
        public var applicationData: String

        /// A branch from its parts.
        public init(
            number: Int64, type: String, resource: String, status: String, lockKeys: String,
            applicationData: String
        ) {
            self.number = number
            self.type = type
            self.resource = resource
            self.status = status
            self.lockKeys = lockKeys
            self.applicationData = applicationData
        }
    }

    /// Its name.
    public var xid: String
    /// What the caller called it.
    public var name: String
    /// The application that began it.
    public var application: String
    /// Seata's name of where it stands.
    public var status: String
    /// When it began, in milliseconds since 1970.
    public var begun: Int64
    /// When it ended; nil while it is under way.
    public var ended: Int64?
    /// How long it may stay undecided, in milliseconds; nil when it is over.
    public var timeout: Int64?
    /// Its branches that did not end; empty when it is over.
    public var branches: [Branch]
    /// What happened to it, in order; empty in lists.
    public var events: [TransactionEvent]

    /// A view from its parts.
    public init(
        xid: String, name: String, application: String, status: String, begun: Int64,
        ended: Int64? = nil, timeout: Int64? = nil, branches: [Branch] = [],
        events: [TransactionEvent] = []
    ) {
        self.xid = xid
        self.name = name
        self.application = application
        self.status = status
        self.begun = begun
        self.ended = ended
        self.timeout = timeout
        self.branches = branches
        self.events = events
    }
}

/// A locked row, and who waits for it.
public struct LockView: Codable, Hashable, Sendable {
    /// The database.
    public var resource: String
    /// The table.
    public var table: String
    /// The primary key.
    public var key: String
    /// The transaction that holds it; nil for a row that is free and spoken for.
    public var holder: String?
    /// The branch that locked it first.
    public var branch: Int64?
    /// The transactions that wait for it, in the order they came.
    public var waiters: [String]

    /// A view from its parts.
    public init(
        resource: String, table: String, key: String, holder: String?, branch: Int64?,
        waiters: [String]
    ) {
        self.resource = resource
        self.table = table
        self.key = key
        self.holder = holder
        self.branch = branch
        self.waiters = waiters
    }
}
