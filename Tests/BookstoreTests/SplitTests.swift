import AccountAPI
import AccountService
import Bolt
import BookstoreAPI
import TestSupport
import Testing
import Wire

@testable import BookstoreService

/// Account instances of a test, each a Bolt server of its own over one ledger.
private struct Accounts: Sendable {
    let servers: [BoltServer]
    let providers: [ProviderAddress]

    init(_ count: Int, over ledger: BalanceLedger) async throws {
        var servers: [BoltServer] = []
        var providers: [ProviderAddress] = []
        for _ in 0..<count {
            let server = BoltServer(services: ledger.services(uniqueID: "user0"))
            let port = try await server.bind()
            servers.append(server)
            providers.append(ProviderAddress(BoltAddress(host: "127.0.0.1", port: port)))
        }
        self.servers = servers
        self.providers = providers
    }
}

@Suite struct `The bookstore and the account as two systems` {
    @Test func `two accounts take turns; one goes, the other goes on; both go, nothing moves`()
        async throws
    {
        let shop = try Shop()
        try await shop.open("u")
        let accounts = try await Accounts(2, over: shop.ledger)
        let client = BoltClient()
        let invoker = FailoverInvoker(client: client, strategy: .roundRobin) {
            accounts.providers
        }
        let remote = RemoteBalance(
            invoker: invoker, uniqueID: "user0", application: "stock_mng",
            deadline: .seconds(20))
        let checkout = shop.checkout(account: remote)
        for index in 0..<10 { _ = try await checkout.buy(.of(id: "a\(index)")).get() }
        #expect(invoker.calls.map(\.calls) == [5, 5])

        await accounts.servers[0].stop(within: .zero)
        for index in 0..<10 { _ = try await checkout.buy(.of(id: "b\(index)")).get() }
        #expect(try await shop.stock.evidence().paidRemotely == 20)

        await accounts.servers[1].stop(within: .zero)
        guard case .failure(let refusal) = try await checkout.buy(.of(id: "c")) else {
            Issue.record("paid by nobody")
            return
        }
        #expect(refusal.code == .accountUnreachable)
        try await shop.expectConservation("both accounts are gone")
        await client.close()
    }

    @Test func `an account that dies under sixteen buyers leaves nothing but doubts`() async throws
    {
        let shop = try Shop()
        try await shop.open("u")
        let accounts = try await Accounts(2, over: shop.ledger)
        let client = BoltClient()
        let remote = RemoteBalance(
            invoker: FailoverInvoker(client: client, strategy: .roundRobin) { accounts.providers },
            uniqueID: "user0", application: "stock_mng", deadline: .seconds(20))
        let checkout = shop.checkout(account: remote)
        let bought = Counter()
        try await withThrowingTaskGroup(of: Void.self) { group in
            for buyer in 0..<16 {
                group.addTask {
                    for order in 0..<20 {
                        if bought.next() == 100 { await accounts.servers[0].stop(within: .zero) }
                        _ = try await checkout.buy(.of(id: "\(buyer)-\(order)"))
                    }
                }
            }
            try await group.waitForAll()
        }
        // Whatever stayed open is settled by asking again.
        for order in try await shop.stock.orders(of: "u") ?? [] where order.status != .paid {
            _ = try await checkout.buy(.of(id: order.orderId)).get()
        }
        try await shop.expectConservation("an account died")
        await accounts.servers[1].stop(within: .zero)
        await client.close()
    }
}
