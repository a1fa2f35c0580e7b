/// The bounds of a registry. Whatever would go beyond one is refused with a reason; nothing that is
/// already registered is lost by it.
public struct RegistryLimits: Equatable, Sendable {
    /// Open connections.
    public var connections = 4_096
    /// Services known at once. A service without provider and subscriber makes room for another.
    public var services = 4_096
    /// Publications and subscriptions in all.
    public var registrations = 65_536
    /// Publications of one service.
    public var publishersPerService = 1_024
    /// Subscriptions of one service.
    public var subscribersPerService = 4_096
    /// Bytes of one provider's data string, and of any name.
    public var textBytes = 4_096
    /// Data strings of one publication.
    public var dataPerPublication = 16
    /// Pushes that one subscriber may leave unanswered before newer ones wait.
    public var unansweredPushes = 4
    /// Questions that wait for a change at once.
    public var watches = 256
    /// The leases a client may ask for.
    public var leaseMilliseconds: ClosedRange<Int64> = 500...300_000
    /// Between two ticks further apart than this the registry itself did not run; such time counts
    /// for nobody's lease.
    public var longestTickMilliseconds: Int64 = 1_000
    /// How often a push that failed is sent again before its client is given up.
    public var pushRetries = 3
    /// How much longer each of these waits than the one before; the first waits this long.
    public var pushRetryStepMilliseconds: Int64 = 500

    /// The usual bounds.
    public init() {}
}
