import AccountAPI
import BookstoreAPI
import ComponentRuntime
import Hummingbird
import Logging
import LongPoll
import ServiceLifecycle
import Storage
import Telemetry
import Transactions
import Wire

/// The bookstore as a process: web page and stock system, with the account inside or over the wire.
public struct BookstoreComponent: Sendable {
    private let settings: BookstoreSettings
    private let process: ComponentProcess
    private let localBalance: @Sendable (TransactionParticipant?) throws -> any BalanceFacade
    private let localResources: [String]
    private let now: @Sendable () -> Int64
    private let newID: @Sendable () -> String

    /// A bookstore from its settings.
    ///
    /// - Parameters:
    ///   - localBalance: opens the account's ledger in this process. Asked once for the binding
    ///     `local`; for `bolt` only when an earlier launch left orders that it was to pay. It takes
    ///     part in global transactions when it is given a participant.
    ///   - localResources: the names of that ledger's resources with the coordinator.
    ///   - now: milliseconds since 1970.
    ///   - newID: a new text of 1 to 64 letters, digits and `-` that nobody can guess, for orders
    ///     without an id of the client's and for the page's nonce.
    public init(
        settings: BookstoreSettings, process: ComponentProcess,
        localBalance: @escaping @Sendable (TransactionParticipant?) throws -> any BalanceFacade,
        localResources: [String] = [],
        now: @escaping @Sendable () -> Int64, newID: @escaping @Sendable () -> String
    ) {
        self.settings = settings
        self.process = process
        self.localBalance = localBalance
        self.localResources = localResources
        self.now = now
        self.newID = newID
    }

    /// Serves until the process is told to stop. Before the first request, closes what an earlier
    /// launch left open.
    public func run() async throws {
        let stock = try StockLedger.open(
            path: settings.stockPath, metrics: process.metrics, changes: process.changes)
        let participant = participant()
        let link = try link(participant)
        var checkout = Checkout(
            stock: stock, account: link.facade, route: link.route,
            localAccount: {
                if case .local(let ledger) = link { return ledger }
                return try localBalance(nil)
            },
            now: now, newOrderID: newID, logger: process.logger,
            meters: ShopMeters(factory: process.metrics), faults: process.faults)
        checkout.global = participant.map { globalCheckout(stock: stock, link: link, $0) }
        let closed = try await checkout.recover()
        if closed > 0 {
            process.logger.notice("closed open orders", metadata: ["orders": "\(closed)"])
        }
        try await process.run(
            router: routes(
                stock: stock, checkout: checkout, link: link, participant: participant
            ).router(),
            httpPort: settings.port,
            services: (participant.map { [Serving($0.run)] } ?? [])
                + link.services,
            points: participant == nil
                ? Checkout.Point.allCases.map(\.rawValue)
                : (GlobalCheckout.Point.allCases.map(\.rawValue)
                    + BranchPoint.allCases.map(\.rawValue))
        ) { port in
            if case .remote(let account) = link { await account.awaitProvider(within: .seconds(1)) }
            return port
        }
        if case .remote(let account) = link { await account.close() }
    }

    private func participant() -> TransactionParticipant? {
        guard let transactions = settings.transactions else { return nil }
        return TransactionParticipant(
            settings: .init(
                host: transactions.host, port: transactions.port, application: settings.name,
                instance: process.instance,
                resources: [StockLedger.resource]
                    + (settings.binding == .local ? localResources : [])),
            newID: newID, logger: process.logger,
            onChange: { [changes = process.changes] in changes.advance() })
    }

    private func globalCheckout(
        stock: StockLedger, link: AccountLink, _ participant: TransactionParticipant
    ) -> GlobalCheckout {
        let branches = ATResource(
            resource: StockLedger.resource, store: stock.store, tables: StockLedger.tables,
            registrar: participant.registrar, now: now, logger: process.logger,
            faults: process.faults)
        participant.serve(branches)
        let usesTries = settings.transactions?.usesTries ?? false
        return GlobalCheckout(
            stock: stock, branches: branches, registrar: participant.registrar,
            manager: participant.manager, account: link.facade,
            payments: usesTries
                ? .tries(action: BalanceService.action(uniqueID: settings.uniqueID)) : .automatic,
            route: link.route, now: now, faults: process.faults)
    }

    private func link(_ participant: TransactionParticipant?) throws -> AccountLink {
        switch settings.binding {
        case .local:
            .local(try localBalance(participant))
        case .bolt:
            .remote(
                try RemoteAccount(
                    settings: settings, instance: process.instance, metrics: process.metrics,
                    changes: process.changes, logger: process.logger))
        }
    }

    private func routes(
        stock: StockLedger, checkout: Checkout, link: AccountLink,
        participant: TransactionParticipant?
    ) -> BookstoreRoutes {
        BookstoreRoutes(
            stock: stock, checkout: checkout, account: link.facade, changes: process.changes,
            newNonce: newID
        ) { user throws(StorageError) in
            var state = BookstoreState(
                try await stock.evidence(), name: settings.name, instance: process.instance,
                uniqueID: settings.uniqueID, binding: settings.binding, providers: link.providers,
                registryConnected: link.isRegistryConnected,
                transactions: settings.transactions.map { $0.usesTries ? "tcc" : "at" } ?? "off",
                coordinatorConnected: participant?.isConnected,
                balance: await link.localBalance(of: user))
            let undoLogs = try await checkout.global?.branches.undoLogCounts()
            state.undoLogs = undoLogs?.normal
            state.tombstones = undoLogs?.tombstones
            return state
        }
    }
}
