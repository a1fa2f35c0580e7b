/// When something happened, on two clocks.
public struct Moment: Hashable, Sendable {
    /// Since the supervisor started; never goes back. All waits are counted on it.
    public var elapsed: Duration
    /// Milliseconds since 1970; only shown.
    public var wallMilliseconds: Int64

    /// A moment from both readings.
    public init(elapsed: Duration, wallMilliseconds: Int64) {
        self.elapsed = elapsed
        self.wallMilliseconds = wallMilliseconds
    }
}
