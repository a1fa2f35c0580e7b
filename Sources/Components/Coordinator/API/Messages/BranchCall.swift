/// What the coordinator tells a branch in phase 2.
public struct BranchCall: Hashable, Sendable {
    /// Keep or undo.
    public enum Order: Hashable, Sendable {
        /// Keep what was done.
        case commit
        /// Undo what was done.
        case rollback
    }

    /// Keep or undo.
    public var order: Order
    /// The transaction.
    public var xid: XID
    /// The branch's number.
    public var branch: Int64
    /// How it is committed and rolled back.
    public var type: BranchType
    /// What it wrote to.
    public var resource: String
    /// What was handed over when it was registered.
    public var applicationData: String

    /// A call from its parts.
    public init(
        _ order: Order, xid: XID, branch: Int64, type: BranchType, resource: String,
        applicationData: String = ""
    ) {
        self.order = order
        self.xid = xid
        self.branch = branch
        self.type = type
        self.resource = resource
        self.applicationData = applicationData
    }
}

/// What a branch answers in phase 2.
public struct BranchAnswer: Hashable, Sendable {
    /// What it was told.
    public var order: BranchCall.Order
    /// The transaction.
    public var xid: XID
    /// The branch's number.
    public var branch: Int64
    /// Where it stands now, or why it could not be asked.
    public var status: Result<BranchStatus, TransactionRefusal>

    /// An answer from its parts.
    public init(
        _ order: BranchCall.Order, xid: XID, branch: Int64,
        status: Result<BranchStatus, TransactionRefusal>
    ) {
        self.order = order
        self.xid = xid
        self.branch = branch
        self.status = status
    }
}
