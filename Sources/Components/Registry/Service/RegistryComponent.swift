import Bolt
import ComponentRuntime
import Logging
import RegistryClient
import ServiceLifecycle
import Telemetry

/// The registry as a process: Bolt for clients, HTTP for people.
public struct RegistryComponent: Sendable {
    private let settings: RegistrySettings
    private let process: ComponentProcess
    private let now: @Sendable () -> Int64

    /// A registry from its settings; its incarnation is the process's instance id.
    ///
    /// - Parameter now: milliseconds since 1970, never going back.
    public init(
        settings: RegistrySettings, process: ComponentProcess,
        now: @escaping @Sendable () -> Int64 = SteadyTime.live()
    ) {
        self.settings = settings
        self.process = process
        self.now = now
    }

    /// Serves until the process is told to stop.
    public func run() async throws {
        let hub = RegistryHub(
            incarnation: process.instance, limits: settings.limits, now: now,
            changes: process.changes, logger: process.logger)
        let server = BoltServer(hub: hub, port: settings.port, logger: process.logger)
        let port = try await PortTaken.naming(settings.port) { try await server.bind() }
        process.metrics.collect { hub.metricFamilies }
        // The last one stops first.
        try await process.run(
            router: RegistryRoutes(hub: hub, address: "127.0.0.1:\(port)").router(),
            httpPort: settings.http, services: [Serving { try await server.run() }, hub],
            userPort: { _ in port })
    }
}

extension BoltServer {
    /// A server for a registry's clients. A connection without a byte for 45 s is closed, as
    /// SOFARegistry does; clients send heartbeats every 15 s or more often.
    public convenience init(hub: RegistryHub, port: Int, logger: Logger) {
        var configuration = BoltServerConfiguration()
        configuration.idleTimeout = .seconds(45)
        configuration.connections = 4_096
        self.init(
            port: port, processors: hub.processors, configuration: configuration, logger: logger,
            onConnection: { hub.accept($0) })
    }
}
