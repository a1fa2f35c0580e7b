import ComponentRuntime
import CoordinatorCore
import Hummingbird
import Logging
import NIOPosix
import Seata

/// How the coordinator runs: what workshop.yaml says, and where its data is.
public struct CoordinatorSettings: Equatable, Sendable {
    /// Where it speaks Seata's protocol on 127.0.0.1; 0 for any port.
    public var port: Int
    /// Where it answers over HTTP; 0 for any port.
    public var httpPort: Int
    /// The path of coordinator.db.
    public var path: String

    /// Settings from their parts.
    public init(port: Int, httpPort: Int, path: String) {
        self.port = port
        self.httpPort = httpPort
        self.path = path
    }
}

/// The coordinator as a process: Seata's protocol on one port, what it shows over HTTP on another.
public struct CoordinatorComponent: Sendable {
    private let settings: CoordinatorSettings
    private let process: ComponentProcess
    private let now: @Sendable () -> Int64

    /// A coordinator from its settings.
    ///
    /// - Parameter now: milliseconds since 1970.
    public init(
        settings: CoordinatorSettings, process: ComponentProcess,
        now: @escaping @Sendable () -> Int64
    ) {
        self.settings = settings
        self.process = process
        self.now = now
    }

    /// Serves until the process is told to stop. What is not over then goes on at the next start.
    public func run() async throws {
        let store = try CoordinatorStore.open(
            path: settings.path, metrics: process.metrics, changes: process.changes)
        let firstNumber = try await store.takeFirstNumber(now: now())
        let group = MultiThreadedEventLoopGroup.singleton
        let hub = CoordinatorHub(
            store: store, clock: MachineClock(wall: now), group: group, logger: process.logger,
            faults: process.faults, changes: process.changes)
        let sightings = FrameRecorder()
        let server = SeataServer(
            port: settings.port, service: hub, group: group, logger: process.logger,
            onFrame: { sightings.add($0) })
        let port = try await PortTaken.naming(settings.port) { try await server.bind() }
        let coordinator = Coordinator(address: "127.0.0.1:\(port)", firstNumber: firstNumber)
        let routes = CoordinatorRoutes(
            hub: hub, store: store, instance: process.instance,
            frames: { sightings.frames(of: $0) })
        try await process.run(
            router: routes.router(), httpPort: settings.httpPort,
            services: [
                Serving { await hub.run(coordinator) }, Serving { try await server.run() },
            ], points: CoordinatorPoint.names
        ) { _ in port }
    }
}
