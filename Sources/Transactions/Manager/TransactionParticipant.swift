import CoordinatorAPI
import Logging
import Seata
import Synchronization

/// What makes a service a participant in global transactions: its connection to the coordinator, the
/// resources it manages, and what it needs to begin transactions itself.
public struct TransactionParticipant: Sendable {
    /// Who it is, and where the coordinator is.
    public struct Settings: Hashable, Sendable {
        /// The coordinator's host.
        public var host: String
        /// The coordinator's port.
        public var port: Int
        /// The application, `stock_mng`.
        public var application: String
        /// This process among all that ever were.
        public var instance: String
        /// The resources it manages; those and no others are served.
        public var resources: [String]

        /// Settings from their parts.
        public init(
            host: String, port: Int, application: String, instance: String, resources: [String]
        ) {
            self.host = host
            self.port = port
            self.application = application
            self.instance = instance
            self.resources = resources
        }
    }

    /// The version it says it is: the one of Seata whose protocol this is.
    static let version = "1.4.2"
    /// The group of the workshop of 2019.
    static let group = "my_test_tx_group"

    /// Registers its branches.
    public let registrar: BranchRegistrar
    /// Begins and decides.
    public let manager: TransactionManager
    private let client: SeataClient
    private let resources: ResourceTable
    private let undecided: UndecidedTransactions
    private let connected: AsyncStream<Bool>
    private let logger: Logger

    /// A participant, not yet connected: ``run()`` connects.
    ///
    /// - Parameters:
    ///   - newID: a new text that nobody else makes.
    ///   - onChange: told when the connection to the coordinator is there, and when it has ended.
    public init(
        settings: Settings, newID: @escaping @Sendable () -> String, logger: Logger,
        onChange: @escaping @Sendable () -> Void = {}
    ) {
        let (connected, connection) = AsyncStream.makeStream(
            of: Bool.self, bufferingPolicy: .bufferingNewest(1))
        let resources = ResourceTable()
        let undecided = UndecidedTransactions()
        let roles: [ClientIntroduction.Role] =
            [.transactionManager]
            + (settings.resources.isEmpty
                ? [] : [.resourceManager(resources: settings.resources)])
        client = SeataClient(
            host: settings.host, port: settings.port,
            introductions: {
                let extra = ClientIntroduction.extra(
                    instance: settings.instance, undecided: undecided.begun)
                return roles.map { role in
                    ClientIntroduction(
                        role: role, version: Self.version, application: settings.application,
                        group: Self.group, extra: extra)
                }
            }, logger: logger,
            onChange: {
                connection.yield($0)
                onChange()
            },
            carryOut: { await resources.carryOut($0) })
        self.resources = resources
        self.connected = connected
        self.logger = logger
        self.undecided = undecided
        registrar = BranchRegistrar(link: client, newID: newID)
        manager = TransactionManager(link: client, undecided: undecided, logger: logger)
    }

    /// Serves a resource from now on.
    public func serve(_ resource: any BranchResource) {
        resources.add(resource)
    }

    /// Whether the coordinator can be asked now.
    public var isConnected: Bool { client.isConnected }

    /// Connects, and connects again, until the task is cancelled. Whenever the coordinator is there,
    /// what an earlier process or connection left is settled first.
    public func run() async {
        await withTaskGroup(of: Void.self) { group in
            group.addTask { await client.run() }
            group.addTask {
                for await isConnected in connected where isConnected { await settle() }
            }
        }
    }

    private func settle() async {
        await undecided.rollBackAll(with: client)
        for resource in resources.all {
            do throws(BranchFailure) {
                let settled = try await resource.reconcile(with: client)
                guard settled > 0 else { continue }
                logger.notice(
                    "settled what was left of global transactions",
                    metadata: ["resource": "\(resource.resource)", "branches": "\(settled)"])
            } catch {
                logger.warning(
                    "what is left of global transactions is not settled yet",
                    metadata: ["resource": "\(resource.resource)", "why": "\(error)"])
            }
        }
    }
}

/// The resources of a process by name. A class with a lock: they are made after the connection that
/// asks for them.
private final class ResourceTable: Sendable {
    private let resources = Mutex<[String: any BranchResource]>([:])

    func add(_ resource: any BranchResource) {
        resources.withLock { $0[resource.resource] = resource }
    }

    var all: [any BranchResource] {
        resources.withLock { $0.values.sorted { $0.resource < $1.resource } }
    }

    func carryOut(_ call: BranchCall) async -> BranchAnswer {
        guard let resource = resources.withLock({ $0[call.resource] }) else {
            return BranchAnswer(
                call.order, xid: call.xid, branch: call.branch,
                status: .failure(
                    TransactionRefusal(.unknown, "resource \(call.resource) is not served here")))
        }
        return await resource.carryOut(call)
    }
}
