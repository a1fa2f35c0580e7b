/// The words of one step in one language, in the order in which they are shown.
public struct StepText: Equatable, Sendable {
    /// What is true now; the live column confirms it.
    public var now: [TextBlock]
    /// The one thing to do.
    public var task: [TextBlock]
    /// How to see that it worked.
    public var see: [TextBlock]
    /// Why it is so; shown once the step is passed.
    public var why: [TextBlock]
    /// One thing to try; shown once the step is passed.
    public var tryNext: [TextBlock]

    /// Words from their parts.
    public init(
        now: [TextBlock] = [], task: [TextBlock] = [], see: [TextBlock] = [],
        why: [TextBlock] = [], tryNext: [TextBlock] = []
    ) {
        self.now = now
        self.task = task
        self.see = see
        self.why = why
        self.tryNext = tryNext
    }

    /// What is shown: before the pass what to do, after it why it is so and what to try.
    public func blocks(passed: Bool) -> [TextBlock] {
        passed ? why + tryNext : now + task + see
    }
}
