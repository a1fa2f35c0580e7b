/// How long a connection may be silent.
///
/// Source: apache/incubator-seata, `core/rpc/netty/NettyBaseConfig.java`.
public struct SeataTimes: Hashable, Sendable {
    /// A client that said nothing for so long sends a heartbeat.
    public var heartbeat: Duration
    /// A peer that was not heard for so long is gone.
    public var silence: Duration

    /// Seata's own: 5 and 15 seconds.
    public init(heartbeat: Duration = .seconds(5), silence: Duration = .seconds(15)) {
        self.heartbeat = heartbeat
        self.silence = silence
    }
}
