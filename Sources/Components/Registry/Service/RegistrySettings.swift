import RegistryCore

/// What a registry is told at its start.
public struct RegistrySettings: Equatable, Sendable {
    /// The Bolt port of 127.0.0.1 that clients connect to; 0 for any.
    public var port: Int
    /// The HTTP port of 127.0.0.1 for people and scripts; 0 for any.
    public var http: Int
    /// The bounds.
    public var limits: RegistryLimits

    /// Settings; the ports of SOFARegistry's session server unless said otherwise.
    public init(port: Int = 9600, http: Int = 9603, limits: RegistryLimits = RegistryLimits()) {
        self.port = port
        self.http = http
        self.limits = limits
    }
}
