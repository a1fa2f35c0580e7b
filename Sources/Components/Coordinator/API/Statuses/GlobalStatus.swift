/// Where a global transaction stands, numbered as on the wire.
///
/// ```
///                  ┌ all branches AT ─▶ asyncCommitting ──────────────▶ committed
///  begin ─commit──▶┤
///    │             └ others too ─────▶ committing ⇄ commitRetrying ──▶ committed
///    ├────rollback──────────────────▶ rollingBack ⇄ rollbackRetrying ─▶ rolledBack | rollbackFailed
///    └────time is over──────────────▶ timeoutRollingBack ⇄ …Retrying ─▶ timeoutRolledBack | …Failed
/// ```
/// Source: apache/incubator-seata, `core/src/main/java/org/apache/seata/core/model/GlobalStatus.java`.
public enum GlobalStatus: UInt8, Sendable, CaseIterable {
    /// Nothing is known.
    case unknown = 0
    /// It takes branches: phase 1.
    case begin = 1
    /// Decided: branches are being committed, and the caller waits for them.
    case committing = 2
    /// Decided: a branch could not be committed yet and is asked again.
    case commitRetrying = 3
    /// Decided: branches are being rolled back.
    case rollingBack = 4
    /// Decided: a branch could not be rolled back yet and is asked again.
    case rollbackRetrying = 5
    /// Its time was over: branches are being rolled back.
    case timeoutRollingBack = 6
    /// Its time was over: a branch could not be rolled back yet and is asked again.
    case timeoutRollbackRetrying = 7
    /// Decided: its branches drop their undo records, and nobody waits for that.
    case asyncCommitting = 8
    /// It ended: all branches keep what they did.
    case committed = 9
    /// A branch refuses to commit for good.
    case commitFailed = 10
    /// It ended: all branches undid what they did.
    case rolledBack = 11
    /// A branch refuses to roll back: somebody has to decide.
    case rollbackFailed = 12
    /// It ended because its time was over: all branches undid what they did.
    case timeoutRolledBack = 13
    /// Its time was over, and a branch refuses to roll back: somebody has to decide.
    case timeoutRollbackFailed = 14
    /// It ended, and how is not remembered; also the answer about one that never was.
    case finished = 15
    /// It was given up while committing.
    case commitRetryTimeout = 16
    /// It was given up while rolling back.
    case rollbackRetryTimeout = 17

    /// Whether it was decided to keep what the branches did.
    public var isCommit: Bool {
        switch self {
        case .committing, .commitRetrying, .asyncCommitting, .committed, .commitFailed,
            .commitRetryTimeout:
            true
        default: false
        }
    }

    /// Whether it was decided to undo what the branches did.
    public var isRollback: Bool {
        switch self {
        case .rollingBack, .rollbackRetrying, .timeoutRollingBack, .timeoutRollbackRetrying,
            .rolledBack, .rollbackFailed, .timeoutRolledBack, .timeoutRollbackFailed,
            .rollbackRetryTimeout:
            true
        default: false
        }
    }

    /// Whether branches are still to be called.
    public var isPhaseTwo: Bool {
        switch self {
        case .committing, .commitRetrying, .rollingBack, .rollbackRetrying, .timeoutRollingBack,
            .timeoutRollbackRetrying, .asyncCommitting:
            true
        default: false
        }
    }

    /// Whether it waits for somebody's decision: a branch refused for good.
    public var isStuck: Bool {
        switch self {
        case .commitFailed, .rollbackFailed, .timeoutRollbackFailed: true
        default: false
        }
    }

    /// Whether it is over.
    public var isFinal: Bool {
        switch self {
        case .committed, .rolledBack, .timeoutRolledBack, .finished: true
        default: false
        }
    }

    /// Seata's name for it, `TimeoutRollbackRetrying`: what our interfaces show.
    public var name: String {
        switch self {
        case .unknown: "UnKnown"
        case .begin: "Begin"
        case .committing: "Committing"
        case .commitRetrying: "CommitRetrying"
        case .rollingBack: "Rollbacking"
        case .rollbackRetrying: "RollbackRetrying"
        case .timeoutRollingBack: "TimeoutRollbacking"
        case .timeoutRollbackRetrying: "TimeoutRollbackRetrying"
        case .asyncCommitting: "AsyncCommitting"
        case .committed: "Committed"
        case .commitFailed: "CommitFailed"
        case .rolledBack: "Rollbacked"
        case .rollbackFailed: "RollbackFailed"
        case .timeoutRolledBack: "TimeoutRollbacked"
        case .timeoutRollbackFailed: "TimeoutRollbackFailed"
        case .finished: "Finished"
        case .commitRetryTimeout: "CommitRetryTimeout"
        case .rollbackRetryTimeout: "RollbackRetryTimeout"
        }
    }

    /// The status of a name; nil when there is none.
    public init?(name: some StringProtocol) {
        guard let status = Self.allCases.first(where: { $0.name == name }) else { return nil }
        self = status
    }
}
