import RegistryAPI

/// A provider that a client announces.
public struct Publication: Equatable, Sendable {
    /// Which service it offers.
    public var service: ServiceKey
    /// The client's own name for this registration; the same one replaces it.
    public var registrationID: String
    /// Rises when the client changes this registration.
    public var version: Int64
    /// When the client made it: milliseconds since 1970, by the client's clock. Decides between
    /// equal versions.
    public var timestamp: Int64
    /// The application that offers it.
    public var application: String
    /// The zone it runs in.
    public var zone: String
    /// Where and how to call it, in the form the callers understand.
    public var data: [String]

    /// A publication from its parts.
    public init(
        service: ServiceKey, registrationID: String, version: Int64, timestamp: Int64,
        application: String = "", zone: String = "DEFAULT_ZONE", data: [String]
    ) {
        self.service = service
        self.registrationID = registrationID
        self.version = version
        self.timestamp = timestamp
        self.application = application
        self.zone = zone.isEmpty ? "DEFAULT_ZONE" : zone
        self.data = data
    }
}

/// A client's wish to hear of a service.
public struct Subscription: Equatable, Sendable {
    /// Which service.
    public var service: ServiceKey
    /// The client's own name for this registration.
    public var registrationID: String
    /// Rises when the client changes this registration.
    public var version: Int64
    /// How far to look: `zone`, `dataCenter` or `global`. The registry has one zone, so all are one;
    /// pushes repeat it.
    public var scope: String
    /// The application that wants to know.
    public var application: String

    /// A subscription from its parts.
    public init(
        service: ServiceKey, registrationID: String, version: Int64, scope: String = "global",
        application: String = ""
    ) {
        self.service = service
        self.registrationID = registrationID
        self.version = version
        self.scope = scope
        self.application = application
    }
}

/// The end of a registration, by the client that made it.
public struct Withdrawal: Equatable, Sendable {
    /// Which service.
    public var service: ServiceKey
    /// The client's own name for the registration.
    public var registrationID: String
    /// As in ``Publication``: a withdrawal older than the registration changes nothing.
    public var version: Int64
    /// As in ``Publication``.
    public var timestamp: Int64

    /// A withdrawal from its parts.
    public init(
        service: ServiceKey, registrationID: String, version: Int64, timestamp: Int64
    ) {
        self.service = service
        self.registrationID = registrationID
        self.version = version
        self.timestamp = timestamp
    }
}
