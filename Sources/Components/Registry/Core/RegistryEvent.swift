import RegistryAPI

/// What happens to a registry.
public enum RegistryEvent: Equatable, Sendable {
    /// A client connected, from `ip:port`.
    case connected(ConnectionID, address: String)
    /// Anything arrived on a connection: its lease starts anew. A client that announces how long it
    /// may be silent does so here.
    case heard(ConnectionID, leaseMilliseconds: Int64?)
    /// A connection is closed: what it registered is gone.
    case closed(ConnectionID)
    /// A client offers a service. Answered once.
    case publish(ConnectionID, Publication)
    /// A client offers it no longer. Answered once.
    case unpublish(ConnectionID, Withdrawal)
    /// A client wants to hear of a service. Answered once, and followed by a push.
    case subscribe(ConnectionID, Subscription)
    /// It no longer wants to. Answered once.
    case unsubscribe(ConnectionID, Withdrawal)
    /// The client took a push, or did not: it refused, was silent too long, or could not be reached.
    /// Exactly one of these must follow every push.
    case pushAnswered(number: Int, accepted: Bool)
    /// Takes the clients at these addresses out of everything, their connections stay.
    case clientsOff([String])
    /// Takes them in again.
    case clientsOn([String])
    /// Stops all pushes, or lets them go: what was missed is pushed then.
    case pushesAllowed(Bool)
    /// Somebody asks for a service's listing once its version is above `after`, or at `until`
    /// (milliseconds since 1970) whatever it is then. Answered once.
    case watch(number: Int, service: ServiceKey, after: Int64, until: Int64)
    /// Time has passed: leases end, pushes are repeated, watches run out.
    case tick
}
