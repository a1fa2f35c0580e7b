import LookoutCore

/// What Lookout is told at its start.
public struct LookoutSettings: Equatable, Sendable {
    /// The port of 127.0.0.1 for components, people and Grafana; 0 for any.
    public var port: Int
    /// The bounds of what is kept.
    public var limits: StoreLimits

    /// Settings; the port of the Lookout of 2019 unless said otherwise.
    public init(port: Int = 9090, limits: StoreLimits = StoreLimits()) {
        self.port = port
        self.limits = limits
    }
}
