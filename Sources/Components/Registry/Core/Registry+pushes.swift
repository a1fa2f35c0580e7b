import RegistryAPI

/// Pushes, their answers and repetitions.
extension Registry {
    /// The data strings of a service by zone, in the order the providers came.
    func zones(of service: ServiceKey) -> [ZoneData] {
        let records = (services[service]?.publications.values ?? [:].values)
            .filter { connections[$0.connection]?.isOff == false }
            .sorted { $0.arrival < $1.arrival }
        let byZone = Dictionary(grouping: records, by: \.publication.zone)
        return byZone.keys.sorted().map { zone in
            ZoneData(zone: zone, data: byZone[zone, default: []].flatMap(\.publication.data))
        }
    }

    /// Sends the current list to one subscriber, or notes that it is owed.
    mutating func push(
        to target: PushTarget, _ zones: [ZoneData], _ actions: inout [RegistryAction]
    ) {
        guard let service = services[target.service],
            var subscriber = service.subscribers[target.connection]
        else { return }
        retries[target] = nil
        if pushesAllowed, connections[target.connection]?.isOff == false,
            subscriber.outstanding.count < limits.unansweredPushes
        {
            pushCount += 1
            subscriber.owed = false
            subscriber.newest = pushCount
            subscriber.outstanding[pushCount] = service.version
            pushesInFlight[pushCount] = target
            let names = subscriber.subscriptions.keys.sorted()
            actions.append(
                .push(
                    Push(
                        number: pushCount, connection: target.connection,
                        service: target.service, version: service.version,
                        registrationIDs: names,
                        scope: names.first.flatMap { subscriber.subscriptions[$0]?.scope } ?? "",
                        zones: zones)))
        } else {
            subscriber.owed = true
        }
        services[target.service]?.subscribers[target.connection] = subscriber
    }

    /// Sends each of these subscribers its current list, in a fixed order.
    mutating func pay(_ targets: [PushTarget], _ actions: inout [RegistryAction]) {
        for target in targets.sorted() {
            push(to: target, zones(of: target.service), &actions)
        }
    }

    /// The client's answer to a push, or that there was none.
    ///
    /// Only the failure of the newest push counts: a newer one on its way makes up for it.
    mutating func settle(_ number: Int, _ accepted: Bool, _ actions: inout [RegistryAction]) {
        guard let target = pushesInFlight.removeValue(forKey: number),
            var subscriber = services[target.service]?.subscribers[target.connection],
            let version = subscriber.outstanding.removeValue(forKey: number)
        else { return }
        if accepted {
            subscriber.acknowledged = max(subscriber.acknowledged, version)
            subscriber.failures = 0
        }
        let superseded =
            subscriber.owed || subscriber.acknowledged >= version || subscriber.newest != number
        if !accepted, !superseded { subscriber.failures += 1 }
        services[target.service]?.subscribers[target.connection] = subscriber
        if subscriber.failures > limits.pushRetries {
            actions.append(.close(target.connection, .pushesUnanswered))
            forget(target.connection, &actions)
        } else if !accepted, !superseded {
            retries[target] = now + limits.pushRetryStepMilliseconds * Int64(subscriber.failures)
        } else if subscriber.owed {
            pay([target], &actions)
        }
    }

    mutating func repeatPushes(_ actions: inout [RegistryAction]) {
        pay(retries.filter { $0.value <= now }.map(\.key), &actions)
    }

    mutating func allowPushes(_ allowed: Bool, _ actions: inout [RegistryAction]) {
        pushesAllowed = allowed
        guard allowed else { return }
        pay(owedTargets, &actions)
    }

    private var owedTargets: [PushTarget] {
        services.flatMap { service, record in
            record.subscribers.filter(\.value.owed).keys.map {
                PushTarget(connection: $0, service: service)
            }
        }
    }
}
