import RegistryAPI
import RegistryClient
import Testing

/// A client under a hand-moved clock.
private struct ScriptedClient {
    var conversation = RegistryConversation(clientID: "me")
    var now: Int64 = 1_000_000

    @discardableResult
    mutating func callAsFunction(_ event: ConversationEvent) -> [ConversationAction] {
        conversation.handle(event, at: now)
    }

    @discardableResult
    mutating func after(_ milliseconds: Int64) -> [ConversationAction] {
        now += milliseconds
        return self(.tick)
    }

    /// A client that subscribes to the account and is connected to an incarnation of the registry.
    static func talking(to incarnation: String = "first") -> ScriptedClient {
        var client = ScriptedClient()
        client(.subscribe(account))
        client(.tick)
        client(.connected)
        client(.synchronized(incarnation: incarnation))
        return client
    }

    /// Loses the connection and stands again as soon as its back-off lets it.
    mutating func reconnect(to incarnation: String) {
        self(.disconnected)
        #expect(after(100) == [.connect])
        self(.connected)
        self(.synchronized(incarnation: incarnation))
    }

    mutating func push(_ data: [String], version: Int64) -> [ConversationAction] {
        self(.pushed(account, version: version, data: data))
    }
}

@Suite struct ConversationTests {
    private func registration(
        _ kind: ClientRegistration.Kind, _ number: Int, version: Int64 = 1, at timestamp: Int64
    ) -> ConversationAction {
        .register(
            ClientRegistration(
                kind: kind, service: account, registrationID: "me-\(number)", version: version,
                timestamp: timestamp))
    }

    @Test func `it says nothing before it is connected, and then everything`() {
        var client = ScriptedClient()
        #expect(client(.subscribe(account)).isEmpty)
        #expect(client(.publish(account, data: "here")).isEmpty)
        #expect(client(.tick) == [.connect])
        #expect(client(.tick).isEmpty)
        #expect(
            client(.connected) == [
                .synchronize, registration(.publish(data: "here"), 2, at: 1_000_000),
                registration(.subscribe, 1, at: 1_000_001),
            ])
    }

    @Test func `a connection that fails is tried again after 100 ms, doubling to 2 s`() {
        var client = ScriptedClient()
        client(.tick)
        for pause in [100, 200, 400, 800, 1_600, 2_000, 2_000] as [Int64] {
            client(.disconnected)
            #expect(client.after(pause - 1).isEmpty)
            #expect(client.after(1) == [.connect])
        }
        client(.connected)
        client(.synchronized(incarnation: "x"))
        client(.disconnected)
        #expect(client.after(100) == [.connect], "after a success it starts anew")
    }

    @Test func `what is registered again over a new connection is newer than before`() {
        var client = ScriptedClient()
        client(.publish(account, data: "here"))
        client(.tick)
        client(.connected)
        client(.disconnected)
        client.now = 1_000_100
        #expect(client(.tick) == [.connect])
        client.now = 1_000_000
        #expect(
            client(.connected).last
                == registration(.publish(data: "here"), 1, at: 1_000_100))
    }

    @Test func `a publication that changes has a higher version, and its end too`() {
        var client = ScriptedClient.talking()
        #expect(
            client(.publish(account, data: "a"))
                == [registration(.publish(data: "a"), 2, at: 1_000_001)])
        #expect(
            client(.publish(account, data: "b"))
                == [registration(.publish(data: "b"), 2, version: 2, at: 1_000_002)])
        #expect(
            client(.unpublish(account)) == [registration(.unpublish, 2, version: 3, at: 1_000_003)])
        #expect(client(.unpublish(account)).isEmpty)
        #expect(client.conversation.published.isEmpty)
    }

    @Test func `it is heard every 2 seconds`() {
        var client = ScriptedClient.talking()
        #expect(client.after(1_999).isEmpty)
        #expect(client.after(1) == [.synchronize])
        #expect(client.after(1_999).isEmpty)
        #expect(client.after(1) == [.synchronize])
    }

    @Test func `a request without answer ends the connection`() {
        var client = ScriptedClient.talking()
        #expect(client(.requestFailed("no answer in 2 s")) == [.disconnect])
        #expect(client(.requestFailed("no answer in 2 s")).isEmpty)
        #expect(client.after(100) == [.connect])
    }

    @Test func `what is refused is said and tried again after 5 seconds`() {
        var client = ScriptedClient.talking()
        client(.publish(account, data: "a"))
        #expect(
            client(.refused(registrationID: "me-2", reason: "too_many_services"))
                == [.reportRefusal(account, reason: "too_many_services")])
        #expect(client.after(4_999) == [.synchronize])
        #expect(
            client.after(1) == [registration(.publish(data: "a"), 2, at: 1_005_000)])
        #expect(client.after(1_999).count == 1, "only the heartbeat")
    }
}

