import Metrics
import Telemetry
import TestSupport
import Testing

@Suite struct MetricsRegistryTests {
    @Test func `equal names and labels are one series, whoever asks for it`() {
        let registry = MetricsRegistry()
        Counter(label: "a", dimensions: [("x", "1"), ("y", "2")], factory: registry).increment()
        Counter(label: "a", dimensions: [("y", "2"), ("x", "1")], factory: registry).increment()
        #expect(
            registry.families.first { $0.name == "a" }?.series
                == [
                    .init(
                        labels: [MetricLabel("x", "1"), MetricLabel("y", "2")], value: .number(2))
                ])
    }

    @Test func `beyond the limit of a name series are dropped and counted, others live`() {
        var limits = MetricLimits()
        limits.seriesOfName = 3
        let registry = MetricsRegistry(limits: limits)
        for number in 0..<10 {
            Counter(label: "exploding", dimensions: [("id", "\(number)")], factory: registry)
                .increment()
        }
        Counter(label: "calm", factory: registry).increment()
        #expect(registry.families.first { $0.name == "exploding" }?.series.count == 3)
        #expect(registry.value(of: "calm") == 1)
        #expect(registry.value(of: "metrics.dropped.series") == 7)
    }

    @Test func `a name of another kind is dropped, not mixed`() {
        let registry = MetricsRegistry()
        Counter(label: "a", factory: registry).increment()
        Meter(label: "a", factory: registry).set(9)
        #expect(registry.value(of: "a") == 1)
        #expect(registry.value(of: "metrics.dropped.series") == 1)
    }

    @Test func `a counter never falls, a gauge does`() {
        let registry = MetricsRegistry()
        let counter = Counter(label: "c", factory: registry)
        counter.increment(by: 5)
        counter.increment(by: -3)
        let gauge = Meter(label: "g", factory: registry)
        gauge.set(5)
        gauge.decrement(by: 3)
        #expect(registry.value(of: "c") == 5)
        #expect(registry.value(of: "g") == 2)
    }

    @Test func `every value is in the bucket whose bounds enclose it`() {
        let seed = UInt64(20_190_624)
        var random = SeededRandom(seed: seed)
        for layout in [BucketLayout.durations, .sizes] {
            for _ in 0..<2_000 {
                let value = Int64.random(
                    in: 0...Int64(1) << Int64.random(in: 1...40, using: &random), using: &random)
                let index = layout.index(of: value)
                let above = index == layout.bounds.count ? Int64.max : layout.bounds[index]
                let below = index == 0 ? -1 : layout.bounds[index - 1]
                #expect(below < value && value <= above, "seed \(seed)")
            }
            #expect(layout.bounds == layout.bounds.sorted())
            #expect(layout.bounds.count <= BucketLayout.limit)
        }
    }

    @Test func `additions from many tasks are all there`() async {
        let registry = MetricsRegistry()
        let timer = Timer(label: "t", factory: registry)
        await withTaskGroup(of: Void.self) { group in
            for _ in 0..<8 {
                group.addTask { for _ in 0..<1_000 { timer.recordNanoseconds(20_000) } }
            }
        }
        guard
            case .distribution(_, let counts, let sum)? = registry.families
                .first(where: { $0.name == "t" })?.series.first?.value
        else {
            Issue.record("no histogram")
            return
        }
        #expect(counts.reduce(0, +) == 8_000)
        #expect(sum == 8_000 * 20_000)
    }

    @Test func `a destroyed series is gone and makes room`() {
        let registry = MetricsRegistry()
        let counter = Counter(label: "c", factory: registry)
        counter.increment()
        counter.destroy()
        #expect(registry.value(of: "c") == nil)
    }

    @Test func `the process tells of itself`() throws {
        let families = ProcessMetrics().collect()
        #expect(
            families.map(\.name) == [
                "process_cpu", "process_threads", "process_virtual_memory",
                "process_resident_memory", "process_start_time", "process_open_fds",
                "process_max_fds",
            ])
        for family in families {
            guard case .number(let value)? = family.series.first?.value else { continue }
            #expect(value > 0 || family.name == "process_cpu", "\(family.name)")
        }
    }
}

extension MetricsRegistry {
    /// The number of a name's only series.
    fileprivate func value(of name: String) -> Double? {
        guard
            case .number(let value)? = families.first(where: { $0.name == name })?.series.first?
                .value
        else { return nil }
        return value
    }
}
