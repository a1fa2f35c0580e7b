import TracerCore

/// What a tracer is told at its start.
public struct TracerSettings: Hashable, Sendable {
    /// The port of 127.0.0.1 for spans and questions; 0 for any.
    public var port: Int
    /// Another collector that gets everything too; nil for none.
    public var forward: ForwardTarget?
    /// What is kept.
    public var limits: StoreLimits
    /// The largest body, in bytes, as it comes.
    public var bodyLimit: Int
    /// The largest body, in bytes, once it is unpacked.
    public var unpackedLimit: Int

    /// Settings; Zipkin's port, 5 MiB a body and 32 MiB unpacked, unless said otherwise.
    public init(
        port: Int = 9411, forward: ForwardTarget? = nil, limits: StoreLimits = StoreLimits(),
        bodyLimit: Int = 5 << 20, unpackedLimit: Int = 32 << 20
    ) {
        self.port = port
        self.forward = forward
        self.limits = limits
        self.bodyLimit = bodyLimit
        self.unpackedLimit = unpackedLimit
    }
}
