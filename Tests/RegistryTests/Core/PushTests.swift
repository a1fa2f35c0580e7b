import RegistryAPI
import RegistryCore
import Testing

@Suite struct PushTests {
    private func subscribed() -> ScriptedRegistry {
        var registry = ScriptedRegistry()
        registry.connect(2)
        registry(.pushAnswered(number: registry.subscribe(2, "s").number, accepted: true))
        return registry
    }

    @Test func `a push that fails is sent again after 500, 1000 and 1500 ms, then given up`() {
        var registry = subscribed()
        var pushes = registry.publish(1, "a").pushes
        for pause in [500, 1_000, 1_500] as [Int64] {
            #expect(registry(.pushAnswered(number: pushes[0].number, accepted: false)).isEmpty)
            #expect(registry.after(pause - 1).isEmpty)
            pushes = registry.after(1).pushes
            #expect(pushes.map(\.data) == [["127.0.0.1:a"]])
        }
        #expect(
            registry(.pushAnswered(number: pushes[0].number, accepted: false)) == [
                .close(ConnectionID(2), .pushesUnanswered)
            ])
        #expect(registry.after(10_000).isEmpty)
    }

    @Test func `an empty list that failed is sent again too`() {
        var registry = ScriptedRegistry()
        registry.connect(1)
        let first = registry.subscribe(1, "s")
        registry(.pushAnswered(number: first.number, accepted: false))
        let again = registry.after(500).pushes
        #expect(again.map(\.data) == [[]])
        #expect(again.allSatisfy { $0.version > 0 })
    }

    @Test func `a repeated push carries what is current by then`() {
        var registry = subscribed()
        let first = registry.publish(1, "a")
        registry(.pushAnswered(number: first.number, accepted: false))
        let second = registry.publish(1, "b")
        #expect(second.lists == ["c2: 127.0.0.1:a 127.0.0.1:b"])
        #expect(registry.after(500).isEmpty, "the newer push made up for the failed one")
    }

    @Test func `changes are pushed at once while earlier pushes are unanswered, up to a bound`() {
        var registry = subscribed()
        var numbers: [Int] = []
        for id in 1...4 { numbers.append(registry.publish(1, "\(id)").number) }
        #expect(registry.publish(1, "5").pushes.isEmpty)
        #expect(registry.publish(1, "6").pushes.isEmpty)
        let made = registry(.pushAnswered(number: numbers[0], accepted: true))
        #expect(made.pushes.map(\.data.count) == [6])
        #expect(registry(.pushAnswered(number: numbers[1], accepted: true)).isEmpty)
    }

    @Test func `a client that answers late is not pushed twice`() {
        var registry = subscribed()
        let first = registry.publish(1, "a")
        let second = registry.publish(1, "b")
        registry(.pushAnswered(number: second.number, accepted: true))
        registry(.pushAnswered(number: first.number, accepted: false))
        #expect(registry.after(5_000).isEmpty)
    }

    @Test func `nothing is pushed while pushes are stopped, and all that was missed after`() {
        var registry = subscribed()
        registry(.pushesAllowed(false))
        #expect(registry.publish(1, "a").pushes.isEmpty)
        #expect(registry.publish(1, "b").pushes.isEmpty)
        #expect(registry(.pushesAllowed(true)).lists == ["c2: 127.0.0.1:a 127.0.0.1:b"])
        #expect(registry(.pushesAllowed(true)).isEmpty)
    }

    @Test func `an answer to a push of a closed connection changes nothing`() {
        var registry = subscribed()
        let push = registry.publish(1, "a")
        registry(.closed(ConnectionID(2)))
        let before = registry.registry
        registry(.pushAnswered(number: push.number, accepted: false))
        #expect(registry.registry == before)
    }

    @Test func `who no longer wants to know is pushed nothing`() {
        var registry = subscribed()
        registry(
            .unsubscribe(
                ConnectionID(2),
                Withdrawal(service: account, registrationID: "s", version: 2, timestamp: 2)))
        #expect(registry.publish(1, "a").pushes.isEmpty)
        #expect(registry.registry.snapshot(of: account)?.subscribers.isEmpty == true)
    }
}

extension [RegistryAction] {
    /// The number of the only push among them; 0 when there is none.
    var number: Int {
        pushes.first?.number ?? 0
    }
}
