/// What the coordinator answers, each to the request of its name.
public enum TransactionReply: Hashable, Sendable {
    /// The new transaction's name.
    case begun(Result<XID, TransactionRefusal>)
    /// Where it stands after a request to commit.
    case commitStatus(Result<GlobalStatus, TransactionRefusal>)
    /// Where it stands after a request to roll back.
    case rollbackStatus(Result<GlobalStatus, TransactionRefusal>)
    /// Where it stands.
    case status(Result<GlobalStatus, TransactionRefusal>)
    /// Where it stands after a saga's report.
    case reported(Result<GlobalStatus, TransactionRefusal>)
    /// The new branch's number.
    case registered(Result<Int64, TransactionRefusal>)
    /// The report was taken down.
    case branchReported(Result<Taken, TransactionRefusal>)
    /// Whether the rows are free.
    case locksQueried(Result<Bool, TransactionRefusal>)

    /// Done, with nothing to tell.
    public struct Taken: Hashable, Sendable {
        /// The only one.
        public init() {}
    }

    /// The refusal of a request, in the form of its answer.
    public static func refusal(
        _ refusal: TransactionRefusal, to request: TransactionRequest
    ) -> TransactionReply {
        switch request {
        case .begin: .begun(.failure(refusal))
        case .commit: .commitStatus(.failure(refusal))
        case .rollback: .rollbackStatus(.failure(refusal))
        case .status: .status(.failure(refusal))
        case .report: .reported(.failure(refusal))
        case .register: .registered(.failure(refusal))
        case .reportBranch: .branchReported(.failure(refusal))
        case .queryLocks: .locksQueried(.failure(refusal))
        }
    }
}

/// Why the coordinator did not do what was asked; nothing changed.
public struct TransactionRefusal: Error, Hashable, Sendable {
    /// Its number on the wire.
    public var fault: TransactionFault
    /// One English sentence.
    public var message: String

    /// A refusal from its parts.
    public init(_ fault: TransactionFault, _ message: String) {
        self.fault = fault
        self.message = message
    }
}
