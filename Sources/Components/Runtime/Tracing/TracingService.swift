public import HTTPClient
public import ServiceLifecycle
public import Telemetry
import Tracing

/// Brings a process's spans to its tracer for as long as it serves.
public struct TracingService: Service {
    /// Where the spans wait.
    public let reporter: SpanReporter

    /// A service over a reporter.
    public init(reporter: SpanReporter) {
        self.reporter = reporter
    }

    /// A reporter that posts to a tracer.
    ///
    /// - Parameters:
    ///   - application: whose spans these are.
    ///   - instance: this launch, for what it says of spans that it dropped.
    public static func reporter(
        application: String, instance: String, tracer: HTTPClient.Address,
        client: HTTPClient = HTTPClient()
    ) -> SpanReporter {
        SpanReporter(service: application) { body, counts in
            var headers = [("Content-Type", "application/json"), ("Workshop-Instance", instance)]
            let losses = [
                ("Workshop-Dropped-Spans", counts.dropped),
                ("Workshop-Unsampled-Traces", counts.unsampled),
            ]
            headers += losses.filter { $0.1 > 0 }.map { ($0.0, "\($0.1)") }
            let request = HTTPClient.Request(
                "POST", "/api/v2/spans", headers: headers, body: body)
            do throws(HTTPClientError) {
                let answer = try await client.send(request, to: tracer, deadline: .seconds(2))
                if (200..<300).contains(answer.status) { return .taken }
                let reason = "status \(answer.status)"
                return (400..<500).contains(answer.status) ? .refused(reason) : .failed(reason)
            } catch {
                return .failed("\(error)")
            }
        }
    }

    /// Records everything of this process from now on; once for a process.
    ///
    /// Without a call of this, spans are not even begun.
    public static func begin(
        application: String, instance: String, tracer: HTTPClient.Address
    ) -> TracingService {
        let reporter = reporter(application: application, instance: instance, tracer: tracer)
        InstrumentationSystem.bootstrap(
            WorkshopTracer(passOver: reporter.passOver, sink: reporter.report))
        return TracingService(reporter: reporter)
    }

    /// Sends until the process stops; then what is left.
    public func run() async throws {
        await cancelWhenGracefulShutdown { await reporter.run() }
    }
}
