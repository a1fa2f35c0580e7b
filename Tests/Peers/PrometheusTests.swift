import Foundation
import HTTPClient
import Hummingbird
import LookoutAPI
import LookoutCore
import LookoutService
import Metrics
import Subprocess
import SystemPackage
import Telemetry
import TestSupport
import Testing
import Wire

/// Third parties read what our components expose, and evaluate what ours evaluates.
@Suite struct PrometheusTests {
    /// The exposition of a process that has measured calls, commits and requests.
    private static func exposition(_ format: ExpositionFormat) -> String {
        let registry = MetricsRegistry(application: "stock_mng")
        registry.collect(ProcessMetrics().collect)
        for (name, definition) in MetricDefinition.workshop {
            let labels = [("method", "a\"b\\c\nd"), ("status", "200")]
            switch definition.unit {
            case .seconds?:
                let timer = Timer(label: name, dimensions: labels, factory: registry)
                for power in 0..<12 { timer.recordNanoseconds(1 << (power * 3)) }
            case .bytes?:
                Recorder(label: name, dimensions: labels, aggregate: true, factory: registry)
                    .record(100)
            case nil where name.hasSuffix("s") || name.hasSuffix("count"):
                Counter(label: name, dimensions: labels, factory: registry).increment(by: 7)
            case nil:
                Meter(label: name, dimensions: labels, factory: registry).set(0.25)
            }
        }
        return String(
            decoding: Exposition.text(
                of: registry.families, as: format, constantLabels: registry.constantLabels),
            as: UTF8.self)
    }

    @Test(.enabled(if: PrometheusTools.isPrepared, "\(PrometheusTools.absence)"))
    func `promtool finds no fault in our metrics`() async throws {
        let outcome = try await PrometheusTools.promtool(
            ["check", "metrics"], input: Self.exposition(.plain))
        #expect(outcome.isFine, "\(outcome.output)")
    }

    @Test(
        .enabled(if: PrometheusTools.hasClient, "\(PrometheusTools.clientAbsence)"),
        arguments: [("openmetrics", ExpositionFormat.openMetrics), ("text", .plain)])
    func `prometheus_client reads our metrics`(
        form: String, format: ExpositionFormat
    ) async throws {
        try await withScratchFolder("metrics") { folder in
            let file = try folder.write(Self.exposition(format), to: "metrics.txt")
            let outcome = try await PrometheusTools.parse(form, file: file)
            #expect(outcome.isFine, "\(outcome.output)")
            #expect(
                outcome.output.contains("rpc_consumer_service_stats_total_time_seconds histogram"))
        }
    }

    @Test(.enabled(if: PrometheusTools.isPrepared, "\(PrometheusTools.absence)"))
    func `Prometheus evaluates as ours does`() async throws {
        try await withScratchFolder("rules") { folder in
            let file = try folder.write(try EngineVectors.promtoolTest(), to: "test.yaml")
            let outcome = try await PrometheusTools.promtool(["test", "rules", file])
            #expect(outcome.isFine, "\(outcome.output)")
        }
    }

    @Test(.enabled(if: PrometheusTools.isPrepared, "\(PrometheusTools.absence)"))
    func `Prometheus finds and scrapes our components through Lookout's list`() async throws {
        let registry = MetricsRegistry(application: "stock_mng")
        Counter(label: "shop.books.sold", factory: registry).increment(by: 42)
        let router = Router()
        router.get("/metrics") { request, _ in
            let format = ExpositionFormat.negotiated(
                accept: request.headers[.accept] ?? "")
            return Response(
                status: .ok, headers: [.contentType: format.contentType],
                body: .init(
                    byteBuffer: .init(
                        bytes: Exposition.text(
                            of: registry.families, as: format,
                            constantLabels: registry.constantLabels))))
        }
        try await withHTTPServer(router) { port in
            let hub = LookoutHub(now: WallClock().now)
            let announcement = Announcement(
                instance: "bookstore", component: "bookstore", app: "stock_mng",
                address: "127.0.0.1:\(port)", launch: "one")
            try await withHTTPServer(LookoutRoutes(hub: hub).router()) { lookout in
                let answer = try await HTTPClient().send(
                    .init(
                        "POST", "/targets", body: Array(JSONEncoder().encode(announcement))),
                    to: .tcp(host: "127.0.0.1", port: lookout), deadline: .seconds(10))
                #expect(answer.status == 204)
                let found = try await OutsidePrometheus.asked(
                    "shop_books_sold_total", discovery: "http://127.0.0.1:\(lookout)/sd")
                #expect(found.contains(#""app":"stock_mng""#), "\(found)")
                #expect(found.contains(#""instance":"bookstore""#), "\(found)")
                #expect(found.contains(#""42""#), "\(found)")
            }
        }
    }
}

/// A Prometheus of a test's own.
enum OutsidePrometheus {
    /// Starts one that discovers its targets at an address, and asks it until it has an answer.
    static func asked(_ query: String, discovery: String) async throws -> String {
        let port = try await freePorts(1)[0]
        return try await withScratchFolder("prometheus") { folder in
            let file = try folder.write(
                """
                global: {scrape_interval: 1s, scrape_timeout: 1s}
                scrape_configs:
                  - job_name: workshop
                    http_sd_configs: [{url: "\(discovery)", refresh_interval: 1s}]

                """, to: "prometheus.yml")
            return try await withDeadline("Prometheus to answer", within: .seconds(60)) {
                let configuration = Configuration(
                    executable: .path(FilePath(PrometheusTools.prometheus)),
                    arguments: [
                        "--config.file=\(file)", "--storage.tsdb.path=\(folder.file("data"))",
                        "--web.listen-address=127.0.0.1:\(port)", "--log.level=error",
                    ])
                let result = try await Subprocess.run(
                    configuration, input: .inputWriter, output: .sequence, error: .discarded
                ) { execution in
                    defer { try? execution.send(signal: .kill) }
                    return try await eventually("an answer to \(query)") {
                        let answer = try? await HTTPClient().send(
                            .init("GET", "/api/v1/query?query=\(query)"),
                            to: .tcp(host: "127.0.0.1", port: port), deadline: .seconds(2))
                        let text = String(decoding: answer?.body ?? [], as: UTF8.self)
                        return text.contains("\"value\"") ? text : nil
                    }
                }
                return result.closureResult
            }
        }
    }
}
