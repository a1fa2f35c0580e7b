import RegistryAPI
import RegistryCore
import Testing

@Suite struct LeaseTests {
    @Test func `a silent provider is gone at the end of its lease, and not before`() {
        var registry = ScriptedRegistry()
        registry.connect(2)
        registry(.heard(ConnectionID(1), leaseMilliseconds: 6_000))
        registry.publish(1, "a")
        registry(.pushAnswered(number: registry.subscribe(2, "s").number, accepted: true))
        #expect(registry.after(6_000).isEmpty)
        let ended = registry.after(1)
        #expect(ended.first == .close(ConnectionID(1), .leaseEnded))
        #expect(ended.lists == ["c2: "])
        #expect(registry.registry.connectionCount == 1)
    }

    @Test func `whatever is heard renews the lease`() {
        var registry = ScriptedRegistry()
        registry.connect(1)
        registry(.heard(ConnectionID(1), leaseMilliseconds: 6_000))
        for _ in 1...10 {
            #expect(registry.after(5_999).isEmpty)
            registry(.heard(ConnectionID(1), leaseMilliseconds: nil))
        }
        #expect(registry.after(6_001).count == 1)
    }

    @Test func `a client that asks for no lease lives as long as its connection`() {
        var registry = ScriptedRegistry()
        registry.connect(1)
        registry.publish(1, "a")
        #expect(registry.after(10_000_000).isEmpty)
        #expect(registry.registry.snapshots.count == 1)
    }

    @Test func `a lease is cut to its bounds`() {
        var registry = ScriptedRegistry()
        registry.connect(2)
        registry(.heard(ConnectionID(1), leaseMilliseconds: 1))
        registry(.heard(ConnectionID(2), leaseMilliseconds: .max))
        #expect(registry.after(500).isEmpty)
        #expect(registry.after(1) == [.close(ConnectionID(1), .leaseEnded)])
        #expect(registry.after(299_499).isEmpty)
        #expect(registry.after(1) == [.close(ConnectionID(2), .leaseEnded)])
    }

    @Test func `time in which the registry itself was suspended ends no lease`() {
        var registry = ScriptedRegistry()
        registry.connect(1)
        registry(.heard(ConnectionID(1), leaseMilliseconds: 6_000))
        #expect(registry.after(4_000).isEmpty)
        registry.now += 60_000
        #expect(registry(.tick).isEmpty)
        #expect(registry.after(2_000).isEmpty)
        #expect(registry.after(1) == [.close(ConnectionID(1), .leaseEnded)])
    }

    @Test func `a client whose lease ended is told so when it publishes`() {
        var registry = ScriptedRegistry()
        registry.connect(1)
        registry(.heard(ConnectionID(1), leaseMilliseconds: 6_000))
        _ = registry.after(6_001)
        #expect(registry.publish(1, "a").refusals == [.connectionGone])
    }

    @Test func `time that goes back ends no lease and lowers no version`() throws {
        var registry = ScriptedRegistry()
        registry.connect(2)
        registry.subscribe(2, "s")
        let before = try #require(registry.publish(1, "a").pushes.first)
        #expect(registry.after(-1_000_000).isEmpty)
        let after = try #require(registry.publish(1, "b").pushes.first)
        #expect(after.version > before.version)
    }
}
