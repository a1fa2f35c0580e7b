import RegistryAPI
import RegistryClient
import RegistryCore

/// What goes wrong.
extension RegistryWorld {
    mutating func disturb() {
        let client = number(below: clients.count)
        if chance(chaos.breaks) { breakConnection(of: client) }
        if chance(chaos.freezes) { clients[client].isFrozen ? thaw(client) : freeze(client) }
        if chance(chaos.restarts) { restartRegistry() }
        if chance(chaos.changes) { changeMind(of: client) }
    }

    private mutating func breakConnection(of client: Int) {
        guard let connection = clients[client].connection else { return }
        note("c\(connection) breaks")
        schedule(.closedAtRegistry(connection), in: Int64(number(below: 50)))
        schedule(.closedAtClient(connection), in: Int64(number(below: 50)))
    }

    private mutating func freeze(_ client: Int) {
        note("client\(client) freezes")
        clients[client].isFrozen = true
        clients[client].frozenAt = now
    }

    mutating func thaw(_ client: Int) {
        note("client\(client) thaws")
        clients[client].isFrozen = false
    }

    mutating func restartRegistry() {
        guard registry != nil else { return }
        note("registry is killed")
        registry = nil
        incarnation += 1
        for (connection, link) in connections.sorted(by: { $0.key < $1.key })
        where link.isOpenAtClient {
            connections[connection]?.isOpenAtRegistry = false
            schedule(.closedAtClient(connection), in: 1)
        }
        schedule(.registryStarts, in: Int64(50 + number(below: 3_000)))
    }

    private mutating func changeMind(of client: Int) {
        let service = Self.services[number(below: 3)]
        if clients[client].conversation.published.contains(service) {
            wish(client, .unpublish(service))
        } else {
            wish(client, .publish(service, data: "host\(client)"))
        }
    }

    /// What everybody should know of a service: the data of those who run and publish it.
    func offered(_ service: ServiceKey) -> [String] {
        clients.indices.filter {
            !clients[$0].isFrozen && clients[$0].conversation.published.contains(service)
        }.map { "host\($0)" }
    }

    /// What the registry would push now, sorted.
    func registered(_ service: ServiceKey) -> [String] {
        (registry?.snapshot(of: service)?.publishers ?? []).flatMap(\.data).sorted()
    }
}
