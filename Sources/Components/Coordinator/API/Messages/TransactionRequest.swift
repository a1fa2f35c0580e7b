/// What a service asks the coordinator.
public enum TransactionRequest: Hashable, Sendable {
    /// Begin a global transaction, which is rolled back when it is not decided in time.
    case begin(name: String, timeoutMilliseconds: Int32)
    /// Keep what its branches did.
    case commit(XID)
    /// Undo what its branches did.
    case rollback(XID)
    /// Where does it stand?
    case status(XID)
    /// The caller says where it stands: sagas only.
    case report(XID, GlobalStatus)
    /// A branch begins: take it down and lock its rows.
    case register(BranchRegistration)
    /// A branch says where it stands.
    case reportBranch(BranchReport)
    /// Are these rows free for this transaction? Takes no lock.
    case queryLocks(BranchRegistration)

    /// The transaction whose status the request is about; nil for requests about something else.
    public var xid: XID? {
        switch self {
        case .commit(let xid), .rollback(let xid), .status(let xid), .report(let xid, _): xid
        case .begin, .register, .reportBranch, .queryLocks: nil
        }
    }
}

/// A branch that is to be taken down, and the rows it will write.
public struct BranchRegistration: Hashable, Sendable {
    /// Its transaction.
    public var xid: XID
    /// How it is committed and rolled back.
    public var type: BranchType
    /// What it writes to: a database, or the name of a TCC action.
    public var resource: String
    /// Its rows, `table:key,key;table:key`; empty for none.
    public var lockKeys: String
    /// What the coordinator hands back in phase 2, at most 64,000 bytes.
    public var applicationData: String

    /// A registration from its parts.
    public init(
        xid: XID, type: BranchType, resource: String, lockKeys: String = "",
        applicationData: String = ""
    ) {
        self.xid = xid
        self.type = type
        self.resource = resource
        self.lockKeys = lockKeys
        self.applicationData = applicationData
    }
}

/// What a branch says of itself.
public struct BranchReport: Hashable, Sendable {
    /// Its transaction.
    public var xid: XID
    /// The number that the coordinator gave it.
    public var branch: Int64
    /// Where it stands.
    public var status: BranchStatus
    /// What it writes to.
    public var resource: String
    /// What the coordinator is to hand back in phase 2.
    public var applicationData: String
    /// How it is committed and rolled back.
    public var type: BranchType

    /// A report from its parts.
    public init(
        xid: XID, branch: Int64, status: BranchStatus, resource: String,
        applicationData: String = "", type: BranchType
    ) {
        self.xid = xid
        self.branch = branch
        self.status = status
        self.resource = resource
        self.applicationData = applicationData
        self.type = type
    }
}
