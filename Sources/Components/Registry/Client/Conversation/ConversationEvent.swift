import RegistryAPI

/// What happens to a client of the registry.
public enum ConversationEvent: Equatable, Sendable {
    /// The component offers a service, described by a data string. A second one for the same service
    /// replaces the first.
    case publish(ServiceKey, data: String)
    /// It offers it no longer.
    case unpublish(ServiceKey)
    /// It wants to know who offers a service.
    case subscribe(ServiceKey)
    /// It no longer wants to.
    case unsubscribe(ServiceKey)
    /// The connection that was asked for stands.
    case connected
    /// The connection that was asked for failed, or the one that stood is closed.
    case disconnected
    /// The registry answered a heartbeat with the name of its incarnation: every start of a registry
    /// has another; empty when it does not say.
    case synchronized(incarnation: String)
    /// The registry took a registration or withdrawal.
    case accepted(registrationID: String)
    /// The registry refused one, and says why.
    case refused(registrationID: String, reason: String)
    /// A request was not answered in time, or with a fault.
    case requestFailed(String)
    /// The registry says who offers a service now: the whole list.
    case pushed(ServiceKey, version: Int64, data: [String])
    /// Time has passed.
    case tick
}

/// What a client of the registry wants done, in this order.
public enum ConversationAction: Equatable, Sendable {
    /// Connect, and say ``ConversationEvent/connected`` or ``ConversationEvent/disconnected``.
    case connect
    /// Close the connection; nothing more needs to be said of it.
    case disconnect
    /// Ask for the incarnation; the answer is a heartbeat too.
    case synchronize
    /// Send a registration or a withdrawal; it is answered by accepted, refused or requestFailed.
    case register(ClientRegistration)
    /// Who offers a service has changed: data strings.
    case listChanged(ServiceKey, [String])
    /// The registry refused a registration; it is tried again later.
    case reportRefusal(ServiceKey, reason: String)
}

/// One registration or withdrawal on its way to the registry.
public struct ClientRegistration: Equatable, Sendable {
    /// What it does.
    public enum Kind: Equatable, Sendable {
        /// Offers the service, described by a data string.
        case publish(data: String)
        /// Ends the offer.
        case unpublish
        /// Wants the list and its changes.
        case subscribe
        /// Ends that.
        case unsubscribe
    }

    /// What it does.
    public var kind: Kind
    /// Which service.
    public var service: ServiceKey
    /// The client's name for it.
    public var registrationID: String
    /// Rises with every change of it.
    public var version: Int64
    /// When it was sent: milliseconds since 1970. Rises with every message of one client, so that
    /// one that was sent again over a new connection holds against what the old one still carries.
    public var timestamp: Int64

    /// A registration from its parts.
    public init(
        kind: Kind, service: ServiceKey, registrationID: String, version: Int64, timestamp: Int64
    ) {
        self.kind = kind
        self.service = service
        self.registrationID = registrationID
        self.version = version
        self.timestamp = timestamp
    }
}
