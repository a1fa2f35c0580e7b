import Metrics
import Telemetry
import Testing

@Suite struct ExpositionTests {
    private func sample() -> MetricsRegistry {
        let registry = MetricsRegistry(definitions: [
            "rpc.calls": .init(help: "Calls \"made\".\nAll of them."),
            "rpc.time": .init(help: "Time.", unit: .seconds),
        ])
        Counter(label: "rpc.calls", dimensions: [("method", "a\"b\\c\nd")], factory: registry)
            .increment(by: 3)
        Meter(label: "queue", factory: registry).set(1.5)
        return registry
    }

    private func text(_ registry: MetricsRegistry, _ format: ExpositionFormat) -> String {
        String(
            decoding: Exposition.text(
                of: registry.families, as: format, constantLabels: [MetricLabel("app", "shop")]),
            as: UTF8.self)
    }

    @Test func `Prometheus text has help and type, and underscores for dots`() {
        #expect(
            text(sample(), .plain) == #"""
                # HELP metrics_dropped_series_total Series that were not made because a limit was reached.
                # TYPE metrics_dropped_series_total counter
                metrics_dropped_series_total{app="shop"} 0
                # HELP queue A metric of a library: queue.
                # TYPE queue gauge
                queue{app="shop"} 1.5
                # HELP rpc_calls_total Calls "made".\nAll of them.
                # TYPE rpc_calls_total counter
                rpc_calls_total{app="shop",method="a\"b\\c\nd"} 3

                """#)
    }

    @Test func `OpenMetrics names the family without its suffix and ends with EOF`() {
        let lines = text(sample(), .openMetrics).split(separator: "\n").suffix(4)
        #expect(
            lines.joined(separator: "\n") == #"""
                # HELP rpc_calls Calls \"made\".\nAll of them.
                # TYPE rpc_calls counter
                rpc_calls_total{app="shop",method="a\"b\\c\nd"} 3
                # EOF
                """#)
    }

    @Test func `whoever asks for names as they are gets them with dots`() {
        let format = ExpositionFormat.negotiated(accept: ExpositionFormat.dottedAccept)
        let lines = text(sample(), format).split(separator: "\n").suffix(3)
        #expect(
            lines.joined(separator: "\n") == #"""
                # TYPE "rpc.calls" counter
                {"rpc.calls_total",app="shop",method="a\"b\\c\nd"} 3
                # EOF
                """#)
    }

    @Test func `a histogram has rising buckets, a sum in its unit, and a count`() {
        let registry = MetricsRegistry(definitions: ["t": .init(help: "T.", unit: .seconds)])
        let timer = Timer(label: "t", dimensions: [("k", "v")], factory: registry)
        timer.recordNanoseconds(9_000)
        timer.recordNanoseconds(1_000_000)
        timer.recordNanoseconds(200_000_000_000)
        let lines = text(registry, .openMetrics).split(separator: "\n").map(String.init)
            .filter { $0.contains("t_seconds") }
        #expect(lines.contains("# UNIT t_seconds seconds"))
        #expect(lines.contains(#"t_seconds_bucket{app="shop",k="v",le="1e-05"} 1"#))
        #expect(lines.contains(#"t_seconds_bucket{app="shop",k="v",le="0.0008"} 1"#))
        #expect(lines.contains(#"t_seconds_bucket{app="shop",k="v",le="0.001"} 2"#))
        #expect(lines.contains(#"t_seconds_bucket{app="shop",k="v",le="100.0"} 2"#))
        #expect(
            lines.suffix(3) == [
                #"t_seconds_bucket{app="shop",k="v",le="+Inf"} 3"#,
                #"t_seconds_sum{app="shop",k="v"} 200.001009"#,
                #"t_seconds_count{app="shop",k="v"} 3"#,
            ])
    }

    @Test(arguments: [
        ("", ExpositionFormat.plain),
        ("text/html,*/*;q=0.8", .plain),
        ("application/openmetrics-text", .openMetrics),
        (
            // Prometheus 2.42
            "application/openmetrics-text;version=1.0.0,application/openmetrics-text;version=0.0.1;q=0.75,text/plain;version=0.0.4;q=0.5,*/*;q=0.1",
            .openMetrics
        ),
        (
            // Prometheus 3
            "application/openmetrics-text;version=1.0.0;escaping=allow-utf-8;q=0.6,text/plain;version=1.0.0;escaping=allow-utf-8;q=0.4,*/*;q=0.2",
            .init(syntax: .openMetrics, version: "1.0.0", keepsDots: true)
        ),
        ("application/openmetrics-text;version=7.0.0,text/plain;q=0.1", .plain),
        ("text/plain;version=0.0.4;q=0.9, application/openmetrics-text;q=0.1", .plain),
        (";;;,=,q", .plain),
    ])
    func `the form with the highest weight is chosen`(accept: String, format: ExpositionFormat) {
        #expect(ExpositionFormat.negotiated(accept: accept) == format)
    }
}
