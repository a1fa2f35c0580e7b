import NIOCore

/// The bounds of a Bolt server, all with defaults.
public struct BoltServerConfiguration: Sendable {
    /// How large the parts of a frame may be.
    public var limits = BoltLimits()
    /// The most open connections; further ones are closed at once.
    public var connections = 1024
    /// The most concurrent calls under way on one connection; further ones get status 4, busy.
    public var callsPerConnection = 512
    /// The most concurrent calls under way on all connections together; further ones get status 4.
    public var callsOverall = 4096
    /// The most bytes of frames that have not arrived whole, on all connections together; the
    /// connection that would go beyond is closed.
    public var unfinishedBytes = 64 << 20
    /// The most requests of the server's own in flight on one connection.
    public var requestsPerConnection = 512
    /// The time for a call whose frame sets none.
    public var defaultTimeout: Duration = .seconds(60)
    /// A connection without a byte either way for so long is closed.
    public var idleTimeout: Duration = .seconds(90)
    /// How long ``BoltServer/run()`` lets calls under way end once it is cancelled.
    public var stopGrace: Duration = .milliseconds(800)

    /// The defaults.
    public init() {}
}
