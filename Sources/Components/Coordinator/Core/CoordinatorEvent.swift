import CoordinatorAPI

/// A connection that introduced itself, numbered by whoever accepts it; a number is never used twice.
public struct ClientID: Hashable, Sendable, Comparable {
    /// The number.
    public let number: Int

    /// A client.
    public init(_ number: Int) {
        self.number = number
    }

    /// By number: in the order they came.
    public static func < (left: ClientID, right: ClientID) -> Bool { left.number < right.number }
}

/// A question that waits for its answer, numbered by whoever takes it.
public struct QuestionID: Hashable, Sendable {
    /// The number.
    public let number: Int

    /// A question.
    public init(_ number: Int) {
        self.number = number
    }
}

/// What happens to a coordinator.
public enum CoordinatorEvent: Equatable, Sendable {
    /// A client says who it is; it may say more later, on the same connection.
    case introduced(ClientID, ClientIntroduction)
    /// Its connection is gone, and with it the calls that it did not answer.
    case gone(ClientID)
    /// A client asks; each question gets one answer.
    case asked(QuestionID, by: ClientID, TransactionRequest)
    /// A branch answered.
    case answered(BranchAnswer)
    /// Somebody decides what becomes of a transaction that is stuck.
    case chosen(QuestionID, XID, BranchNote.Choice)
    /// Time passed.
    case tick
}

/// What a coordinator wants done, in this order, and nothing of it before the changes are on disk.
public enum CoordinatorAction: Equatable, Sendable {
    /// Write this.
    case change(CoordinatorChange)
    /// Answer a question.
    case reply(QuestionID, TransactionReply)
    /// Answer a question with the outcome that is remembered; with ``GlobalStatus/finished`` if none is.
    case replyFromHistory(QuestionID, TransactionRequest)
    /// Call a branch.
    case call(ClientID, BranchCall)
}

/// A moment, by two clocks.
public struct Moment: Hashable, Sendable {
    /// By a clock that only goes forward: what all limits are measured by.
    public var steady: Duration
    /// Milliseconds since 1970: what people read.
    public var wall: Int64

    /// A moment by two clocks.
    public init(steady: Duration, wall: Int64) {
        self.steady = steady
        self.wall = wall
    }
}
