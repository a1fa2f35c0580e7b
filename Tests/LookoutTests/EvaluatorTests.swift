import TestSupport
import Testing

@testable import LookoutCore

/// Queries over series written as Prometheus's own unit tests write them.
@Suite struct EvaluatorTests {
    static let world: [String: String] = [
        "a.count{app=\"x\",i=\"1\"}": "0+10x60",
        "a.count{app=\"x\",i=\"2\"}": "0+1x30 0+1x29",
        "a.count{app=\"y\",i=\"1\"}": "5x60",
        "g{app=\"x\"}": "1x10 stale",
        "g{app=\"y\"}": "2x60",
        "t_seconds_bucket{le=\"0.1\"}": "0+1x60", "t_seconds_bucket{le=\"0.2\"}": "0+3x60",
        "t_seconds_bucket{le=\"+Inf\"}": "0+4x60", "t_seconds_sum{}": "0+0.5x60",
        "t_seconds_count{}": "0+4x60",
    ]

    @Test(arguments: [
        ("a.count{app=\"x\",i=\"1\"}", "{__name__=\"a.count\", app=\"x\", i=\"1\"} 600"),
        ("sum by (app) (a.count)", "{app=\"x\"} 629\n{app=\"y\"} 5"),
        ("sum(a.count) without (i)", "{app=\"x\"} 629\n{app=\"y\"} 5"),
        ("increase(a.count{i=\"1\",app=\"x\"}[30s])", "{app=\"x\", i=\"1\"} 300"),
        ("rate(a.count{i=\"1\",app=\"x\"}[30s])", "{app=\"x\", i=\"1\"} 10"),
        // Fell from 30 to 0 and rose again: the reset counts what was reached.
        ("increase(a.count{i=\"2\"}[1m])", "{app=\"x\", i=\"2\"} 59"),
        ("resets(a.count{i=\"2\"}[1m])", "{app=\"x\", i=\"2\"} 1"),
        ("irate(a.count{i=\"2\"}[1m])", "{app=\"x\", i=\"2\"} 1"),
        ("g", "{__name__=\"g\", app=\"y\"} 2"),
        ("absent(g{app=\"x\"})", "{app=\"x\"} 1"),
        ("absent(g{app=\"y\"})", ""),
        ("count(a.count)", "{} 3"), ("avg(a.count{app=\"x\"})", "{} 314.5"),
        ("max(a.count)", "{} 600"), ("min(a.count)", "{} 5"),
        ("topk(1, a.count)", "{__name__=\"a.count\", app=\"x\", i=\"1\"} 600"),
        ("quantile(0.5, a.count)", "{} 29"),
        (
            "a.count > 20",
            "{__name__=\"a.count\", app=\"x\", i=\"1\"} 600\n{__name__=\"a.count\", app=\"x\", i=\"2\"} 29"
        ),
        (
            "a.count > bool 20 ",
            "{app=\"x\", i=\"1\"} 1\n{app=\"x\", i=\"2\"} 1\n{app=\"y\", i=\"1\"} 0"
        ),
        ("a.count{i=\"1\"} / on(app) g", "{app=\"y\"} 2.5"),
        ("a.count and on(app) g", "{__name__=\"a.count\", app=\"y\", i=\"1\"} 5"),
        ("a.count{i=\"1\"} unless on(app) g", "{__name__=\"a.count\", app=\"x\", i=\"1\"} 600"),
        ("g or vector(7)", "{} 7\n{__name__=\"g\", app=\"y\"} 2"),
        ("histogram_quantile(0.5, rate(t_seconds_bucket[30s]))", "{} 0.15000000000000002"),
        ("histogram_quantile(0.99, rate(t_seconds_bucket[30s]))", "{} 0.2"),
        ("histogram_quantile(0.1, rate(t_seconds_bucket[30s]))", "{} 0.04000000000000001"),
        ("1 + 2 * 3 ^ 2 - -1", "{} 20"), ("2 ^ 3 ^ 2", "{} 512"), ("-2 ^ 2", "{} -4"),
        ("1 < bool 2", "{} 1"), ("7 % 4", "{} 3"), ("1 / 0", "{} +Inf"), ("time()", "{} 60"),
        ("scalar(g) + 1", "{} 3"), ("scalar(a.count)", "{} NaN"),
        ("sum_over_time(g{app=\"y\"}[9s])", "{app=\"y\"} 20"),
        ("max_over_time(a.count{i=\"2\"}[1m])", "{app=\"x\", i=\"2\"} 30"),
        ("a.count{app=\"y\"} offset 30s", "{__name__=\"a.count\", app=\"y\", i=\"1\"} 5"),
        ("abs(-g)", "{app=\"y\"} 2"), ("round(g * 1.26, 0.1)", "{app=\"y\"} 2.5"),
        (
            "clamp_max(a.count, 50)",
            "{app=\"x\", i=\"1\"} 50\n{app=\"x\", i=\"2\"} 29\n{app=\"y\", i=\"1\"} 5"
        ),
        // The statistics of 2019.
        ("a.rate{i=\"1\"}", "{app=\"x\", i=\"1\"} 10\n{app=\"y\", i=\"1\"} 0"),
        ("t.elapPerExec", "{} 0.125"), ("t.totalTime", "{} 15"), ("t.max", "{} 0.2"),
    ])
    func `a query gives what Prometheus gives`(text: String, expected: String) throws {
        #expect(try shown(text, at: .init(at: 60_000)) == expected)
    }

