import RegistryAPI
import RegistryCore
import Testing

@Suite struct PublicationTests {
    @Test func `a publication is answered, then pushed to every subscriber as the full list`() {
        var registry = ScriptedRegistry()
        registry.connect(3)
        registry.subscribe(2, "s2")
        registry.subscribe(3, "s3")
        registry.publish(1, "a")
        let actions = registry.publish(1, "b")
        #expect(
            actions.first == .answer(RegistrationAnswer(registrationID: "b", version: 1)))
        #expect(
            actions.lists == [
                "c2: 127.0.0.1:a 127.0.0.1:b", "c3: 127.0.0.1:a 127.0.0.1:b",
            ])
        #expect(actions.count == 3)
    }

    @Test func `a subscriber is pushed the list at once, also an empty one`() throws {
        var registry = ScriptedRegistry()
        registry.connect(2)
        let empty = registry.subscribe(1, "s1")
        #expect(empty.lists == ["c1: "])
        registry.publish(2, "a")
        let push = try #require(registry.subscribe(2, "s2").pushes.first)
        #expect(push.registrationIDs == ["s2"])
        #expect(push.zones == [ZoneData(zone: "DEFAULT_ZONE", data: ["127.0.0.1:a"])])
        #expect(push.scope == "global")
    }

    @Test func `versions rise with every change and across a restart`() throws {
        var registry = ScriptedRegistry()
        registry.connect(2)
        registry.subscribe(2, "s")
        var versions: [Int64] = []
        for id in ["a", "b", "c"] {
            versions += registry.publish(1, id).pushes.map(\.version)
        }
        let first = (ScriptedRegistry.start - 1_546_272_000_000) << 15
        #expect(versions[0] == first + 1, "the empty list was the first version")
        #expect(versions == [versions[0], versions[0] + 1, versions[0] + 2])

        var restarted = ScriptedRegistry()
        restarted.now = registry.now + 1
        restarted.connect(2)
        restarted.subscribe(2, "s")
        let next = try #require(restarted.publish(1, "a").pushes.first)
        #expect(next.version > versions[2])
    }

    @Test func `the higher version and timestamp holds, whatever the order`() {
        var registry = ScriptedRegistry()
        registry.connect(2)
        registry.publish(1, "a", version: 2, timestamp: 5, data: ["new"])
        let late = registry.publish(1, "a", version: 1, timestamp: 9, data: ["old"])
        #expect(late == [.answer(RegistrationAnswer(registrationID: "a", version: 2))])
        let older = registry.publish(2, "a", version: 2, timestamp: 4, data: ["older"])
        #expect(older == [.answer(RegistrationAnswer(registrationID: "a", version: 2))])
        #expect(registry.subscribe(2, "s").lists == ["c2: new"])
    }

    @Test func `a late withdrawal does not remove a newer publication`() {
        var registry = ScriptedRegistry()
        registry.connect(1)
        registry.publish(1, "a", version: 3)
        let late = Withdrawal(service: account, registrationID: "a", version: 2, timestamp: 1)
        registry(.unpublish(ConnectionID(1), late))
        #expect(registry.registry.snapshot(of: account)?.publishers.count == 1)
        let due = Withdrawal(service: account, registrationID: "a", version: 4, timestamp: 1)
        registry(.unpublish(ConnectionID(1), due))
        #expect(registry.registry.snapshot(of: account)?.publishers.isEmpty == true)
    }

    @Test func `a publication sent again without change is not pushed`() {
        var registry = ScriptedRegistry()
        registry.connect(2)
        registry.subscribe(2, "s")
        registry.publish(1, "a")
        #expect(registry.publish(1, "a", version: 2).pushes.isEmpty)
    }

    @Test func `a client that comes back by a new connection keeps its place`() {
        var registry = ScriptedRegistry()
        registry.connect(3)
        registry.publish(1, "a")
        registry.publish(1, "b")
        registry.subscribe(3, "s")
        #expect(registry.publish(2, "a", timestamp: 2).pushes.isEmpty)
        #expect(registry(.closed(ConnectionID(1))).lists == ["c3: 127.0.0.1:a"])
    }

    @Test func `what a connection published is gone when it closes`() {
        var registry = ScriptedRegistry()
        registry.connect(3)
        registry.subscribe(3, "s")
        registry.publish(1, "a")
        registry.publish(2, "b")
        #expect(registry(.closed(ConnectionID(1))).lists == ["c3: 127.0.0.1:b"])
        #expect(registry(.closed(ConnectionID(1))).isEmpty)
    }

    @Test func `a client taken out is in nobody's list and gets none, until it is taken in`() {
        var registry = ScriptedRegistry()
        registry.connect(3)
        registry.publish(1, "a")
        registry.subscribe(2, "s2")
        registry.subscribe(3, "s3")
        #expect(registry(.clientsOff(["127.0.0.1:1", "127.0.0.1:2"])).lists == ["c3: "])
        #expect(registry.publish(1, "b").pushes.isEmpty)
        #expect(
            registry(.clientsOn(["127.0.0.1:1"])).lists == ["c3: 127.0.0.1:a 127.0.0.1:b"])
        #expect(
            registry(.clientsOn(["127.0.0.1:2"])).lists == ["c2: 127.0.0.1:a 127.0.0.1:b"])
    }

    @Test func `data of several zones is pushed zone by zone`() {
        var registry = ScriptedRegistry()
        registry.connect(1)
        for (id, zone) in [("1", "B"), ("2", "A"), ("3", "B")] {
            registry(
                .publish(
                    ConnectionID(1),
                    Publication(
                        service: account, registrationID: id, version: 1, timestamp: 1, zone: zone,
                        data: [id])))
        }
        #expect(
            registry.subscribe(1, "s").pushes.first?.zones == [
                ZoneData(zone: "A", data: ["2"]), ZoneData(zone: "B", data: ["1", "3"]),
            ])
    }
}
