/// The bounds of a Bolt client, all with defaults.
public struct BoltClientConfiguration: Sendable {
    /// How large the parts of a frame may be.
    public var limits = BoltLimits()
    /// The time to connect.
    public var connectTimeout: Duration = .seconds(1)
    /// A connection without a byte for so long is asked for a sign of life.
    public var heartbeatInterval: Duration = .seconds(15)
    /// How long a sign of life is waited for.
    public var heartbeatTimeout: Duration = .seconds(1)
    /// So many signs of life missed in a row close the connection.
    public var heartbeatMisses = 3
    /// The most requests in flight on one connection; further ones end with ``BoltError/busy``.
    public var requestsPerConnection = 512
    /// The most requests of the server under way on one connection; further ones get status 4.
    public var callsPerConnection = 128
    /// The time for a request of the server that sets none.
    public var defaultTimeout: Duration = .seconds(60)

    /// The defaults.
    public init() {}
}
