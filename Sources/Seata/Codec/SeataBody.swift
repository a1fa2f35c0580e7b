import CoordinatorAPI

/// What a frame says.
public indirect enum SeataBody: Hashable, Sendable {
    /// A service asks the coordinator.
    case request(TransactionRequest)
    /// The coordinator answers.
    case reply(TransactionReply)
    /// The coordinator tells a branch to commit or to roll back.
    case call(BranchCall)
    /// The branch answers.
    case answer(BranchAnswer)
    /// A client says who it is.
    case introduction(ClientIntroduction)
    /// The coordinator knows it now.
    case introduced(Introduced)
    /// Several requests in one frame; the ids are those of 2.x and may be missing.
    case merged([SeataBody], ids: [Int32])
    /// The answers to such a frame, in its order.
    case mergedReplies([SeataBody], ids: [Int32])
    /// The coordinator tells a resource manager to drop old undo records.
    case dropUndoLogs(type: BranchType, resource: String, days: Int16)

    /// The answer to an introduction.
    public struct Introduced: Hashable, Sendable {
        /// Whether it came from a resource manager.
        public var isResourceManager: Bool
        /// Whether the coordinator takes it.
        public var isAccepted: Bool
        /// The coordinator's version.
        public var version: String

        /// An answer from its parts.
        public init(isResourceManager: Bool, isAccepted: Bool, version: String) {
            self.isResourceManager = isResourceManager
            self.isAccepted = isAccepted
            self.version = version
        }
    }
}

/// The numbers of messages; an answer's is one above its request's.
///
/// Source: apache/incubator-seata, `core/protocol/MessageType.java`.
enum SeataCode {
    static let begin: Int16 = 1
    static let branchCommit: Int16 = 3
    static let branchRollback: Int16 = 5
    static let commit: Int16 = 7
    static let rollback: Int16 = 9
    static let register: Int16 = 11
    static let reportBranch: Int16 = 13
    static let status: Int16 = 15
    static let report: Int16 = 17
    static let queryLocks: Int16 = 21
    static let merged: Int16 = 59
    static let introduceManager: Int16 = 101
    static let introduceResources: Int16 = 103
    static let dropUndoLogs: Int16 = 111
}
