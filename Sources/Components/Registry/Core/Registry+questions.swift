import RegistryAPI

/// What the registry tells those who ask.
extension Registry {
    /// Every service with a provider or a subscriber, sorted by key.
    public var snapshots: [ServiceSnapshot] {
        services.filter { !$0.value.isEmpty }.keys.sorted().compactMap(snapshot)
    }

    /// One service; nil when the registry does not know it.
    public func snapshot(of service: ServiceKey) -> ServiceSnapshot? {
        guard let record = services[service] else { return nil }
        let publishers = record.publications.values
            .filter { connections[$0.connection]?.isOff == false }
            .sorted { $0.arrival < $1.arrival }
            .map { held in
                PublisherSnapshot(
                    registrationID: held.publication.registrationID,
                    connection: connections[held.connection]?.address ?? "",
                    application: held.publication.application, zone: held.publication.zone,
                    data: held.publication.data, version: held.publication.version,
                    since: held.since)
            }
        let subscribers = record.subscribers.sorted { $0.key < $1.key }.flatMap { id, held in
            held.subscriptions.values.sorted { $0.registrationID < $1.registrationID }.map {
                SubscriberSnapshot(
                    registrationID: $0.registrationID, connection: connections[id]?.address ?? "",
                    application: $0.application, acknowledged: held.acknowledged)
            }
        }
        return ServiceSnapshot(
            service: service, version: record.version, publishers: publishers,
            subscribers: subscribers)
    }

    /// Connections that are open now.
    public var connectionCount: Int {
        connections.count
    }

    mutating func watch(
        _ number: Int, _ service: ServiceKey, after: Int64, until: Int64,
        _ actions: inout [RegistryAction]
    ) {
        if until <= now || services[service]?.version ?? 0 > after {
            actions.append(.answerWatch(number: number, .service(snapshot(of: service))))
        } else if watches.count >= limits.watches {
            actions.append(.answerWatch(number: number, .busy))
        } else {
            watches[number] = WatchRecord(service: service, until: until)
        }
    }

    mutating func answerWatches(of service: ServiceKey, _ actions: inout [RegistryAction]) {
        finish(watches.filter { $0.value.service == service }, &actions)
    }

    mutating func endWatches(_ actions: inout [RegistryAction]) {
        finish(watches.filter { $0.value.until <= now }, &actions)
    }

    private mutating func finish(
        _ ended: [Int: WatchRecord], _ actions: inout [RegistryAction]
    ) {
        for (number, watch) in ended.sorted(by: { $0.key < $1.key }) {
            watches[number] = nil
            actions.append(.answerWatch(number: number, .service(snapshot(of: watch.service))))
        }
    }
}
