import RegistryAPI
import RegistryCore
import Testing

@Suite struct WatchTests {
    @Test func `a watch is answered at the next change`() throws {
        var registry = ScriptedRegistry()
        registry.connect(1)
        #expect(
            registry(.watch(number: 7, service: account, after: 0, until: registry.now + 9)).isEmpty
        )
        let actions = registry.publish(1, "a")
        let snapshot = try #require(registry.registry.snapshot(of: account))
        #expect(snapshot.publishers.map(\.data) == [["127.0.0.1:a"]])
        #expect(actions.last == .answerWatch(number: 7, .service(snapshot)))
        #expect(registry.publish(1, "b").count == 1, "a watch is answered once")
    }

    @Test func `a watch that missed a change is answered at once`() {
        var registry = ScriptedRegistry()
        registry.connect(1)
        registry.publish(1, "a")
        let snapshot = registry.registry.snapshot(of: account)
        let version = snapshot?.version ?? 0
        let until = registry.now + 9
        #expect(
            registry(.watch(number: 1, service: account, after: version - 1, until: until)) == [
                .answerWatch(number: 1, .service(snapshot))
            ])
        #expect(
            registry(.watch(number: 2, service: account, after: version, until: until)).isEmpty)
    }

    @Test func `a watch without change is answered when its time is over`() {
        var registry = ScriptedRegistry()
        registry(.watch(number: 1, service: account, after: 0, until: registry.now + 9))
        #expect(registry.after(8).isEmpty)
        #expect(registry.after(1) == [.answerWatch(number: 1, .service(nil))])
    }

    @Test func `the last provider's end is a change that a watch sees`() {
        var registry = ScriptedRegistry()
        registry.connect(1)
        registry.publish(1, "a")
        let version = registry.registry.snapshot(of: account)?.version ?? 0
        registry(.watch(number: 1, service: account, after: version, until: registry.now + 9))
        let actions = registry(.closed(ConnectionID(1)))
        #expect(
            actions == [.answerWatch(number: 1, .service(registry.registry.snapshot(of: account)))])
        #expect(registry.registry.snapshot(of: account)?.version ?? 0 > version)
        #expect(registry.registry.snapshots.isEmpty, "nobody offers it, nobody wants it")
    }

    @Test func `keys read what they write`() {
        let key = ServiceKey(dataID: "a:1.0@DEFAULT", instanceID: "i", group: "SOFA")
        #expect(key.description == "a:1.0@DEFAULT#@#i#@#SOFA")
        #expect(ServiceKey(parsing: key.description) == key)
        #expect(key.serviceName == "a:1.0")
        #expect(ServiceKey(service: "a:1.0").dataID == "a:1.0@DEFAULT")
        for broken in ["", "a", "a#@#b", "#@#b#@#c", "a#@#b#@#c#@#d"] {
            #expect(ServiceKey(parsing: broken) == nil, "\(broken)")
        }
    }
}
