/// How a count that only rises stood at what time: the last minute, at most 240 samples.
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
        while samples.count > 240 || (samples.first.map { $0.time < horizon } ?? false) {
            samples.removeFirst()
        }
    }

    /// Tenths of one a second over the last ten seconds before `now`; 0 when nothing is known.
    func tenthsPerSecond(at now: Int64) -> Int {
        guard let last = samples.last, now - last.time < 5_000,
            let first = samples.first(where: { $0.time >= now - 10_000 }), first.time < last.time
        else { return 0 }
        let duration = max(1_000, last.time - first.time)
        return Int((Int64(last.count - first.count) * 10_000 + duration / 2) / duration)
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
