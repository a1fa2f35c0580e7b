import RegistryAPI

/// The client's side of the registry's protocol: what to say when, and whom to believe in.
///
/// A value without clock, network or waiting. Feed it every event with the time, carry out what it
/// returns, in order. It connects by itself at the first tick, sends every registration again over
/// every new connection, and keeps the last known providers while the registry is away and until a
/// restarted one is whole again.
///
/// ```
/// waiting --tick--> connecting --connected--> talking
///    ^  (back-off)      |                        |
///    +--- disconnected -+------------------------+  (also: a request failed)
/// ```
public struct RegistryConversation: Equatable, Sendable {
    enum Phase: Equatable, Sendable {
        case waiting(until: Int64)
        case connecting
        case talking(nextHeartbeat: Int64)
    }

    /// Whether a connection stands.
    public var isConnected: Bool {
        if case .talking = phase { return true }
        return false
    }

    /// Services the registry was asked to publish.
    public var published: [ServiceKey] {
        wishes.keys.filter { $0.kind == .publication }.map(\.service).sorted()
    }

    private let clientID: String
    private let times: ConversationTimes
    private var now: Int64 = 0
    private var phase = Phase.waiting(until: 0)
    private var backOff: Int64
    private var registrations = 0
    private var lastTimestamp: Int64 = 0
    private var wishes: [Wish.Name: Wish] = [:]
    private var known: [ServiceKey: KnownProviders] = [:]
    private var incarnation: String?
    /// When the registry is whole; nil before it said which incarnation it is.
    private var settledAt: Int64?
    private var previouslySettledAt: Int64?

    /// A client that has not spoken yet.
    ///
    /// - Parameter clientID: different for every process; registrations are named after it.
    public init(clientID: String, times: ConversationTimes = ConversationTimes()) {
        self.clientID = clientID
        self.times = times
        backOff = times.firstBackOff
    }

    /// Who may offer a service, as data strings.
    public func providers(of service: ServiceKey) -> [String] {
        known[service]?.all ?? []
    }

    /// Takes an event and says what is to be done.
    ///
    /// - Parameter now: milliseconds since 1970 by a clock that never goes back.
    public mutating func handle(
        _ event: ConversationEvent, at now: Int64
    ) -> [ConversationAction] {
        self.now = max(self.now, now)
        switch event {
        case .publish(let service, let data): return publish(service, data)
        case .unpublish(let service): return withdraw(.publication(service), .unpublish)
        case .subscribe(let service): return subscribe(service)
        case .unsubscribe(let service):
            known[service] = nil
            return withdraw(.subscription(service), .unsubscribe)
        case .connected: return begin()
        case .disconnected: return end(closing: false)
        case .synchronized(let incarnation): return synchronize(with: incarnation)
        case .accepted:
            backOff = times.firstBackOff
            return []
        case .refused(let registrationID, let reason): return postpone(registrationID, reason)
        case .requestFailed: return end(closing: true)
        case .pushed(let service, let version, let data):
            return change(service) { $0.receive(data, version: version) }
        case .tick: return tick()
        }
    }
}

/// What the component wants.
extension RegistryConversation {
    private mutating func publish(_ service: ServiceKey, _ data: String) -> [ConversationAction] {
        let name = Wish.Name.publication(service)
        var wish =
            wishes[name] ?? Wish(registrationID: nextRegistrationID(), version: 0, data: data)
        wish.version += 1
        wish.data = data
        wishes[name] = wish
        return send(name)
    }

    private mutating func subscribe(_ service: ServiceKey) -> [ConversationAction] {
        let name = Wish.Name.subscription(service)
        guard wishes[name] == nil else { return [] }
        wishes[name] = Wish(registrationID: nextRegistrationID(), version: 1, data: "")
        known[service] = KnownProviders()
        return send(name)
    }

