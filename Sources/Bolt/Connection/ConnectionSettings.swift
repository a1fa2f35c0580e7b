import Logging
import NIOCore

/// What a connection is held to, and who answers its requests.
struct ConnectionSettings: Sendable {
    var limits = BoltLimits()
    var liveness: Liveness.Rule
    /// The most requests of ours in flight.
    var outgoingLimit: Int
    /// The most requests of the peer under way.
    var incomingLimit: Int
    /// For requests of the peer that set no time limit.
    var defaultTimeout: TimeAmount
    var budget: InFlightBudget
    var unfinished = UnfinishedInput(limit: 64 << 20)
    var processors: [String: BoltProcessor]
    var logger: Logger
}
