import CoordinatorAPI

/// A global transaction as the store keeps it: all that has to outlive the process.
public struct TransactionRecord: Hashable, Sendable {
    /// Its name for everybody.
    public var xid: XID
    /// What the caller called it, `kc-book-store-tx`.
    public var name: String
    /// The application that began it.
    public var application: String
    /// Who began it: the name that a process gave itself, else `#` and a number for the connection.
    public var owner: String
    /// How long it may stay undecided, in milliseconds.
    public var timeout: Int64
    /// When it began, in milliseconds since 1970; a display, except across a restart.
    public var begun: Int64
    /// When it was decided, in milliseconds since 1970; 0 before.
    public var decided: Int64
    /// Where it stands.
    public var status: GlobalStatus
    /// Its branches in the order of their registration; those that ended are gone.
    public var branches: [BranchRecord]

    /// A record from its parts.
    public init(
        xid: XID, name: String, application: String, owner: String = "", timeout: Int64,
        begun: Int64, decided: Int64 = 0, status: GlobalStatus = .begin,
        branches: [BranchRecord] = []
    ) {
        self.xid = xid
        self.name = name
        self.application = application
        self.owner = owner
        self.timeout = timeout
        self.begun = begun
        self.decided = decided
        self.status = status
        self.branches = branches
    }
}

/// A branch as the store keeps it.
public struct BranchRecord: Hashable, Sendable {
    /// Its number, unique for this coordinator.
    public var number: Int64
    /// How it is committed and rolled back.
    public var type: BranchType
    /// What it writes to.
    public var resource: String
    /// Where it stands.
    public var status: BranchStatus
    /// Its rows, `table:key,key;table:key`.
    public var lockKeys: String
    /// What is handed back in phase 2.
    public var applicationData: String
    /// When it was taken down, in milliseconds since 1970.
    public var registered: Int64

    /// A record from its parts.
    public init(
        number: Int64, type: BranchType, resource: String, status: BranchStatus = .registered,
        lockKeys: String, applicationData: String, registered: Int64
    ) {
        self.number = number
        self.type = type
        self.resource = resource
        self.status = status
        self.lockKeys = lockKeys
        self.applicationData = applicationData
        self.registered = registered
    }
}

/// Who holds a row.
public struct LockHolder: Hashable, Sendable {
    /// The transaction.
    public var xid: XID
    /// The branch that locked it first.
    public var branch: Int64

    /// A holder from its parts.
    public init(xid: XID, branch: Int64) {
        self.xid = xid
        self.branch = branch
    }
}

/// All that a store keeps of what is not over: what a coordinator begins with.
public struct CoordinatorRecords: Equatable, Sendable {
    /// The transactions that are not over, in the order of their beginning.
    public var transactions: [TransactionRecord]
    /// The locked rows.
    public var locks: [RowLock: LockHolder]

    /// Records from their parts; none unless given.
    public init(transactions: [TransactionRecord] = [], locks: [RowLock: LockHolder] = [:]) {
        self.transactions = transactions
        self.locks = locks
    }
}
