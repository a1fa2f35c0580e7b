import RegistryAPI

/// A service as the registry holds it, for those who ask.
public struct ServiceSnapshot: Equatable, Sendable {
    /// Which service.
    public var service: ServiceKey
    /// The version of its list.
    public var version: Int64
    /// Its providers in the order they came; those of clients that were taken out are not here.
    public var publishers: [PublisherSnapshot]
    /// Those who want to hear of it, by connection.
    public var subscribers: [SubscriberSnapshot]
}

/// A publication as the registry holds it.
public struct PublisherSnapshot: Equatable, Sendable {
    /// The client's own name for it.
    public var registrationID: String
    /// The address of the client's connection.
    public var connection: String
    /// The application that offers it.
    public var application: String
    /// The zone it runs in.
    public var zone: String
    /// The data strings.
    public var data: [String]
    /// The version of the registration.
    public var version: Int64
    /// When it came: milliseconds since 1970.
    public var since: Int64
}

/// A subscription as the registry holds it.
public struct SubscriberSnapshot: Equatable, Sendable {
    /// The client's own name for it.
    public var registrationID: String
    /// The address of the client's connection.
    public var connection: String
    /// The application that wants to know.
    public var application: String
    /// The version of the last list the client took; 0 before the first.
    public var acknowledged: Int64
}
