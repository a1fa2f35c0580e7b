import AccountAPI
import Bolt
import ComponentRuntime
import Hummingbird
import Logging
import Storage
import Wire

/// The account system as a process: the ledger's facade over Bolt, published in the registry.
///
/// Several instances share balance.db; each has its own port and its own line in the registry.
public struct AccountComponent: Sendable {
    private let settings: AccountSettings
    private let process: ComponentProcess
    private let now: @Sendable () -> Int64

    /// An account instance from its settings.
    ///
    /// - Parameter now: milliseconds since 1970.
    public init(
        settings: AccountSettings, process: ComponentProcess, now: @escaping @Sendable () -> Int64
    ) {
        self.settings = settings
        self.process = process
        self.now = now
    }

    /// Serves until the process is told to stop; HTTP, for health and evidence, is on any port.
    public func run() async throws {
        let writer = BalanceLedger.Writer(component: "account", instance: process.instance)
        let ledger = try BalanceLedger.open(path: settings.balancePath, writer: writer, now: now)
        let calls = CallCounter()
        let service = BalanceService.name(uniqueID: settings.uniqueID)
        let server = BoltServer(
            port: settings.port,
            services: BalanceHandlers(ledger: ledger, calls: calls).table(for: service),
            logger: process.logger)
        let router = Router()
        router.add(middleware: OriginGuard())
        router.get("/state") { _, _ in
            jsonResponse(try await state(of: ledger, calls))
        }
        let (ports, bound) = AsyncStream.makeStream(of: Int.self)
        try await process.run(
            router: router, httpPort: 0,
            services: [BoltService(server: server, bound: bound)]
        ) { _ in
            for await port in ports { return port }
            throw NeverBound()
        }
    }

    private func state(
        of ledger: BalanceLedger, _ calls: CallCounter
    ) async throws(StorageError) -> AccountState {
        let evidence = try await ledger.evidence()
        return AccountState(
            name: settings.name, instance: process.instance, uniqueId: settings.uniqueID,
            published: [], users: evidence.users, payments: evidence.payments,
            paymentsTotal: evidence.paymentsTotal, paymentsHere: evidence.paymentsHere,
            calls: calls.current, registryConnected: false)
    }
}
