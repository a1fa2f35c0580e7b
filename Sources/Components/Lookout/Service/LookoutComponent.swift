import ComponentRuntime
import LookoutAPI
import ServiceLifecycle
import Telemetry
import Wire

/// Lookout as a process: it asks components for their metrics, keeps them for the workshop's day, and
/// answers queries.
public struct LookoutComponent: Sendable {
    private let settings: LookoutSettings
    private let process: ComponentProcess
    private let now: @Sendable () -> Int64

    /// Lookout from its settings.
    ///
    /// - Parameter now: milliseconds since 1970.
    public init(
        settings: LookoutSettings, process: ComponentProcess, now: @escaping @Sendable () -> Int64
    ) {
        self.settings = settings
        self.process = process
        self.now = now
    }

    /// Serves until the process is told to stop.
    public func run() async throws {
        let hub = LookoutHub(limits: settings.limits, now: now, changes: process.changes)
        process.metrics.collect { hub.metricFamilies }
        try await process.run(
            router: LookoutRoutes(hub: hub).router(), httpPort: settings.port,
            services: [hub]
        ) { port in
            hub.look(
                at: Announcement(
                    instance: process.id.description, component: process.id.component,
                    app: process.id.component, address: "127.0.0.1:\(port)",
                    launch: process.instance))
            return port
        }
    }
}
