/// Where a branch stands, numbered as on the wire.
///
/// Source: apache/incubator-seata, `core/src/main/java/org/apache/seata/core/model/BranchStatus.java`.
public enum BranchStatus: UInt8, Sendable, CaseIterable {
    /// Nothing is known.
    case unknown = 0
    /// The coordinator knows of it.
    case registered = 1
    /// Its local transaction is committed.
    case phaseOneDone = 2
    /// Its local transaction failed, as far as its resource manager knows.
    case phaseOneFailed = 3
    /// Its local transaction took too long.
    case phaseOneTimeout = 4
    /// It keeps what it did.
    case phaseTwoCommitted = 5
    /// It could not commit yet.
    case commitFailedRetryable = 6
    /// It refuses to commit for good.
    case commitFailedUnretryable = 7
    /// It undid what it did.
    case phaseTwoRolledBack = 8
    /// It could not roll back yet.
    case rollbackFailedRetryable = 9
    /// It refuses to roll back: somebody else wrote to its rows.
    case rollbackFailedUnretryable = 10
    /// XA only: the resource knows no such transaction, at commit.
    case commitUnknownToResource = 11
    /// XA only: the resource knows no such transaction, at rollback.
    case rollbackUnknownToResource = 12
    /// It only read.
    case phaseOneReadOnly = 13

    /// Seata's name for it, `PhaseTwo_Rollbacked`: what our interfaces show.
    public var name: String {
        switch self {
        case .unknown: "Unknown"
        case .registered: "Registered"
        case .phaseOneDone: "PhaseOne_Done"
        case .phaseOneFailed: "PhaseOne_Failed"
        case .phaseOneTimeout: "PhaseOne_Timeout"
        case .phaseTwoCommitted: "PhaseTwo_Committed"
        case .commitFailedRetryable: "PhaseTwo_CommitFailed_Retryable"
        case .commitFailedUnretryable: "PhaseTwo_CommitFailed_Unretryable"
        case .phaseTwoRolledBack: "PhaseTwo_Rollbacked"
        case .rollbackFailedRetryable: "PhaseTwo_RollbackFailed_Retryable"
        case .rollbackFailedUnretryable: "PhaseTwo_RollbackFailed_Unretryable"
        case .commitUnknownToResource: "PhaseTwo_CommitFailed_XAER_NOTA_Retryable"
        case .rollbackUnknownToResource: "PhaseTwo_RollbackFailed_XAER_NOTA_Retryable"
        case .phaseOneReadOnly: "PhaseOne_RDONLY"
        }
    }
}
