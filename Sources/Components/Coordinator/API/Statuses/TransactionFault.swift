/// Why the coordinator did not do what was asked, numbered as on the wire.
///
/// Source: apache/incubator-seata,
/// `core/src/main/java/org/apache/seata/core/exception/TransactionExceptionCode.java`, by ordinal.
public enum TransactionFault: UInt8, Sendable, CaseIterable {
    /// Anything else.
    case unknown = 0
    /// No transaction was begun.
    case beginFailed = 1
    /// Another transaction holds one of the rows.
    case lockKeyConflict = 2
    /// The way to the coordinator broke.
    case io = 3
    /// A branch could not be rolled back yet.
    case branchRollbackFailedRetriable = 4
    /// A branch refuses to roll back.
    case branchRollbackFailedUnretriable = 5
    /// No branch was registered.
    case branchRegisterFailed = 6
    /// No report was taken.
    case branchReportFailed = 7
    /// Whether rows are free could not be found out.
    case lockableCheckFailed = 8
    /// There is no such branch.
    case branchTransactionNotExist = 9
    /// There is no such transaction, or it is over.
    case globalTransactionNotExist = 10
    /// The transaction takes no more branches.
    case globalTransactionNotActive = 11
    /// The transaction stands where this cannot be done.
    case globalTransactionStatusInvalid = 12
    /// A branch could not be told to commit.
    case failedToSendBranchCommitRequest = 13
    /// A branch could not be told to roll back.
    case failedToSendBranchRollbackRequest = 14
    /// A branch could not be added.
    case failedToAddBranch = 15
    /// The transaction is being worked on.
    case failedLockGlobalTransaction = 16
    /// The transaction could not be written to the store.
    case failedWriteSession = 17
    /// The store failed.
    case failedStore = 18
    /// Another coordinator leads.
    case notRaftLeader = 19
    /// Another transaction holds one of the rows and rolls back: waiting for it would be waiting for
    /// oneself.
    case lockKeyConflictFailFast = 20
    /// The transaction's time is over.
    case transactionTimeout = 21
    /// A branch was committed by somebody's decision.
    case commitHeuristic = 22
    /// What was said cannot be understood.
    case broken = 23
}
