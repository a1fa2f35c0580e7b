import CoordinatorAPI

/// A change of what the store keeps. All changes of one event, and of events handled together, are one
/// store transaction; nothing is said to anybody before it is committed.
public enum CoordinatorChange: Hashable, Sendable {
    /// A transaction begins.
    case begin(TransactionRecord)
    /// A branch is taken down, and these rows become its own, which were nobody's.
    case register(BranchRecord, xid: XID, locks: [RowLock])
    /// A branch said something of itself.
    case report(xid: XID, branch: Int64, status: BranchStatus, applicationData: String)
    /// The transaction moves on; fails unless it stands where it is said to stand. From
    /// ``GlobalStatus/begin`` it is the decision.
    case move(
        xid: XID, from: GlobalStatus, to: GlobalStatus, time: Int64, releasesLocks: Bool)
    /// A branch has done what was decided: it is gone, and so are its locks if it still has some.
    case endBranch(xid: XID, branch: Int64, releasesLocks: Bool)
    /// The transaction is over: it and its locks are gone, and its outcome is remembered.
    case end(xid: XID, from: GlobalStatus, outcome: GlobalStatus, time: Int64)
    /// Outcomes from before a time are forgotten, at most so many at once.
    case forget(before: Int64, limit: Int)
}
