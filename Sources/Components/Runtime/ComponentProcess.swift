import Faults
import Glibc
import HTTPClient
import Hummingbird
import Logging
import LongPoll
import LookoutAPI
import NIOCore
import ServiceLifecycle
import Telemetry
import UnixSignals
import Wire

/// What every component process does alike: serve HTTP on loopback with `/health`, run its services,
/// announce itself with one READY line, and end on SIGTERM or when its lifeline breaks.
///
/// The lifeline is a pipe on standard input whose other end only the supervisor holds: end of file
/// there means that the supervisor is gone, however it went, and the process ends at once.
public struct ComponentProcess: Sendable {
    /// The name its supervisor gave it.
    public let id: ComponentID
    /// The instance id its supervisor gave it.
    public let instance: String
    /// Where it speaks.
    public let logger: Logger
    /// What it counts.
    public let metrics: MetricsRegistry
    /// Advances when what `GET /state` answers may have changed; `GET /changes` waits for it.
    public let changes = ChangeSignal()
    /// What strikes on purpose; nothing unless somebody armed it at `/faults`.
    public let faults = FaultBoard()

    /// More HTTP connections are not accepted before others end.
    static let connectionLimit = 4_096
    /// An HTTP connection with no request under way, or none that goes on arriving, ends after so long.
    static let idleLimit = TimeAmount.seconds(20)

    private let lifeline: Bool
    private let lookout: HTTPClient.Address?
    private let tracing: TracingService?

    /// A process.
    ///
    /// - Parameters:
    ///   - lifeline: whether standard input is a lifeline; without one the process runs until it is
    ///     signalled.
    ///   - lookout: whom to tell where the metrics are; nobody when nil.
    ///   - tracing: brings its spans to a tracer; nil when there is none.
    public init(
        id: ComponentID, instance: String, lifeline: Bool, logger: Logger,
        metrics: MetricsRegistry = MetricsRegistry(), lookout: HTTPClient.Address? = nil,
        tracing: TracingService? = nil
    ) {
        self.id = id
        self.instance = instance
        self.lifeline = lifeline
        self.logger = logger
        self.metrics = metrics
        self.lookout = lookout
        self.tracing = tracing
    }

    /// Serves until SIGTERM, SIGINT, the end of the lifeline, or the failure of a service.
    ///
    /// Heads have at most 80 KiB and 1,000 fields, else they are answered with status 400. Services
    /// start in order and stop in reverse, HTTP first to start; a graceful stop has 800 ms,
    /// then the process ends as it is: every store survives that.
    ///
    /// - Parameters:
    ///   - router: its routes; `GET /health`, `GET /metrics` and `GET /changes` are added.
    ///   - httpPort: a port of 127.0.0.1; 0 for any.
    ///   - services: what runs beside HTTP.
    ///   - points: the names of the points at which faults can be armed.
    ///   - userPort: called once HTTP is bound, with its port; answers the port its users call when
    ///     they can. READY is printed after that.
    public func run(
        router: Router<BasicRequestContext>, httpPort: Int, services: [any Service] = [],
        points: [String] = [],
        userPort: @escaping @Sendable (Int) async throws -> Int
    ) async throws {
        if lifeline { Lifeline.watch() }
        OpenFileLimit.raise()
        let readiness = Readiness()
        let health = Health(name: id, instance: instance, pid: getpid(), ready: false)
        router.get("/health") { _, _ in
            var answer = health
            answer.ready = readiness.isReady
            return jsonResponse(answer, status: answer.ready ? .ok : .serviceUnavailable)
        }
        ChangesRoute(changes: changes).add(to: router)
        FaultRoutes(faults: faults, points: points).add(to: router)
        metrics.collect(ProcessMetrics().collect)
        router.get("/metrics") { [metrics] request, _ in metricsResponse(metrics, to: request) }
        let (ports, bound) = AsyncStream.makeStream(
            of: Int.self, bufferingPolicy: .bufferingNewest(1))
        var quiet = logger
        quiet.logLevel = max(logger.logLevel, .warning)
        let application = Application(
            responder: TracedResponder(
                inner: MeasuredResponder(
                    inner: UnknownPathResponder(
                        inner: router.buildResponder(), name: id.component),
                    meters: HTTPMeters(factory: metrics))),
            server: .http1(configuration: .init(idleTimeout: Self.idleLimit)),
            configuration: .init(
                address: .hostname("127.0.0.1", port: httpPort), serverName: id.component,
                reuseAddress: true,
                availableConnectionsDelegate: .maximum(
                    Self.connectionLimit, logger: quiet)),
            onServerRunning: { channel in bound.yield(channel.localAddress?.port ?? 0) },
            logger: quiet)
        let (served, serving) = AsyncStream.makeStream(
            of: Int.self, bufferingPolicy: .bufferingNewest(1))
        let announcer = Announcer(ports: ports, changes: changes) { port in
            serving.yield(port)
            let line = ReadyLine(
                name: id, pid: health.pid, port: try await userPort(port), http: port,
                instance: instance)
            readiness.announce()
            try line.write()
        }
        // What reports spans begins first, so that it ends last and sends those of the others' ends.
        let all = [tracing].compactMap { $0 as (any Service)? } + [application] + services
        let configuration = ServiceGroupConfiguration(
            services: (all + [announcer] + link(served)).map { .init(service: $0) },
            gracefulShutdownSignals: [.sigterm, .sigint], logger: quiet)
        do {
            try await ServiceGroup(configuration: configuration).run()
        } catch let error as IOError where error.errnoCode == EADDRINUSE {
            try await PortTaken.naming(httpPort) { throw error }
        }
    }

    /// What tells Lookout of this process; nothing without one.
    private func link(_ ports: AsyncStream<Int>) -> [any Service] {
        guard let lookout else { return [] }
        let app = metrics.constantLabels.first { $0.name == "app" }?.value ?? id.component
        return [
            LookoutLink(
                lookout: lookout, ports: ports,
                announcement: { [id, instance] port in
                    Announcement(
                        instance: id.description, component: id.component, app: app,
                        address: "127.0.0.1:\(port)", launch: instance)
                }, logger: logger)
        ]
    }
}
