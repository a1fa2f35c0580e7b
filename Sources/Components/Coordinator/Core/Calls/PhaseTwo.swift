import CoordinatorAPI

/// Where the calls to the branches of one decided transaction stand. Not kept on disk: after a restart
/// every branch is called again, and branches know what they have done.
struct PhaseTwo: Sendable {
    /// Where the call to one branch stands.
    enum Call: Hashable, Sendable {
        /// It waits for a free place, or for a client with its resource.
        case queued
        /// It was sent, and is sent again when no answer has come by then.
        case sent(to: ClientID, until: Duration)
        /// It is sent again then.
        case resting(until: Duration)
        /// The branch refused for good.
        case refused
    }

    /// Somebody who waits for the end.
    struct Waiting: Hashable, Sendable {
        let question: QuestionID
        let request: TransactionRequest
    }

    /// By branch; one that is absent was not called yet.
    var calls: [Int64: Call] = [:]
    /// How often each branch was called in vain.
    var failures: [Int64: Int] = [:]
    /// Who waits.
    var waiting: [Waiting] = []
}

/// A transaction that is not over: its record, and what is known of it in this process only.
struct LiveTransaction: Sendable {
    var record: TransactionRecord
    /// When it began, by the steady clock.
    var begun: Duration
    /// Who began it, while the connection is there.
    var owner: ClientID?
    var phaseTwo = PhaseTwo()

    /// When its time is over.
    var deadline: Duration { begun + .milliseconds(record.timeout) }

    func branch(_ number: Int64) -> BranchRecord? {
        record.branches.first { $0.number == number }
    }
}
