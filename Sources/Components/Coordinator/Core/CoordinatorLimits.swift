/// How much a coordinator takes on, and how long it waits.
public struct CoordinatorLimits: Hashable, Sendable {
    /// Transactions that are not over; one more is not begun.
    public var transactions = 10_000
    /// Of these, the ones that wait for somebody's decision; when there are so many none is begun.
    public var stuck = 1_000
    /// Branches of one transaction.
    public var branches = 1_000
    /// Rows locked by all transactions together.
    public var locks = 1_000_000
    /// Registrations that wait for rows; one more is refused at once.
    public var lockWaits = 1_000
    /// The longest that a registration may wait for rows.
    public var longestLockWait = Duration.seconds(10)
    /// The name of a transaction, in bytes.
    public var name = 128
    /// What is handed over with a branch, in bytes.
    public var applicationData = 64_000
    /// Calls under way to one resource; others wait for them.
    public var callsPerResource = 128
    /// The longest that a transaction may stay undecided.
    public var longestTimeout = Duration.seconds(24 * 3600)
    /// What stands for a timeout that is zero or less.
    public var defaultTimeout = Duration.seconds(60)
    /// How long a branch may take to answer a call before it is called again.
    public var call = Duration.seconds(3)
    /// How long a caller waits for phase 2 before it is told where its transaction stands.
    public var patience = Duration.seconds(10)
    /// The first wait before a branch is called again; it doubles.
    public var firstBackoff = Duration.milliseconds(50)
    /// The longest such wait.
    public var longestBackoff = Duration.seconds(1)
    /// How long an outcome is remembered.
    public var memory = Duration.seconds(7 * 24 * 3600)
    /// Whether what a client began and did not decide is rolled back when its connection is gone.
    public var rollsBackOrphans = true
    /// How long after a restart a client may take to come back to what it began.
    public var comingBack = Duration.seconds(3)

    /// Limits for a workshop and for a class.
    public init() {}
}
