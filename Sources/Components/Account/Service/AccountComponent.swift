import AccountAPI
import Bolt
import CoordinatorAPI
import ComponentRuntime
import Hummingbird
import Logging
import LongPoll
import RegistryClient
import ServiceLifecycle
import Storage
import Telemetry
import Transactions
import Wire

/// The account system as a process: the ledger's facade over Bolt, published in the registry.
///
/// Several instances share balance.db; each has its own port and its own line in the registry. Told
/// to stop, an instance leaves the registry first and ends the calls under way after that.
public struct AccountComponent: Sendable {
    private let settings: AccountSettings
    private let process: ComponentProcess
    private let now: @Sendable () -> Int64
    private let newID: @Sendable () -> String

    /// An account instance from its settings.
    ///
    /// - Parameters:
    ///   - now: milliseconds since 1970.
    ///   - newID: a new text that nobody else makes.
    public init(
        settings: AccountSettings, process: ComponentProcess, now: @escaping @Sendable () -> Int64,
        newID: @escaping @Sendable () -> String
    ) {
        self.settings = settings
        self.process = process
        self.now = now
        self.newID = newID
    }

    /// Serves until the process is told to stop; HTTP, for health and evidence, is on any port.
    public func run() async throws {
        guard let registry = BoltAddress(settings.registry) else {
            throw WrongRegistryAddress(text: settings.registry)
        }
        let writer = BalanceLedger.Writer(component: "account", instance: process.instance)
        var ledger = try BalanceLedger.open(
            path: settings.balancePath, writer: writer, metrics: process.metrics,
            changes: process.changes, now: now)
        let participant = participant()
        if let participant {
            ledger = ledger.takingPart(
                in: participant, uniqueID: settings.uniqueID,
                isFenced: settings.transactions?.isFenced ?? true, logger: process.logger,
                faults: process.faults)
        }
        let calls = CallCounter(changes: process.changes)
        let service = BalanceService.name(uniqueID: settings.uniqueID)
        let server = BoltServer(
            port: settings.port,
            services: BalanceHandlers(ledger: ledger, calls: calls, logger: process.logger)
                .table(for: service)
                .measured(by: ServiceMeters(.provider, factory: process.metrics)),
            logger: process.logger)
        let session = RegistrySession(
            registry: registry, application: settings.name, clientID: process.instance,
            changes: process.changes, logger: process.logger)
        let port = try await PortTaken.naming(settings.port) { try await server.bind() }
        let taking = participant.map { [Serving($0.run)] } ?? []
        try await process.run(
            router: router(
                ledger: ledger, calls: calls, session: session, participant: participant),
            httpPort: 0, services: taking + [Serving { try await server.run() }, session],
            points: participant == nil ? [] : BranchPoint.allCases.map(\.rawValue)
        ) { _ in
            session.publish(
                service,
                at: ProviderAddress(
                    BoltAddress(host: "127.0.0.1", port: port), application: settings.name,
                    uniqueID: settings.uniqueID))
            return port
        }
    }

    private func participant() -> TransactionParticipant? {
        guard let transactions = settings.transactions else { return nil }
        return TransactionParticipant(
            settings: .init(
                host: transactions.host, port: transactions.port, application: settings.name,
                instance: process.instance,
                resources: BalanceBranches.resources(uniqueID: settings.uniqueID)),
            newID: newID, logger: process.logger,
            onChange: { [changes = process.changes] in changes.advance() })
    }

    private func router(
        ledger: BalanceLedger, calls: CallCounter, session: RegistrySession,
        participant: TransactionParticipant?
    ) -> Router<BasicRequestContext> {
        let router = Router()
        router.add(middleware: OriginGuard())
        router.get("/state") { request, _ in
            let evidence = try await ledger.evidence()
            var balance: Money?
            if let user = request.uri.queryParameters.get("user") {
                balance = try? await ledger.queryBalance(of: user)
            }
            let undoLogs = try await ledger.branches?.automatic.undoLogCounts()
            return jsonResponse(
                AccountState(
                    name: settings.name, instance: process.instance, uniqueId: settings.uniqueID,
                    published: session.published, users: evidence.users,
                    payments: evidence.payments, paymentsTotal: evidence.paymentsTotal,
                    paymentsHere: evidence.paymentsHere, calls: calls.current,
                    registryConnected: session.directory.isConnected,
                    balances: evidence.balances, frozen: evidence.frozen,
                    coordinatorConnected: participant?.isConnected, undoLogs: undoLogs?.normal,
                    tombstones: undoLogs?.tombstones,
                    fences: try await ledger.branches?.tries.fenceCounts(), balance: balance))
        }
        router.get("/branches") { _, _ in
            jsonResponse(
                BranchesAnswer(
                    undoLogs: try await ledger.branches?.automatic.undoLogs() ?? [],
                    fences: try await ledger.branches?.tries.fenceCounts() ?? [:]))
        }
        return router
    }
}

/// The settings name a registry that is no address.
struct WrongRegistryAddress: Error, CustomStringConvertible {
    let text: String

    var description: String {
        "registry: \"\(text)\" is no address; write host and port, for instance 127.0.0.1:9600"
    }
}
