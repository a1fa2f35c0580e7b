import AccountAPI
import Bolt
import CoreMetrics
import Logging
import LongPoll
import RegistryClient

/// The account over the wire: found in the registry, called in turns, the next provider tried when
/// one cannot be reached.
struct RemoteAccount: Sendable {
    let session: RegistrySession
    let facade: RemoteBalance
    private let service: ServiceName
    private let client: BoltClient
    private let invoker: FailoverInvoker

    /// Subscribes; the providers are known once the session runs.
    ///
    /// - Parameter changes: advances when the known providers change.
    init(
        settings: BookstoreSettings, instance: String, metrics: any MetricsFactory,
        changes: ChangeSignal, logger: Logger
    ) throws {
        guard let registry = BoltAddress(settings.registry) else {
            throw WrongRegistryAddress(text: settings.registry)
        }
        let service = BalanceService.name(uniqueID: settings.uniqueID)
        let session = RegistrySession(
            registry: registry, application: settings.name, clientID: instance,
            changes: changes, logger: logger)
        session.subscribe(to: service)
        let client = BoltClient(logger: logger)
        // In turns, not at random as SOFARPC has it: a class sees at once that both answer.
        let invoker = FailoverInvoker(client: client, strategy: .roundRobin) {
            session.directory.providers(of: service)
        }
        self.service = service
        self.session = session
        self.client = client
        self.invoker = invoker
        facade = RemoteBalance(
            invoker: MeasuredInvoker(
                invoker, meters: ServiceMeters(.consumer, factory: metrics)),
            uniqueID: settings.uniqueID, application: settings.name,
            deadline: settings.callDeadline)
    }

    /// The providers known now, and those that were called before they left.
    var providers: [BookstoreState.Provider] {
        let known = session.directory.providers(of: service).map(\.address)
        let calls = invoker.calls
        return known.map { address in
            let count = calls.first { $0.address == address }?.calls ?? 0
            return BookstoreState.Provider(address: "\(address)", calls: count)
        }
            + calls.filter { !known.contains($0.address) }.map {
                BookstoreState.Provider(address: "\($0.address)", calls: $0.calls)
            }
    }

    /// Waits until a provider is known, but no longer than the limit: a bookstore without an account
    /// serves too, and says so when somebody buys.
    func awaitProvider(within limit: Duration) async {
        let lists = session.providers(of: service)
        await withTaskGroup(of: Void.self) { group in
            group.addTask {
                for await list in lists where !list.isEmpty { return }
            }
            group.addTask { try? await ContinuousClock().sleep(for: limit) }
            await group.next()
            group.cancelAll()
        }
    }

    /// Closes the connections to providers.
    func close() async {
        await client.close()
    }
}

/// The settings name a registry that is no address.
struct WrongRegistryAddress: Error, CustomStringConvertible {
    let text: String

    var description: String {
        "registry: \"\(text)\" is no address; write host and port, for instance 127.0.0.1:9600"
    }
}
