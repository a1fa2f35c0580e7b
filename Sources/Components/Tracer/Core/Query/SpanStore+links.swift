public import TracerAPI

/// Who calls whom.
extension SpanStore {
    /// The links of all traces that began in a time, the names sorted.
    ///
    /// A trace's links are kept until another span of it comes, so that asking again costs little.
    ///
    /// - Parameters:
    ///   - end: milliseconds since 1970.
    ///   - lookback: milliseconds before that.
    public mutating func links(end: Int64, lookback: Int64) -> [DependencyLink] {
        var sums: [Pair: (calls: Int, errors: Int)] = [:]
        let begin = (end - lookback) * 1_000
        for (id, record) in records {
            guard record.start <= end * 1_000 + 999, record.start >= begin else { continue }
            let links = record.links ?? record.callLinks()
            if record.links == nil { records[id]?.links = links }
            for link in links {
                let pair = Pair(parent: link.parent, child: link.child)
                sums[pair, default: (0, 0)].calls += 1
                if link.hasError { sums[pair, default: (0, 0)].errors += 1 }
            }
        }
        return sums.map { pair, sum in
            DependencyLink(
                parent: names[pair.parent], child: names[pair.child], callCount: sum.calls,
                errorCount: sum.errors)
        }.sorted { ($0.parent, $0.child) < ($1.parent, $1.child) }
    }

    private struct Pair: Hashable {
        let parent: Int
        let child: Int
    }
}
