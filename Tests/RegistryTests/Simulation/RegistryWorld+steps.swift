import RegistryAPI
import RegistryClient
import RegistryCore

/// One happening after another.
extension RegistryWorld {
    mutating func step(_ happening: Happening) {
        switch happening {
        case .clientTick(let client):
            schedule(.clientTick(client), in: 100)
            if !clients[client].isFrozen { tell(client, .tick) }
        case .registryTick:
            schedule(.registryTick, in: 100)
            tellRegistry(.tick)
        case .atRegistry(let connection, let message): arrive(message, on: connection)
        case .atClient(let connection, let message): deliver(message, over: connection)
        case .opened(let client, let connection): open(client, connection)
        case .closedAtRegistry(let connection):
            guard connections[connection]?.isOpenAtRegistry == true else { return }
            connections[connection]?.isOpenAtRegistry = false
            note("c\(connection) closed at registry")
            tellRegistry(.closed(ConnectionID(connection)))
        case .closedAtClient(let connection):
            guard let client = connections[connection]?.client,
                connections[connection]?.isOpenAtClient == true
            else { return }
            connections[connection]?.isOpenAtClient = false
            guard clients[client].connection == connection else { return }
            clients[client].connection = nil
            tell(client, .disconnected)
        case .pushTimedOut(let key): answerPush(key, accepted: false)
        case .requestTimedOut(let connection, let request):
            guard answered[connection, default: 0] < request, let link = connections[connection],
                clients[link.client].connection == connection
            else { return }
            tell(link.client, .requestFailed("no answer in 2 s"))
        case .registryStarts:
            registry = Registry()
            note("registry starts, incarnation \(incarnation)")
        case .chaos:
            if now < chaosEnds {
                disturb()
                schedule(.chaos, in: Int64(100 + number(below: 1_500)))
            }
        }
    }

    mutating func wish(_ client: Int, _ event: ConversationEvent) {
        note("client\(client) wishes \(event)")
        tell(client, event)
    }

    mutating func tell(_ client: Int, _ event: ConversationEvent) {
        for action in clients[client].conversation.handle(event, at: now) {
            perform(action, for: client)
        }
    }

    private mutating func perform(_ action: ConversationAction, for client: Int) {
        switch action {
        case .connect:
            sequence += 1
            let connection = registry == nil ? nil : sequence
            schedule(.opened(client: client, connection: connection), in: 5)
        case .disconnect:
            guard let connection = clients[client].connection else { return }
            clients[client].connection = nil
            connections[connection]?.isOpenAtClient = false
            schedule(.closedAtRegistry(connection), in: 10)
        case .synchronize: send(.synchronize, from: client)
        case .register(let registration): send(.register(registration), from: client)
        case .listChanged(let service, let data):
            note("client\(client) knows \(service.serviceName) \(data)")
            lists.append((client, service, data))
        case .reportRefusal(let service, let reason):
            note("client\(client) refused \(service.serviceName) \(reason)")
        }
    }

    private mutating func open(_ client: Int, _ connection: Int?) {
        guard let connection, registry != nil else { return tell(client, .disconnected) }
        connections[connection] = Connection(client: client, isOpenAtRegistry: true)
        clients[client].connection = connection
        note("c\(connection) is client\(client)")
        tellRegistry(
            .connected(ConnectionID(connection), address: "127.0.0.1:\(connection)"))
        tell(client, .connected)
    }

    private mutating func send(_ message: Message, from client: Int) {
        guard let connection = clients[client].connection else { return }
        requests += 1
        schedule(.requestTimedOut(connection: connection, request: requests), in: 2_000)
        travel(message, over: connection, toRegistry: true)
    }

    /// In order of sending, as TCP has it.
    mutating func travel(_ message: Message, over connection: Int, toRegistry: Bool) {
        let delay = Int64(1 + number(below: 20))
        let last = connections[connection]?.lastArrival[toRegistry] ?? 0
        let arrival = max(now + delay, last)
        connections[connection]?.lastArrival[toRegistry] = arrival
        schedule(
            toRegistry ? .atRegistry(connection, message) : .atClient(connection, message),
            in: arrival - now)
    }
}
