import LookoutAPI
import LookoutCore

/// Series and queries whose answers our evaluator gives and promtool checks with Prometheus's own
/// engine. Names have underscores, which both take.
enum EngineVectors {
    private static let series: [(key: String, start: Double, step: Double, count: Int)] = [
        ("calls_total{app=\"x\",i=\"1\"}", 0, 10, 60),
        ("calls_total{app=\"x\",i=\"2\"}", 7, 1.5, 60),
        ("calls_total{app=\"y\",i=\"1\"}", 100, 0, 60), ("queue{app=\"x\"}", 5, -0.25, 60),
        ("queue{app=\"y\"}", -3, 0.5, 60), ("t_bucket{le=\"0.1\"}", 0, 1, 60),
        ("t_bucket{le=\"0.2\"}", 0, 3, 60), ("t_bucket{le=\"1\"}", 0, 3.5, 60),
        ("t_bucket{le=\"+Inf\"}", 0, 4, 60),
    ]

    private static let queries = [
        "calls_total", "rate(calls_total[30s])", "increase(calls_total[7s])",
        "irate(calls_total[30s])", "delta(queue[20s])", "idelta(queue[20s])",
        "sum by (app) (rate(calls_total[10s]))", "avg without (i) (calls_total)",
        "max(calls_total) - min(calls_total)", "count(calls_total > 100)",
        "topk(2, calls_total)", "bottomk(1, calls_total)", "quantile(0.3, calls_total)",
        "round(stddev(calls_total), 0.001)", "histogram_quantile(0.5, rate(t_bucket[30s]))",
        "histogram_quantile(0.95, rate(t_bucket[30s]))", "histogram_quantile(0, t_bucket)",
        "histogram_quantile(1, t_bucket)", "queue * 2 + 1", "-queue ^ 2", "queue % 2",
        "queue > bool 0", "calls_total{i=\"1\"} / on(app) queue", "calls_total and on(app) queue",
        "calls_total unless on(app) (queue > 0)", "queue or calls_total",
        "round(avg_over_time(queue[10s]), 0.001)", "min_over_time(queue[10s])",
        "max_over_time(queue[10s])",
        "sum_over_time(queue[10s])", "count_over_time(queue[10s])", "last_over_time(queue[10s])",
        "changes(queue[10s])", "resets(queue[10s])", "abs(queue)", "ceil(queue)", "floor(queue)",
        "round(queue, 0.4)", "sqrt(abs(queue))", "ln(calls_total)", "sgn(queue)",
        "clamp_max(queue, 1)", "clamp_min(queue, 1)", "absent(nothing{app=\"x\"})",
        "scalar(queue{app=\"x\"}) + time()", "vector(3)", "calls_total offset 10s",
        "calls_total{app=~\"x|z\",i!=\"2\"}", "group(calls_total)", "1 + 2 * 3 ^ 2 - 7 % 4",
    ]

    /// A file for `promtool test rules`.
    static func promtoolTest() throws -> String {
        var lookout = Lookout()
        fill(&lookout)
        var text = "tests:\n  - interval: 1s\n    input_series:\n"
        for one in series {
            // With the labels that Lookout gives the series of a target.
            let key = "\(one.key.dropLast()),component=\"c\",instance=\"i\",job=\"workshop\"}"
            text += "      - series: '\(key)'\n"
            text +=
                "        values: '\(one.start)\(one.step < 0 ? "" : "+")\(one.step)x\(one.count)'\n"
        }
        text += "    promql_expr_test:\n"
        for query in queries {
            for second in [29, 60] {
                text += "      - expr: '\(query)'\n        eval_time: \(second)s\n"
                let lines = try answers(lookout, query, at: Int64(second) * 1_000)
                text += "        exp_samples:\(lines.isEmpty ? " []" : "")\n"
                for line in lines { text += "          - \(line)\n" }
            }
        }
        return text
    }

    private static func answers(
        _ lookout: Lookout, _ text: String, at time: Int64
    ) throws -> [String] {
        let query = try Query(text)
        let result = try query.evaluate(
            at: .init(at: time), over: lookout.series(for: query.selectors))
        return result.series.map { series in
            let labels = series.labels.pairs.filter { $0.name != "__name__" }
                .map { "\($0.name)=\"\($0.value)\"" }.joined(separator: ", ")
            let key = "\(series.labels.name){\(labels)}"
            return "{labels: '\(key)', value: \(series.points[0].value)}"
        }
    }

    private static func fill(_ lookout: inout Lookout) {
        let target = Announcement(
            instance: "i", component: "c", app: "a", address: "127.0.0.1:1", launch: "one")
        _ = lookout.announce(target, now: 0)
        for second in 0...60 {
            let lines = series.map { one in
                "\(one.key) \(one.start + Double(second) * one.step)\n"
            }
            lookout.take(
                .text(Array(lines.joined().utf8)), of: target, time: Int64(second) * 1_000,
                seconds: 0)
        }
    }
}
