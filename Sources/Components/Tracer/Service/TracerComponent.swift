import ComponentRuntime
import Logging
import ServiceLifecycle

/// The tracer as a process: spans come in and questions are answered on one port.
public struct TracerComponent: Sendable {
    private let settings: TracerSettings
    private let process: ComponentProcess
    private let now: @Sendable () -> Int64

    /// A tracer from its settings.
    ///
    /// - Parameter now: milliseconds since 1970.
    public init(
        settings: TracerSettings, process: ComponentProcess, now: @escaping @Sendable () -> Int64
    ) {
        self.settings = settings
        self.process = process
        self.now = now
    }

    /// Serves until the process is told to stop. What it keeps is gone with it.
    public func run() async throws {
        let forwarder = settings.forward.map { Forwarder(target: $0, logger: process.logger) }
        let hub = TracerHub(
            instance: process.instance, limits: settings.limits, forwarder: forwarder,
            changes: process.changes, now: now)
        try await process.run(
            router: TracerRoutes(hub: hub, settings: settings).router(), httpPort: settings.port,
            services: [forwarder].compactMap { $0 }, userPort: { $0 })
    }
}
