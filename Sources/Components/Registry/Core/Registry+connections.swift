import RegistryAPI

/// Connections and their leases.
extension Registry {
    mutating func connect(
        _ id: ConnectionID, _ address: String, _ actions: inout [RegistryAction]
    ) {
        guard connections.count < limits.connections else {
            actions.append(.close(id, .tooManyConnections))
            return
        }
        connections[id] = ConnectionRecord(address: address, lastHeard: now)
    }

    mutating func hear(_ id: ConnectionID, _ leaseMilliseconds: Int64?) {
        connections[id]?.lastHeard = now
        guard let leaseMilliseconds else { return }
        let bounds = limits.leaseMilliseconds
        connections[id]?.leaseMilliseconds =
            min(max(leaseMilliseconds, bounds.lowerBound), bounds.upperBound)
    }

    /// A registry that was itself suspended heard nobody: without this it would forget all its
    /// clients the moment it goes on, with their messages still in its buffers.
    mutating func forgivePause() {
        let pause = now - lastTick
        if lastTick > 0, pause > limits.longestTickMilliseconds {
            for id in connections.keys {
                let lastHeard = connections[id]?.lastHeard ?? now
                connections[id]?.lastHeard = min(now, lastHeard + pause)
            }
        }
        lastTick = now
    }

    mutating func endLeases(_ actions: inout [RegistryAction]) {
        let silent = connections.filter {
            now - $0.value.lastHeard > $0.value.leaseMilliseconds ?? .max
        }
        for id in silent.keys.sorted() {
            actions.append(.close(id, .leaseEnded))
            forget(id, &actions)
        }
    }

    /// Removes a connection with all that it registered, and tells those who want to know.
    mutating func forget(_ id: ConnectionID, _ actions: inout [RegistryAction]) {
        guard let connection = connections.removeValue(forKey: id) else { return }
        for service in connection.subscriptions {
            removeSubscriber(PushTarget(connection: id, service: service))
        }
        var changed: Set<ServiceKey> = []
        for name in connection.publications {
            services[name.service]?.publications[name.registrationID] = nil
            registrationCount -= 1
            if !connection.isOff { changed.insert(name.service) }
        }
        for service in changed.sorted() { announce(service, &actions) }
    }

    /// Removes a subscriber and what is on its way to it.
    mutating func removeSubscriber(_ target: PushTarget) {
        guard
            let removed = services[target.service]?.subscribers
                .removeValue(forKey: target.connection)
        else { return }
        registrationCount -= removed.subscriptions.count
        for number in removed.outstanding.keys { pushesInFlight[number] = nil }
        retries[target] = nil
    }

    mutating func take(
        _ addresses: [String], off: Bool, _ actions: inout [RegistryAction]
    ) {
        let wanted = Set(addresses)
        var changed: Set<ServiceKey> = []
        var owed: [PushTarget] = []
        for (id, connection) in connections
        where wanted.contains(connection.address) && connection.isOff != off {
            connections[id]?.isOff = off
            changed.formUnion(connection.publications.map(\.service))
            guard !off else { continue }
            owed += connection.subscriptions.map { PushTarget(connection: id, service: $0) }
        }
        for service in changed.sorted() { announce(service, &actions) }
        pay(owed, &actions)
    }
}
