import TestSupport
import Testing

@testable import LookoutCore

@Suite struct SeriesStoreTests {
    private func labels(_ name: String, _ more: (String, String)...) -> Labels {
        Labels([("__name__", name)] + more)
    }

    @Test func `a name finds its series, with dots and as old Prometheus writes it`() throws {
        var store = SeriesStore()
        _ = store.id(for: labels("rpc.calls.count", ("app", "a")), alias: "rpc_calls_total")
        _ = store.id(for: labels("up", ("app", "a")))
        _ = store.id(for: labels("up", ("app", "b")))
        #expect(store.select([.name("rpc.calls.count")]).count == 1)
        #expect(store.select([.name("rpc_calls_total")]).count == 1)
        let tests: [(String, Matcher.Operation, String, Int)] = [
            ("app", .equal, "a", 1), ("app", .notEqual, "a", 1), ("app", .matches, "a|b", 2),
            ("app", .matches, "[ab]", 2), ("app", .matches, "[a", -1),
            ("app", .matchesNot, "b.*", 1),
            ("app", .oneOf, "b|c", 1), ("app", .noneOf, "b|c", 1), ("zone", .equal, "", 2),
            ("app", .matches, "", 0),
        ]
        for (label, operation, value, count) in tests {
            guard let matcher = Matcher(label, operation, value) else {
                #expect(count == -1)
                continue
            }
            #expect(store.select([.name("up"), matcher]).count == count, "\(matcher)")
        }
    }

    @Test func `one series too many is counted, not kept`() {
        var limits = StoreLimits()
        limits.series = 2
        var store = SeriesStore(limits: limits)
        for number in 0..<5 { _ = store.id(for: labels("n\(number)")) }
        #expect(store.figures.series == 2)
        #expect(store.figures.droppedSeries == 3)
    }

    @Test func `memory stays under its limit, and the oldest goes first`() throws {
        var limits = StoreLimits()
        limits.bytes = 300_000
        var store = SeriesStore(limits: limits)
        var random = SeededRandom(seed: 7)
        let ids = (0..<20).compactMap { store.id(for: labels("n\($0)")) }
        for second in 0..<20_000 {
            for id in ids {
                let sample = Sample(
                    time: Int64(second) * 1_000, value: Double(bitPattern: random.next() >> 12))
                _ = store.append(sample, to: id)
            }
            store.forget(now: Int64(second) * 1_000)
            #expect(store.figures.bytes < limits.bytes + 20 * 4_200)
        }
        let series = try #require(store[ids[3]])
        var cursor = SampleCursor(series, from: 0)
        let next = cursor.next()
        let first = try #require(next)
        #expect(first.time > 15_000_000, "the newest are kept")
        var last = first
        var count = 1
        while let sample = cursor.next() {
            #expect(sample.time == last.time + 1_000)
            last = sample
            count += 1
        }
        #expect(count == series.count)
        #expect(store.all.reduce(0) { $0 + $1.size } == store.figures.bytes)
        #expect(store.all.reduce(0) { $0 + $1.count } == store.figures.samples)
    }

    @Test func `what is older than the day is forgotten, series and all`() {
        var limits = StoreLimits()
        limits.retention = 3_600_000
        var store = SeriesStore(limits: limits)
        guard let old = store.id(for: labels("old")), let young = store.id(for: labels("young"))
        else { return }
        _ = store.append(Sample(time: 0, value: 1), to: old)
        for minute in 0..<600 {
            let now = Int64(minute) * 60_000
            _ = store.append(Sample(time: now, value: 1), to: young)
            store.forget(now: now)
        }
        #expect(store[old] == nil)
        #expect(store.figures.series == 1)
        #expect(store.select([.name("old")]).isEmpty)
        let isKept = store.append(Sample(time: 99_999_999, value: 1), to: old)
        #expect(!isKept)
    }
}
