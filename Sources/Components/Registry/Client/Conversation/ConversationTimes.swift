/// The times a client keeps towards the registry. All in milliseconds.
public struct ConversationTimes: Equatable, Sendable {
    /// How long the registry may hear nothing from the client before it forgets it.
    public var lease: Int64 = 6_000
    /// How often the client says that it is there: three chances within a lease.
    public var heartbeat: Int64 = 2_000
    /// The pause after the first failed connection; doubled after every further one.
    public var firstBackOff: Int64 = 100
    /// The longest pause.
    public var longestBackOff: Int64 = 2_000
    /// How long a registry that has just started may know less than it will: every client comes back
    /// within ``longestBackOff`` and a connection's time, so this is more than both.
    public var settling: Int64 = 5_000
    /// How long to wait before a refused registration is tried again.
    public var refusedPause: Int64 = 5_000

    /// The usual times.
    public init() {}
}
