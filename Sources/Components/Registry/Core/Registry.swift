import RegistryAPI

/// Who offers which service, and who wants to know: the rules of the registry.
///
/// A value without clock, network or waiting. Feed it every event with the time, carry out what it
/// returns, in order.
///
/// - A publication lives as long as the connection it came by. It is gone at once when the
///   connection closes, and at the end of the connection's lease when nothing is heard from it. A
///   client that asked for no lease lives as long as its connection; whoever holds that closes it
///   after 45 s of silence, as SOFARegistry does.
/// - Every change is pushed at once to every subscriber, as the full list under a version that only
///   ever rises, also across restarts.
/// - A push that fails is sent again after 500, 1000 and 1500 ms with what is then current; a client
///   that still does not take it is disconnected. So every connected subscriber ends up with the
///   current list. (Figures of SOFARegistry's session server, which merges changes for a second or
///   more before it pushes; this registry does not wait.)
/// - Of two registrations with one id the higher (version, timestamp) holds, whatever order they
///   come in; equal ones go to the later connection.
/// - Everything is bounded by ``RegistryLimits``.
public struct Registry: Equatable, Sendable {
    /// The bounds.
    public let limits: RegistryLimits
    /// Whether changes are pushed.
    public internal(set) var pushesAllowed = true
    /// Pushes since the start, repetitions included.
    public internal(set) var pushCount = 0

    var now: Int64 = 0
    var lastTick: Int64 = 0
    var versions = DatumVersion()
    var arrivals = 0
    var registrationCount = 0
    var connections: [ConnectionID: ConnectionRecord] = [:]
    var services: [ServiceKey: ServiceRecord] = [:]
    var pushesInFlight: [Int: PushTarget] = [:]
    var retries: [PushTarget: Int64] = [:]
    var watches: [Int: WatchRecord] = [:]

    /// A registry that knows nothing.
    public init(limits: RegistryLimits = RegistryLimits()) {
        self.limits = limits
    }

    /// Takes an event and says what is to be done.
    ///
    /// - Parameter now: milliseconds since 1970 by a clock that never goes back; an earlier time
    ///   counts as the latest one seen.
    public mutating func handle(_ event: RegistryEvent, at now: Int64) -> [RegistryAction] {
        self.now = max(self.now, now)
        var actions: [RegistryAction] = []
        switch event {
        case .connected(let id, let address): connect(id, address, &actions)
        case .heard(let id, let lease): hear(id, lease)
        case .closed(let id): forget(id, &actions)
        case .publish(let id, let publication): publish(publication, by: id, &actions)
        case .unpublish(let id, let withdrawal): unpublish(withdrawal, by: id, &actions)
        case .subscribe(let id, let subscription): subscribe(subscription, by: id, &actions)
        case .unsubscribe(let id, let withdrawal): unsubscribe(withdrawal, by: id, &actions)
        case .pushAnswered(let number, let accepted): settle(number, accepted, &actions)
        case .clientsOff(let addresses): take(addresses, off: true, &actions)
        case .clientsOn(let addresses): take(addresses, off: false, &actions)
        case .pushesAllowed(let allowed): allowPushes(allowed, &actions)
        case .watch(let number, let service, let after, let until):
            watch(number, service, after: after, until: until, &actions)
        case .tick: tick(&actions)
        }
        return actions
    }

    private mutating func tick(_ actions: inout [RegistryAction]) {
        forgivePause()
        endLeases(&actions)
        repeatPushes(&actions)
        endWatches(&actions)
    }

    /// A new version for a service whose list changed; tells everybody who wants to know.
    mutating func announce(_ service: ServiceKey, _ actions: inout [RegistryAction]) {
        services[service]?.version = versions.next(at: now)
        let zones = zones(of: service)
        for connection in (services[service]?.subscribers.keys.sorted() ?? []) {
            let target = PushTarget(connection: connection, service: service)
            services[service]?.subscribers[connection]?.failures = 0
            push(to: target, zones, &actions)
        }
        answerWatches(of: service, &actions)
    }
}
