import Glibc
public import HTTPClient
public import Logging
import ServiceLifecycle
import UnixSignals

/// A whole supervisor: takes the lock of its home, serves the control socket, follows the files, and
/// keeps the planned processes running until it is told to end.
///
/// ```
/// files -> FileWatcher -> plan -+
///                               v            launch, signal    +-> ComponentLauncher (a process each)
/// control socket -> ControlRoutes -> SupervisionShell ---------+-> HealthProbe
///                                      |    ^   |              +-> LogStore
///                                      v    |   +-- events <-----/
///                                   Supervision (the rules)
/// ```
public struct SupervisorProcess: Sendable {
    /// Everything is over after so long at the latest once the end was asked for; what then still
    /// runs is cancelled, and its processes are killed.
    static let shutdownLimit = Duration.seconds(3)

    /// How long the lock of another supervisor is waited for.
    static let lockPatience = Duration.milliseconds(500)

    private let configuration: SupervisorConfiguration
    private let plan: @Sendable () async -> PlanResult
    private let instances: @Sendable () -> String
    private let client: HTTPClient
    private let timekeeper: Timekeeper
    private let logger: Logger

    /// A supervisor; nothing happens before ``run(serving:)``.
    ///
    /// - Parameters:
    ///   - plan: asked at the start, after every change of a watched file, and on `POST /reload`;
    ///     never twice at the same time.
    ///   - instances: gives a new instance id for each launch: no spaces, never the same again.
    public init(
        configuration: SupervisorConfiguration, plan: @escaping @Sendable () async -> PlanResult,
        instances: @escaping @Sendable () -> String, client: HTTPClient = HTTPClient(),
        timekeeper: Timekeeper = .live(), logger: Logger
    ) {
        self.configuration = configuration
        self.plan = plan
        self.instances = instances
        self.client = client
        self.timekeeper = timekeeper
        self.logger = logger
    }

    /// Runs until a signal, the end of the lifeline, `POST /down` or cancellation; no process it
    /// launched lives when this returns.
    ///
    /// - Parameter serving: called once when the control socket answers.
    /// - Throws: ``SupervisorFailure`` when it cannot run.
    public func run(
        serving: @escaping @Sendable (SupervisorInfo) async -> Void = { _ in }
    ) async throws {
        let folder = configuration.runtimeFolder
        try RuntimeFolder.prepare(folder)
        let lock = try await takeLock(SupervisorConfiguration.lockPath(in: folder))
        let homeLock = try await takeHomeLock()
        try RuntimeFolder.make(configuration.logsFolder)
        let logs = LogStore(
            folder: configuration.logsFolder, timekeeper: timekeeper, logger: logger)
        let shell = SupervisionShell(
            timings: configuration.timings,
            tools: .init(
                timekeeper: timekeeper, instances: instances,
                launcher: ComponentLauncher(timekeeper: timekeeper),
                probe: HealthProbe(client: client), logs: logs, logger: logger),
            plan: plan)
        let info = SupervisorInfo(
            home: configuration.home, socket: SupervisorConfiguration.socketPath(in: folder),
            logs: configuration.logsFolder, pid: getpid(), version: configuration.version)
        let server = ControlServer(
            socketPath: info.socket, routes: ControlRoutes(info: info, shell: shell, logs: logs),
            timekeeper: timekeeper, logger: logger, serving: { await serving(info) })
        let group = group(logs: logs, shell: shell)
        try await server.serve { try await group.run() }
        withExtendedLifetime((lock, homeLock)) {}
    }

    /// A supervisor that is just ending removes its socket shortly before it gives the lock back.
    private func takeLock(_ path: String) async throws -> InstanceLock {
        let deadline = timekeeper.now().elapsed + Self.lockPatience
        while true {
            do throws(SupervisorFailure) {
                return try InstanceLock(path)
            } catch {
                // Whoever only looks who holds it holds it for that moment.
                guard case .alreadyRunning = error, timekeeper.now().elapsed < deadline else {
                    throw error
                }
            }
            try await timekeeper.sleep(.milliseconds(20))
        }
    }

    private func takeHomeLock() async throws -> InstanceLock? {
        guard let path = configuration.homeLock else { return nil }
        do {
            return try await takeLock(path)
        } catch SupervisorFailure.alreadyRunning(let pid) {
            throw SupervisorFailure.supervisedElsewhere(pid: pid)
        }
    }

    /// The last of the services stops first: the files are no longer followed, then the processes
    /// end, then the log files are closed. The socket answers until all of that is done.
    private func group(logs: LogStore, shell: SupervisionShell) -> ServiceGroup {
        let watcher = FileWatcher(files: configuration.watchedFiles, timekeeper: timekeeper) {
            await shell.replan()
        }
        var services: [any Service] = [LogStoreService(logs: logs), shell, watcher]
        if configuration.lifeline {
            services.append(
                LifelineWatch(descriptor: STDIN_FILENO, timekeeper: timekeeper) {
                    await shell.shutDown(.swift)
                })
        }
        var group = ServiceGroupConfiguration(
            services: services.map {
                .init(
                    service: $0, successTerminationBehavior: .gracefullyShutdownGroup,
                    failureTerminationBehavior: .gracefullyShutdownGroup)
            },
            logger: logger)
        if configuration.handlesSignals {
            group.gracefulShutdownSignals = [.sigterm, .sigint, .sighup]
        }
        group.maximumGracefulShutdownDuration = Self.shutdownLimit
        return ServiceGroup(configuration: group)
    }
}
