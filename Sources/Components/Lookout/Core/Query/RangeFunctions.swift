/// What the functions over range vectors give for the samples of one window, which is not empty.
///
/// Source: prometheus/promql/functions.go.
enum RangeFunctions {
    static func value(
        _ function: QueryFunction, _ samples: ArraySlice<Sample>, _ start: Int64, _ end: Int64
    ) -> Double? {
        switch function {
        case .rate: extrapolated(samples, start, end, isCounter: true, isRate: true)
        case .increase: extrapolated(samples, start, end, isCounter: true, isRate: false)
        case .delta: extrapolated(samples, start, end, isCounter: false, isRate: false)
        case .irate: lastChange(samples, isRate: true)
        case .idelta: lastChange(samples, isRate: false)
        case .changes: count(samples) { $0 != $1 && !($0.isNaN && $1.isNaN) }
        case .resets: count(samples) { $1 < $0 }
        case .averageOverTime: samples.reduce(0) { $0 + $1.value } / Double(samples.count)
        case .minimumOverTime: samples.map(\.value).reduce(.nan) { $1 < $0 || $0.isNaN ? $1 : $0 }
        case .maximumOverTime: samples.map(\.value).reduce(.nan) { $1 > $0 || $0.isNaN ? $1 : $0 }
        case .sumOverTime: samples.reduce(0) { $0 + $1.value }
        case .countOverTime: Double(samples.count)
        case .lastOverTime: samples.last?.value
        default: nil
        }
    }

    /// The change over a window, as though the samples reached to its ends when they nearly do. A
    /// counter that fell has begun anew: what it had reached counts.
    private static func extrapolated(
        _ samples: ArraySlice<Sample>, _ start: Int64, _ end: Int64, isCounter: Bool, isRate: Bool
    ) -> Double? {
        guard let first = samples.first, let last = samples.last, samples.count >= 2 else {
            return nil
        }
        var change = last.value - first.value
        if isCounter {
            var before = first.value
            for sample in samples {
                if sample.value < before { change += before }
                before = sample.value
            }
        }
        var toStart = Double(first.time - start) / 1_000
        let toEnd = Double(end - last.time) / 1_000
        let sampled = Double(last.time - first.time) / 1_000
        let between = sampled / Double(samples.count - 1)
        if isCounter, change > 0, first.value >= 0 {
            // A counter does not reach back below zero.
            toStart = min(toStart, sampled * (first.value / change))
        }
        let threshold = between * 1.1
        let reach =
            sampled + (toStart < threshold ? toStart : between / 2)
            + (toEnd < threshold ? toEnd : between / 2)
        let whole = change * (reach / sampled)
        return isRate ? whole / (Double(end - start) / 1_000) : whole
    }

    private static func lastChange(_ samples: ArraySlice<Sample>, isRate: Bool) -> Double? {
        guard samples.count >= 2 else { return nil }
        let last = samples[samples.endIndex - 1]
        let before = samples[samples.endIndex - 2]
        let hasReset = isRate && last.value < before.value
        let change = hasReset ? last.value : last.value - before.value
        return isRate ? change / (Double(last.time - before.time) / 1_000) : change
    }

    private static func count(
        _ samples: ArraySlice<Sample>, _ isOne: (Double, Double) -> Bool
    ) -> Double {
        var before = samples[samples.startIndex].value
        var count = 0.0
        for sample in samples.dropFirst() {
            if isOne(before, sample.value) { count += 1 }
            before = sample.value
        }
        return count
    }
}
