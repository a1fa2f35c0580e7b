import RegistryAPI
import RegistryCore
import Testing

@Suite struct LimitTests {
    private func registry(_ change: (inout RegistryLimits) -> Void) -> ScriptedRegistry {
        var limits = RegistryLimits()
        change(&limits)
        var registry = ScriptedRegistry(limits: limits)
        registry.connect(2)
        return registry
    }

    @Test func `a connection too many is closed`() {
        var registry = registry { $0.connections = 2 }
        #expect(
            registry(.connected(ConnectionID(3), address: "x")) == [
                .close(ConnectionID(3), .tooManyConnections)
            ])
    }

    @Test func `a provider too many is refused, and those before stay`() {
        var registry = registry { $0.publishersPerService = 2 }
        registry.publish(1, "a")
        registry.publish(1, "b")
        #expect(registry.publish(1, "c").refusals == [.tooManyPublishers])
        #expect(registry.publish(1, "b", version: 2, data: ["new"]).refusals.isEmpty)
        #expect(registry.subscribe(2, "s").lists == ["c2: 127.0.0.1:a new"])
    }

    @Test func `a subscriber too many is refused`() {
        var registry = registry { $0.subscribersPerService = 1 }
        registry.subscribe(1, "s1")
        #expect(registry.subscribe(2, "s2").refusals == [.tooManySubscribers])
        #expect(registry.subscribe(1, "s1").refusals.isEmpty)
    }

    @Test func `a registration too many is refused, and a withdrawn one makes room`() {
        var registry = registry { $0.registrations = 2 }
        registry.publish(1, "a")
        registry.subscribe(1, "s")
        #expect(registry.publish(2, "b").refusals == [.tooManyRegistrations])
        registry(.closed(ConnectionID(1)))
        #expect(registry.publish(2, "b").refusals.isEmpty)
    }

    @Test func `a service too many is refused unless one is unused`() {
        var registry = registry { $0.services = 1 }
        registry.publish(1, "a")
        let other = Subscription(
            service: ServiceKey(service: "other:1.0"), registrationID: "s", version: 1)
        #expect(registry(.subscribe(ConnectionID(2), other)).refusals == [.tooManyServices])
        registry(.closed(ConnectionID(1)))
        #expect(registry(.subscribe(ConnectionID(2), other)).refusals.isEmpty)
    }

    @Test func `text that is too long, or too much of it, is refused`() {
        var registry = registry { $0.textBytes = 32 }
        let long = String(repeating: "x", count: 33)
        #expect(registry.publish(1, "a", data: [long]).refusals == [.tooLarge])
        #expect(registry.publish(1, long).refusals == [.tooLarge])
        let many = Array(repeating: "x", count: 17)
        #expect(registry.publish(1, "a", data: many).refusals == [.tooLarge])
    }

    @Test func `what lacks a name or data is refused`() {
        var registry = registry { _ in }
        #expect(registry.publish(1, "").refusals == [.incomplete])
        #expect(registry.publish(1, "a", data: []).refusals == [.incomplete])
        let nameless = Subscription(
            service: ServiceKey(dataID: ""), registrationID: "s", version: 1)
        #expect(registry(.subscribe(ConnectionID(1), nameless)).refusals == [.incomplete])
    }

    @Test func `a watch too many is told to come again`() {
        var registry = registry { $0.watches = 1 }
        let until = registry.now + 1_000
        #expect(registry(.watch(number: 1, service: account, after: 0, until: until)).isEmpty)
        #expect(
            registry(.watch(number: 2, service: account, after: 0, until: until)) == [
                .answerWatch(number: 2, .busy)
            ])
    }
}