@Suite struct KnownProvidersTests {
    @Test func `a list is believed when it is newer than the last`() {
        var client = ScriptedClient.talking()
        #expect(client.push(["a"], version: 5) == [.listChanged(account, ["a"])])
        #expect(client.push(["b"], version: 5).isEmpty)
        #expect(client.push(["b"], version: 4).isEmpty)
        #expect(client.push(["a"], version: 6).isEmpty, "the same list is no change")
        #expect(client.push([], version: 7) == [.listChanged(account, [])])
    }

    @Test func `the last list is kept while the registry is away`() {
        var client = ScriptedClient.talking()
        _ = client.push(["a"], version: 5)
        client(.disconnected)
        client.after(60_000)
        #expect(client.conversation.providers(of: account) == ["a"])
        #expect(!client.conversation.isConnected)
    }

    @Test func `an empty list of a restarted registry is not believed until it has settled`() {
        var client = ScriptedClient.talking(to: "first")
        _ = client.push(["a", "b"], version: 5)
        client.reconnect(to: "second")
        #expect(client.push([], version: 6).isEmpty)
        #expect(
            client.push(["b?weight=50"], version: 7) == [
                .listChanged(account, ["b?weight=50", "a"])
            ])
        client.after(2_000)
        client.after(2_999)
        #expect(client.conversation.providers(of: account) == ["b?weight=50", "a"])
        #expect(client.after(1) == [.listChanged(account, ["b?weight=50"])])
    }

    @Test func `a provider that came back and left is gone at once`() {
        var client = ScriptedClient.talking(to: "first")
        _ = client.push(["a", "b"], version: 5)
        client.reconnect(to: "second")
        _ = client.push(["b"], version: 6)
        #expect(client.push([], version: 7) == [.listChanged(account, ["a"])])
    }

    @Test func `the same registry is believed at once after a lost connection`() {
        var client = ScriptedClient.talking(to: "first")
        client.after(2_000)
        client.after(3_000)
        _ = client.push(["a", "b"], version: 5)
        client.reconnect(to: "first")
        #expect(client.push(["b"], version: 6) == [.listChanged(account, ["b"])])
    }

    @Test func `a registry that settles keeps settling across a lost connection`() {
        var client = ScriptedClient.talking(to: "first")
        client.after(6_000)
        _ = client.push(["a", "b"], version: 5)
        client.reconnect(to: "second")
        _ = client.push(["a"], version: 6)
        client.reconnect(to: "second")
        #expect(client.push(["a"], version: 6).isEmpty)
        #expect(client.conversation.providers(of: account) == ["a", "b"])
        #expect(client.after(4_900).contains(.listChanged(account, ["a"])))
    }

    @Test func `before the registry names itself it is not believed`() {
        var client = ScriptedClient.talking(to: "first")
        client.after(6_000)
        _ = client.push(["a"], version: 5)
        client(.disconnected)
        client.after(100)
        client(.connected)
        #expect(client.push([], version: 6).isEmpty)
        #expect(client(.synchronized(incarnation: "first")) == [.listChanged(account, [])])
    }

    @Test func `a new version counts from zero at every connection`() {
        var client = ScriptedClient.talking(to: "first")
        _ = client.push(["a"], version: 9)
        client.reconnect(to: "a registry whose clock was set back")
        #expect(client.push(["a", "b"], version: 1) == [.listChanged(account, ["a", "b"])])
    }
}
