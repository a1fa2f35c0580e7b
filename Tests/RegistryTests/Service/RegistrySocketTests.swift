import Bolt
import InMemoryLogging
import Logging
import RegistryAPI
import RegistryClient
import RegistryService
import SwiftProtobuf
import TestSupport
import Testing

@Suite struct RegistrySocketTests {
    @Test func `a publication is seen by a subscriber, and gone when its client leaves`()
        async throws
    {
        try await withRegistry { registry in
            try await withSession("bookstore", at: registry.port) { bookstore in
                let lists = bookstore.providers(of: accountName)
                try await withSession("account", at: registry.port) { account in
                    account.publish(accountName, at: provider(12_200))
                    try await withDeadline("the provider") { await lists.wait(for: [12_200]) }
                    #expect(
                        bookstore.directory.providers(of: accountName) == [provider(12_200)])
                    #expect(bookstore.directory.isConnected)
                    #expect(account.published == ["BalanceMngFacade:1.0:user0"])
                }
                try await withDeadline("the provider's end") { await lists.wait(for: []) }
                #expect(bookstore.directory.providers(of: accountName).isEmpty)
                #expect(bookstore.directory.pushes >= 2)
            }
        }
    }

    @Test func `a change is one line of the log, however many it is pushed to`() async throws {
        let log = InMemoryLogHandler()
        try await withRegistry(logger: Logger(label: "registry") { _ in log }) { registry in
            let client = BoltClient(logger: quiet)
            let account = try await client.connection(
                to: BoltAddress(host: "127.0.0.1", port: registry.port))
            try await withSession("first", at: registry.port) { first in
                try await withSession("second", at: registry.port) { second in
                    let lists = [first, second].map { $0.providers(of: accountName) }
                    try await eventually("both subscriptions") {
                        registry.hub.evidence.services.map(\.subscribers) == [2] ? true : nil
                    }
                    _ = try await account.register(
                        "account", data: "\(provider(12_200))", leaseMilliseconds: 6_000)
                    for list in lists {
                        try await withDeadline("the provider") { await list.wait(for: [12_200]) }
                    }
                }
            }
            await client.close()
        }
        let withProvider = log.entries.map(\.metadata).filter { $0["providers"] == "1" }
        #expect(
            withProvider == [
                [
                    "service": "\(ServiceKey(accountName).serviceName)", "providers": "1",
                    "subscribers": "2",
                ]
            ])
    }

    @Test func `a publication can be changed and withdrawn over its connection`() async throws {
        try await withRegistry { registry in
            try await withSession("account", at: registry.port) { account in
                let lists = account.providers(of: accountName)
                account.publish(accountName, at: provider(1))
                try await withDeadline("the first") { await lists.wait(for: [1]) }
                account.publish(accountName, at: provider(2))
                try await withDeadline("the second") { await lists.wait(for: [2]) }
                account.unpublish(accountName)
                try await withDeadline("the end") { await lists.wait(for: []) }
            }
        }
    }

    @Test func `a provider that falls silent is gone at the end of its lease`() async throws {
        let time = ManualTime()
        try await withRegistry(now: time.now) { registry in
            let client = BoltClient(logger: quiet)
            let connection = try await client.connection(
                to: BoltAddress(host: "127.0.0.1", port: registry.port))
            let answer = try await connection.register(
                "silent", data: "\(provider(12_200))", leaseMilliseconds: 6_000)
            #expect(answer.success)
            #expect(registry.hub.evidence.services.map(\.providers.count) == [1])
            time.advance(by: 5_000, registry.hub.tick)

            try await withSession("bookstore", at: registry.port) { bookstore in
                let lists = bookstore.providers(of: accountName)
                try await withDeadline("the provider") { await lists.wait(for: [12_200]) }
                time.advance(by: 1_000, registry.hub.tick)
                #expect(registry.hub.evidence.services.map(\.providers.count) == [1])
                time.advance(by: 1, registry.hub.tick)
                try await withDeadline("the provider's end") { await lists.wait(for: []) }
                try await withDeadline("the connection's end") { await connection.closed() }
            }
            await client.close()
        }
    }

    @Test func `a registry that stops takes nobody's provider away`() async throws {
        let client = BoltClient(logger: quiet)
        let hub = try await withRegistry { registry in
            let account = try await client.connection(
                to: BoltAddress(host: "127.0.0.1", port: registry.port))
            _ = try await account.register(
                "account", data: "\(provider(12_200))", leaseMilliseconds: 6_000)
            await registry.stop()
            let late = try await account.request(
                BoltMessage(PublisherRegisterPb()), deadline: .seconds(5))
            #expect(late.status == .connectionClosed)
            return registry.hub
        }
        // All connections are closed by now.
        #expect(hub.evidence.services.map(\.providers.count) == [1])
        await client.close()
    }

    @Test func `a registry that was killed costs nobody a provider and is whole again`()
        async throws
    {
        let port = try await freePorts(1)[0]
        try await withSession("account", at: port) { account in
            try await withSession("bookstore", at: port) { bookstore in
                account.publish(accountName, at: provider(12_200))
                let lists = bookstore.providers(of: accountName)
                try await withRegistry(incarnation: "first", port: port) { _ in
                    try await withDeadline("the provider") { await lists.wait(for: [12_200]) }
                }
                _ = try await eventually("the loss of the registry") {
                    bookstore.directory.isConnected || account.directory.isConnected ? nil : true
                }
                #expect(bookstore.directory.providers(of: accountName) == [provider(12_200)])
                try await withRegistry(incarnation: "second", port: port) { registry in
                    _ = try await eventually("the registry whole") {
                        let service = registry.hub.evidence.services.first
                        return service?.providers.count == 1 && service?.subscribers == 1
                            ? true : nil
                    }
                    let before = bookstore.directory.pushes
                    account.publish(accountName, at: provider(12_201))
                    try await withDeadline("the news") { await lists.wait(for: [12_201]) }
                    #expect(bookstore.directory.pushes > before)
                }
            }
        }
    }

    @Test func `a body that is no message is answered with an error, and the registry goes on`()
        async throws
    {
        try await withRegistry { registry in
            let client = BoltClient(logger: quiet)
            let connection = try await client.connection(
                to: BoltAddress(host: "127.0.0.1", port: registry.port))
            for name in [
                PublisherRegisterPb.protoMessageName, SubscriberRegisterPb.protoMessageName,
            ] {
                let reply = try await connection.request(
                    BoltMessage(className: name, bytes: [0xFF, 0xFF, 0xFF]),
                    deadline: .seconds(5))
                #expect(reply.status == .serverDeserializationException)
                #expect(String(decoding: reply.bytes, as: UTF8.self).contains(name))
            }
            let hessian = try await connection.request(
                BoltMessage(
                    className: PublisherRegisterPb.protoMessageName, codec: .hessian2, bytes: [1]),
                deadline: .seconds(5))
            #expect(hessian.status == .serverDeserializationException)

            let nameless = try await connection.register("", data: "x", leaseMilliseconds: 6_000)
            #expect(!nameless.success && nameless.refused && nameless.message == "incomplete")
            let good = try await connection.register("a", data: "x", leaseMilliseconds: 6_000)
            #expect(good.success && good.registID == "a" && good.version == 1)
            await client.close()
        }
    }
}

extension BoltConnection {
    /// Publishes as any client of SOFARegistry might.
    func register(
        _ id: String, data: String, leaseMilliseconds: Int64
    ) async throws -> RegisterResponsePb {
        let key = ServiceKey(accountName)
        let message = PublisherRegisterPb.with {
            $0.dataList = [DataBoxPb.with { $0.data = data }]
            $0.baseRegister = BaseRegisterPb.with {
                $0.dataID = key.dataID
                $0.group = key.group
                $0.registID = id
                $0.eventType = "REGISTER"
                $0.version = 1
                $0.timestamp = 1
                $0.attributes = [ClientRegistration.leaseAttribute: "\(leaseMilliseconds)"]
            }
        }
        let reply = try await request(BoltMessage(message), deadline: .seconds(5))
        return try RegisterResponsePb(serializedBytes: reply.bytes)
    }
}
