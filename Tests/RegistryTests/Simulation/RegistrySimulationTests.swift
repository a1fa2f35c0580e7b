import RegistryAPI
import RegistryClient
import RegistryCore
import Testing

@Suite struct RegistrySimulationTests {
    @Test(arguments: 1...30 as ClosedRange<UInt64>)
    func `after any chaos everybody ends with exactly the current list`(seed: UInt64) {
        var world = RegistryWorld(seed: seed, clients: 8, chaos: .init(), lasting: 60_000)
        world.run(for: 60_000)
        world.run(for: 20_000)
        for service in RegistryWorld.services {
            let offered = world.offered(service)
            #expect(world.registered(service) == offered, "seed \(seed)")
            for (index, client) in world.clients.enumerated() where !client.isFrozen {
                #expect(client.conversation.isConnected, "seed \(seed), client\(index)")
                #expect(
                    client.conversation.providers(of: service).sorted() == offered,
                    "seed \(seed), client\(index) of \(service.serviceName)")
            }
        }
    }

    @Test func `the same seed runs the same way`() {
        let transcripts = (1...2).map { _ in
            var world = RegistryWorld(seed: 7, clients: 8, chaos: .init(), lasting: 60_000)
            world.run(for: 80_000)
            return world.transcript
        }
        #expect(transcripts[0].count > 500)
        #expect(transcripts[0] == transcripts[1])
        var other = RegistryWorld(seed: 8, clients: 8, chaos: .init(), lasting: 60_000)
        other.run(for: 80_000)
        #expect(other.transcript != transcripts[0])
    }

    @Test(arguments: 1...12 as ClosedRange<UInt64>)
    func `a registry that is killed again and again costs nobody a provider`(seed: UInt64) {
        let chaos = RegistryWorld.Chaos(
            breaks: 0, freezes: 0, restarts: 300, changes: 0, losses: 0)
        var world = RegistryWorld(seed: seed, clients: 6, chaos: chaos, lasting: 60_000)
        world.chaosEnds = world.now
        world.run(for: 6_000)
        for client in world.clients {
            #expect(client.conversation.providers(of: RegistryWorld.services[1]).count == 2)
        }
        world.lists = []
        world.chaosEnds = world.now + 60_000
        world.schedule(.chaos, in: 1)
        world.run(for: 80_000)
        #expect(world.incarnation > 3, "seed \(seed): the registry was killed")
        for list in world.lists {
            #expect(
                list.data.sorted() == world.offered(list.service),
                "seed \(seed), client\(list.client)")
        }
    }

    @Test(arguments: 1...12 as ClosedRange<UInt64>)
    func `a provider that falls silent is gone within its lease`(seed: UInt64) {
        let calm = RegistryWorld.Chaos(breaks: 0, freezes: 0, restarts: 0, changes: 0, losses: 0)
        var world = RegistryWorld(seed: seed, clients: 6, chaos: calm, lasting: 0)
        let silent = 1 + Int(seed % 5)
        world.run(for: 3_000 + Int64(seed) * 37)
        world.clients[silent].isFrozen = true
        world.run(for: 6_200)
        let service = RegistryWorld.services[silent % 3]
        #expect(!world.registered(service).contains("host\(silent)"), "seed \(seed)")
        for (index, client) in world.clients.enumerated() where index != silent {
            #expect(
                !client.conversation.providers(of: service).contains("host\(silent)"),
                "seed \(seed), client\(index)")
        }
    }
}
