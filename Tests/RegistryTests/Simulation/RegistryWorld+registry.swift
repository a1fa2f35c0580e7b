import RegistryAPI
import RegistryClient
import RegistryCore

/// The registry's end of every connection, and what arrives at the client's.
extension RegistryWorld {
    mutating func arrive(_ message: Message, on connection: Int) {
        guard registry != nil, connections[connection]?.isOpenAtRegistry == true else { return }
        let id = ConnectionID(connection)
        tellRegistry(.heard(id, leaseMilliseconds: 6_000))
        switch message {
        case .synchronize:
            travel(.synchronized("\(incarnation)"), over: connection, toRegistry: false)
        case .pushAnswer(let key): answerPush(key, accepted: true)
        case .register(let registration): tellRegistry(registration.event(by: id), from: connection)
        default: break
        }
    }

    mutating func tellRegistry(_ event: RegistryEvent, from connection: Int? = nil) {
        for action in registry?.handle(event, at: now) ?? [] {
            switch action {
            case .answer(let answer):
                guard let connection else { continue }
                travel(.answer(answer), over: connection, toRegistry: false)
            case .push(let push): send(push)
            case .close(let id, let reason):
                note("registry closes \(id): \(reason)")
                connections[id.number]?.isOpenAtRegistry = false
                schedule(.closedAtClient(id.number), in: 10)
            case .answerWatch: break
            }
        }
    }

    private mutating func send(_ push: Push) {
        note("push \(push.number) to \(push.connection) \(push.service.serviceName) \(push.data)")
        let key = incarnation * 1_000_000 + push.number
        pushes[key] = (incarnation, push.number)
        schedule(.pushTimedOut(key), in: 2_000)
        if isCalm || !chance(chaos.losses) {
            travel(.push(push), over: push.connection.number, toRegistry: false)
        }
    }

    mutating func answerPush(_ key: Int, accepted: Bool) {
        guard let push = pushes.removeValue(forKey: key), push.incarnation == incarnation else {
            return
        }
        if !accepted { note("push \(push.number) timed out") }
        tellRegistry(.pushAnswered(number: push.number, accepted: accepted))
    }

    mutating func deliver(_ message: Message, over connection: Int) {
        guard let link = connections[connection], link.isOpenAtClient,
            clients[link.client].connection == connection, !clients[link.client].isFrozen
        else { return }
        switch message {
        case .answer(let answer):
            answered[connection] = requests
            if let refusal = answer.refusal {
                tell(
                    link.client,
                    .refused(registrationID: answer.registrationID, reason: refusal.rawValue))
            } else {
                tell(link.client, .accepted(registrationID: answer.registrationID))
            }
        case .synchronized(let name):
            answered[connection] = requests
            tell(link.client, .synchronized(incarnation: name))
        case .push(let push):
            tell(
                link.client, .pushed(push.service, version: push.version, data: push.data))
            if isCalm || !chance(chaos.losses) {
                let key = incarnation * 1_000_000 + push.number
                travel(.pushAnswer(key), over: connection, toRegistry: true)
            }
        default: break
        }
    }

    private var isCalm: Bool {
        now >= chaosEnds
    }
}

extension ClientRegistration {
    /// The registry's event for this message.
    func event(by id: ConnectionID) -> RegistryEvent {
        let end = Withdrawal(
            service: service, registrationID: registrationID, version: version,
            timestamp: timestamp)
        switch kind {
        case .publish(let data):
            return .publish(
                id,
                Publication(
                    service: service, registrationID: registrationID, version: version,
                    timestamp: timestamp, data: [data]))
        case .subscribe:
            return .subscribe(
                id,
                Subscription(service: service, registrationID: registrationID, version: version))
        case .unpublish: return .unpublish(id, end)
        case .unsubscribe: return .unsubscribe(id, end)
        }
    }
}
