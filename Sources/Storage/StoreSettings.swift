import CoreMetrics
import LongPoll

/// How a database is opened.
public struct StoreSettings: Sendable {
    /// How long one commit may wait for another process.
    public var busyDeadline: Duration
    /// How many transactions may wait; one more is refused.
    public var waitingLimit: Int
    /// How many transactions may share a commit.
    public var batchLimit: Int
    /// Where commits are counted and timed, under the file's name; nowhere when nil.
    public var metrics: (any MetricsFactory)?
    /// What advances with every commit of this process; nothing when nil.
    public var changes: ChangeSignal?

    /// Three seconds, 1,024 transactions, 256 a commit, unless told otherwise.
    public init(
        busyDeadline: Duration = .seconds(3), waitingLimit: Int = 1024, batchLimit: Int = 256,
        metrics: (any MetricsFactory)? = nil, changes: ChangeSignal? = nil
    ) {
        self.busyDeadline = busyDeadline
        self.waitingLimit = waitingLimit
        self.batchLimit = batchLimit
        self.metrics = metrics
        self.changes = changes
    }
}