    @Test func `two series with one set of labels cannot be paired`() throws {
        do throws(QueryError) {
            _ = try answer("a.count / on(app) a.count", .init(at: 60_000))
            Issue.record("paired")
        } catch {
            #expect(error.kind == .execution)
            #expect(error.position == 8)
        }
    }

    @Test func `a query over a range is the query at each moment`() throws {
        let seed: UInt64 = 20_190_624
        var random = SeededRandom(seed: seed)
        let texts = [
            "a.count", "rate(a.count[7s])", "sum by (app) (rate(a.count[10s]))", "g * 2",
            "histogram_quantile(0.9, rate(t_seconds_bucket[20s]))", "topk(2, a.count)",
            "g or a.count", "absent(g{app=\"x\"})", "max_over_time(g[15s])", "a.rate",
        ]
        for text in texts {
            let start = Int64.random(in: 0...20_000, using: &random)
            let step = Int64.random(in: 500...9_000, using: &random)
            let moments = Query.Moments(start: start, end: 62_000, step: step)
            let whole = try answer(text, moments)
            for index in 0..<moments.count {
                let time = moments.time(index)
                let one = try answer(text, .init(at: time))
                let part = whole.series.compactMap { series -> String? in
                    series.points.first { $0.time == time }.map { "\(series.labels) \($0.value)" }
                }
                #expect(
                    Set(part) == Set(one.series.map { "\($0.labels) \($0.points[0].value)" }),
                    "\(text) at \(time), seed \(seed)")
            }
        }
    }

    @Test func `too much is refused`() throws {
        var limits = QueryLimits()
        limits.samples = 100
        let query = try Query("rate(a.count[1m])")
        #expect(throws: QueryError.self) {
            try query.evaluate(
                at: .init(at: 60_000), over: Self.store.series(for: query.selectors),
                limits: limits)
        }
        #expect(throws: QueryError.self) {
            try query.evaluate(at: .init(start: 0, end: 20_000_000, step: 1_000), over: [:])
        }
    }

    // MARK: The world

    struct World {
        var store = SeriesStore()

        func series(for selectors: Set<Selector>) -> [Selector: [StoredSeries]] {
            Dictionary(uniqueKeysWithValues: selectors.map { ($0, store.select($0.matchers)) })
        }
    }

    static let store: World = {
        var world = World()
        for (key, values) in Self.world {
            guard let pairs = SeriesKey.labels(of: Array(key.utf8)[...]),
                let id = world.store.id(for: Labels(pairs))
            else { continue }
            for (second, value) in SeriesText.values(of: values).enumerated() {
                guard let value else { continue }
                _ = world.store.append(Sample(time: Int64(second) * 1_000, value: value), to: id)
            }
        }
        return world
    }()

    private func answer(
        _ text: String, _ moments: Query.Moments
    ) throws(QueryError) -> QueryResult {
        let world = Self.store
        let query = try Query(text).derivingStatistics { world.store.hasName($0) }
        return try query.evaluate(at: moments, over: world.series(for: query.selectors))
    }

    private func shown(_ text: String, at moments: Query.Moments) throws -> String {
        try answer(text, moments).series.map { series in
            let labels = series.labels.pairs.map { "\($0.name)=\"\($0.value)\"" }
            let value = series.points[0].value
            let number =
                value.isNaN
                ? "NaN"
                : value.isInfinite
                    ? "+Inf" : value == value.rounded() ? "\(Int(value))" : "\(value)"
            return "{\(labels.joined(separator: ", "))} \(number)"
        }.joined(separator: "\n")
    }
}

/// Series as promtool's unit tests write them: `0+10x60`, `5x60`, `stale`, `_`.
enum SeriesText {
    static func values(of text: String) -> [Double?] {
        text.split(separator: " ").flatMap { word -> [Double?] in
            if word == "stale" { return [Sample.staleMarker] }
            if word == "_" { return [nil] }
            let parts = word.split(separator: "x")
            let numbers = parts[0].split(separator: "+").compactMap { Double($0) }
            guard parts.count == 2, let count = Int(parts[1]), let start = numbers.first else {
                return [numbers.first]
            }
            let step = numbers.count > 1 ? numbers[1] : 0
            return (0...count).map { start + Double($0) * step }
        }
    }
}
