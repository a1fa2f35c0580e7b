/// How a count that only rises stood at what time: the last minute, at most 240 samples. Between two
/// samples, and since the last one, it stood still.
struct CountHistory: Equatable {
    /// A count at a time in milliseconds.
    struct Sample: Equatable {
        var time: Int64
        var count: Int
    }

    private(set) var samples: [Sample] = []

    /// Adds a count. A lower count than before starts anew: whoever counts is another one.
    mutating func add(_ count: Int, at time: Int64) {
        if let last = samples.last, count < last.count || time < last.time { samples = [] }
        samples.append(Sample(time: time, count: count))
        let horizon = time - 61_000
        // One that is older stays: it says how the count stood when the minute began.
        while samples.count > 240 || (samples.count > 1 && samples[1].time < horizon) {
            samples.removeFirst()
        }
    }

    /// When it counted something last; nil for never within the last minute.
    var lastRise: Int64? {
        guard let last = samples.last,
            let before = samples.lastIndex(where: { $0.count < last.count })
        else { return nil }
        return samples[before + 1].time
    }

    /// Tenths of one a second over the last ten seconds before `now`; 0 when nothing is known.
    func tenthsPerSecond(at now: Int64) -> Int {
        guard let last = samples.last,
            let base = samples.last(where: { $0.time <= now - 10_000 }) ?? samples.first
        else { return 0 }
        let duration = min(max(1_000, now - base.time), 10_000)
        return Int((Int64(last.count - base.count) * 10_000 + duration / 2) / duration)
    }

    /// How many came in the minute before `now`.
    func withinMinute(of now: Int64) -> Int {
        guard let last = samples.last,
            let base = samples.last(where: { $0.time <= now - 60_000 }) ?? samples.first
        else { return 0 }
        return last.count - base.count
    }

    /// How many came in each of the last `count` spans of so many seconds before `now`, oldest
    /// first.
    func spans(_ count: Int, ofSeconds seconds: Int, at now: Int64) -> [Int] {
        var buckets = [Int](repeating: 0, count: max(0, count))
        for (before, after) in zip(samples, samples.dropFirst()) {
            let age = Int((now - after.time) / 1_000) / max(1, seconds)
            let index = buckets.count - 1 - age
            if buckets.indices.contains(index) { buckets[index] += after.count - before.count }
        }
        return buckets
    }
}
