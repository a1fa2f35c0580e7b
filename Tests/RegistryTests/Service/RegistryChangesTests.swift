import Bolt
import LongPoll
import RegistryClient
import RegistryCore
import TestSupport

import Testing

@testable import RegistryService

@Suite struct RegistryChangesTests {
    @Test func `what may change the evidence is told, time and looking are not`() {
        let changes = ChangeSignal()
        let hub = RegistryHub(incarnation: "first", now: { 7 }, changes: changes, logger: quiet)
        let id = ConnectionID(1)
        let deeds: [() -> Void] = [
            { hub.handle(.connected(id, address: "127.0.0.1:1")) },
            { hub.handle(.heard(id, leaseMilliseconds: 6_000)) }, { hub.tick() },
            { hub.countQuestion() }, { _ = hub.evidence }, { hub.handle(.closed(id)) },
        ]
        let told = deeds.map { deed in
            deed()
            return changes.version
        }
        #expect(told == [1, 1, 1, 2, 2, 3])
    }

    @Test func `a client tells when it finds the registry, learns of a provider, loses both`()
        async throws
    {
        try await withRegistry { registry in
            let changes = ChangeSignal()
            let session = RegistrySession(
                registry: .init(host: "127.0.0.1", port: registry.port), application: "stock_mng",
                clientID: "stock", changes: changes, logger: quiet)
            let running = Task { try await session.run() }
            session.subscribe(to: accountName)
            _ = try await eventually("the registry") { session.directory.isConnected ? true : nil }
            let connected = changes.version
            #expect(connected >= 1)
            try await withSession("account", at: registry.port) { account in
                account.publish(accountName, at: provider(12_200))
                _ = try await eventually("the provider") {
                    session.directory.providers(of: accountName).isEmpty ? nil : true
                }
            }
            let found = changes.version
            #expect(found > connected)
            running.cancel()
            _ = await running.result
            #expect(!session.directory.isConnected)
            #expect(changes.version > found)
        }
    }
}
