/// One service as `workshop registry services --json` shows it.
public struct ServiceListing: Codable, Equatable, Sendable {
    /// The unique name, `interface:1.0` or `interface:1.0:uniqueId`.
    public var name: String
    /// Rises with every change of the providers, also across restarts of the registry; 0 when the
    /// registry never heard of the service.
    public var version: Int64
    /// Who offers it now, in the order they came.
    public var providers: [ProviderListing]
    /// How many registrations want to hear of it.
    public var subscribers: Int

    /// A listing from its parts.
    public init(name: String, version: Int64, providers: [ProviderListing], subscribers: Int) {
        self.name = name
        self.version = version
        self.providers = providers
        self.subscribers = subscribers
    }
}

/// One provider of a service.
public struct ProviderListing: Codable, Equatable, Sendable {
    /// Where it is called: `127.0.0.1:12200`.
    public var address: String
    /// Its share of calls, 100 unless it says otherwise.
    public var weight: Int
    /// The application that published it.
    public var app: String
    /// When it was published: milliseconds since 1970.
    public var since: Int64

    /// A provider from its parts.
    public init(address: String, weight: Int, app: String, since: Int64) {
        self.address = address
        self.weight = weight
        self.app = app
        self.since = since
    }
}

/// What `GET /services` answers.
public struct ServicesAnswer: Codable, Equatable, Sendable {
    /// Every service with a provider or a subscriber, by name.
    public var services: [ServiceListing]

    /// An answer.
    public init(services: [ServiceListing]) {
        self.services = services
    }
}