    private mutating func withdraw(
        _ name: Wish.Name, _ kind: ClientRegistration.Kind
    ) -> [ConversationAction] {
        guard let wish = wishes.removeValue(forKey: name) else { return [] }
        return say(kind, name.service, wish.registrationID, wish.version + 1)
    }

    private mutating func nextRegistrationID() -> String {
        registrations += 1
        return "\(clientID)-\(registrations)"
    }

    private mutating func send(_ name: Wish.Name) -> [ConversationAction] {
        guard let wish = wishes[name] else { return [] }
        wishes[name]?.retryAt = nil
        let kind: ClientRegistration.Kind =
            name.kind == .publication ? .publish(data: wish.data) : .subscribe
        return say(kind, name.service, wish.registrationID, wish.version)
    }

    /// A message, when there is a connection; without one the next connection says all anew.
    private mutating func say(
        _ kind: ClientRegistration.Kind, _ service: ServiceKey, _ registrationID: String,
        _ version: Int64
    ) -> [ConversationAction] {
        guard isConnected else { return [] }
        lastTimestamp = max(lastTimestamp + 1, now)
        return [
            .register(
                ClientRegistration(
                    kind: kind, service: service, registrationID: registrationID,
                    version: version, timestamp: lastTimestamp))
        ]
    }
}

/// The life of a connection.
extension RegistryConversation {
    private mutating func begin() -> [ConversationAction] {
        guard phase == .connecting else { return [] }
        phase = .talking(nextHeartbeat: now + times.heartbeat)
        previouslySettledAt = settledAt ?? previouslySettledAt
        settledAt = nil
        for service in known.keys { known[service]?.startOver() }
        return [.synchronize] + wishes.keys.sorted().flatMap { send($0) }
    }

    private mutating func end(closing: Bool) -> [ConversationAction] {
        if case .waiting = phase { return [] }
        phase = .waiting(until: now + backOff)
        backOff = min(backOff * 2, times.longestBackOff)
        return closing ? [.disconnect] : []
    }

    private mutating func synchronize(with name: String) -> [ConversationAction] {
        guard isConnected else { return [] }
        backOff = times.firstBackOff
        if settledAt == nil {
            let isSame = !name.isEmpty && name == incarnation
            settledAt = (isSame ? previouslySettledAt : nil) ?? now + times.settling
            incarnation = name
        }
        return settle()
    }

    private mutating func tick() -> [ConversationAction] {
        switch phase {
        case .waiting(let until) where until <= now:
            phase = .connecting
            return [.connect]
        case .talking(let nextHeartbeat):
            var actions = settle() + retryRefused()
            if nextHeartbeat <= now {
                phase = .talking(nextHeartbeat: now + times.heartbeat)
                actions.append(.synchronize)
            }
            return actions
        default: return []
        }
    }

    /// Stops believing in what was only remembered, once the registry is whole.
    private mutating func settle() -> [ConversationAction] {
        guard let settledAt, settledAt <= now else { return [] }
        return known.keys.sorted().flatMap { service in change(service) { $0.settle() } }
    }

    private mutating func change(
        _ service: ServiceKey, _ body: (inout KnownProviders) -> Void
    ) -> [ConversationAction] {
        guard isConnected, var providers = known[service] else { return [] }
        let before = providers.all
        body(&providers)
        if let settledAt, settledAt <= now { providers.settle() }
        known[service] = providers
        return providers.all == before ? [] : [.listChanged(service, providers.all)]
    }

    private mutating func postpone(
        _ registrationID: String, _ reason: String
    ) -> [ConversationAction] {
        guard let name = wishes.first(where: { $0.value.registrationID == registrationID })?.key
        else { return [] }
        wishes[name]?.retryAt = now + times.refusedPause
        return [.reportRefusal(name.service, reason: reason)]
    }

    private mutating func retryRefused() -> [ConversationAction] {
        wishes.filter { $0.value.retryAt ?? .max <= now }.keys.sorted().flatMap { send($0) }
    }
}
