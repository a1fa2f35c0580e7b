import AccountAPI
import BookstoreAPI
import ComponentRuntime
import Hummingbird
import Logging
import ServiceLifecycle
import Storage
import Telemetry
import Wire

/// The bookstore as a process: web page and stock system, with the account inside or over the wire.
public struct BookstoreComponent: Sendable {
    private let settings: BookstoreSettings
    private let process: ComponentProcess
    private let localBalance: @Sendable () throws -> any BalanceFacade
    private let now: @Sendable () -> Int64
    private let newID: @Sendable () -> String

    /// A bookstore from its settings.
    ///
    /// - Parameters:
    ///   - localBalance: opens the account's ledger in this process. Asked once for the binding
    ///     `local`; for `bolt` only when an earlier launch left orders that it was to pay.
    ///   - now: milliseconds since 1970.
    ///   - newID: a new text of 1 to 64 letters, digits and `-` that nobody can guess, for orders
    ///     without an id of the client's and for the page's nonce.
    public init(
        settings: BookstoreSettings, process: ComponentProcess,
        localBalance: @escaping @Sendable () throws -> any BalanceFacade,
        now: @escaping @Sendable () -> Int64, newID: @escaping @Sendable () -> String
    ) {
        self.settings = settings
        self.process = process
        self.localBalance = localBalance
        self.now = now
        self.newID = newID
    }

    /// Serves until the process is told to stop. Before the first request, closes what an earlier
    /// launch left open.
    public func run() async throws {
        let stock = try StockLedger.open(
            path: settings.stockPath, metrics: process.metrics, changes: process.changes)
        let link = try link()
        let checkout = Checkout(
            stock: stock, account: link.facade, route: link.route,
            localAccount: {
                if case .local(let ledger) = link { return ledger }
                return try localBalance()
            },
            now: now, newOrderID: newID, logger: process.logger,
            meters: ShopMeters(factory: process.metrics))
        let closed = try await checkout.recover()
        if closed > 0 {
            process.logger.notice("closed open orders", metadata: ["orders": "\(closed)"])
        }
        try await process.run(
            router: routes(stock: stock, checkout: checkout, link: link).router(),
            httpPort: settings.port, services: link.services
        ) { port in
            if case .remote(let account) = link { await account.awaitProvider(within: .seconds(1)) }
            return port
        }
        if case .remote(let account) = link { await account.close() }
    }

    private func link() throws -> AccountLink {
        switch settings.binding {
        case .local:
            .local(try localBalance())
        case .bolt:
            .remote(
                try RemoteAccount(
                    settings: settings, instance: process.instance, metrics: process.metrics,
                    changes: process.changes, logger: process.logger))
        }
    }

    private func routes(
        stock: StockLedger, checkout: Checkout, link: AccountLink
    ) -> BookstoreRoutes {
        BookstoreRoutes(
            stock: stock, checkout: checkout, account: link.facade, changes: process.changes,
            newNonce: newID
        ) { user throws(StorageError) in
            BookstoreState(
                try await stock.evidence(), name: settings.name, instance: process.instance,
                uniqueID: settings.uniqueID, binding: settings.binding, providers: link.providers,
                registryConnected: link.isRegistryConnected,
                balance: await link.localBalance(of: user))
        }
    }
}
