/// One look at a step: what its checks found, and the values that its words name.
public struct StepReading: Equatable, Sendable {
    /// One for each check, in order.
    public var verdicts: [Verdict]
    /// What the words show.
    public var live: LiveValues

    /// A reading from its parts.
    public init(verdicts: [Verdict], live: LiveValues = LiveValues()) {
        self.verdicts = verdicts
        self.live = live
    }
}
