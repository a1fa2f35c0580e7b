/// `histogram_quantile`: below which value a share of all events lies, estimated from buckets.
///
/// Within a bucket, events are taken to lie evenly. Source: prometheus/promql/quantile.go.
enum HistogramQuantile {
    struct Bucket: Equatable {
        var bound: Double
        var count: Double
    }

    static func lines(of buckets: [GridLine], _ quantiles: [Double]) -> [GridLine] {
        var order: [Labels] = []
        var groups: [Labels: [(bound: Double, numbers: [Double])]] = [:]
        for line in buckets {
            let bound = line.labels["le"]
            guard let value = bound == "+Inf" ? .infinity : Double(bound) else { continue }
            let key = line.labels.filtered { $0 != "le" && $0 != Labels.metricName }
            if groups[key] == nil { order.append(key) }
            groups[key, default: []].append((value, line.numbers))
        }
        return order.map { key in
            let group = (groups[key] ?? []).sorted { $0.bound < $1.bound }
            return GridLine(
                key,
                quantiles.indices.map { index in
                    let present = group.compactMap { bound, numbers in
                        numbers[index].isStaleMarker
                            ? nil : Bucket(bound: bound, count: numbers[index])
                    }
                    return present.isEmpty
                        ? GridLine.nothing : value(quantiles[index], of: present)
                })
        }
    }

    /// - Parameter buckets: by rising bounds, counts added up from the lowest.
    static func value(_ quantile: Double, of buckets: [Bucket]) -> Double {
        if quantile.isNaN { return .nan }
        if quantile < 0 { return -.infinity }
        if quantile > 1 { return .infinity }
        guard buckets.last?.bound == .infinity else { return .nan }
        let buckets = rising(coalesced(buckets))
        guard buckets.count >= 2, let total = buckets.last?.count, total != 0, !total.isNaN else {
            return .nan
        }
        var rank = quantile * total
        let last = buckets.count - 1
        let index = buckets[..<last].firstIndex { $0.count >= rank } ?? last
        if index == last { return buckets[last - 1].bound }
        if index == 0, buckets[0].bound <= 0 { return buckets[0].bound }
        var start = 0.0
        var count = buckets[index].count
        if index > 0 {
            start = buckets[index - 1].bound
            count -= buckets[index - 1].count
            rank -= buckets[index - 1].count
        }
        return start + (buckets[index].bound - start) * (rank / count)
    }

    private static func coalesced(_ buckets: [Bucket]) -> [Bucket] {
        var result: [Bucket] = []
        for bucket in buckets {
            if result.last?.bound == bucket.bound {
                result[result.count - 1].count += bucket.count
            } else {
                result.append(bucket)
            }
        }
        return result
    }

    /// Rates of buckets that were not read at one instant may fall by a hair.
    private static func rising(_ buckets: [Bucket]) -> [Bucket] {
        var highest = -Double.infinity
        return buckets.map { bucket in
            highest = max(highest, bucket.count)
            return Bucket(bound: bucket.bound, count: highest)
        }
    }
}
