/// What `GET /state` of the registry answers: evidence for the labs. Asking for it is no question
/// in the sense of ``questions``.
public struct RegistryState: Codable, Equatable, Sendable {
    /// Every service with a provider or a subscriber, by name.
    public var services: [ServiceListing]
    /// How often a person or program asked the registry over HTTP what it knows.
    public var questions: Int
    /// Connections of clients that are open now.
    public var connections: Int
    /// Lists sent to subscribers since the start, repetitions included.
    public var pushes: Int

    /// A state from its parts.
    public init(services: [ServiceListing], questions: Int, connections: Int, pushes: Int) {
        self.services = services
        self.questions = questions
        self.connections = connections
        self.pushes = pushes
    }
}
