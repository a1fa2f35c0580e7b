/// Searching traces.
extension SpanStore {
    /// The newest traces that fit, each with all its spans.
    public func traces(_ query: TraceQuery) -> [[StoredSpan]] {
        guard let filter = SpanFilter(query, names: names) else { return [] }
        let end = query.end * 1_000 + 999
        let begin = (query.end - query.lookback) * 1_000
        var candidates: [(start: Int64, record: TraceRecord)] = []
        for record in records.values where record.start > 0 {
            guard record.start <= end, record.start >= begin, filter.mayFit(record) else {
                continue
            }
            candidates.append((record.start, record))
        }
        candidates.sort { $0.start > $1.start }
        var found: [[StoredSpan]] = []
        for candidate in candidates {
            if found.count >= query.limit { break }
            if filter.fits(candidate.record) { found.append(candidate.record.spans) }
        }
        return found
    }
}

/// A query in the store's numbers. Conditions may be met by different spans of a trace, but all of the
/// service that is asked for.
struct SpanFilter {
    private let service: Int?
    private let remoteService: Int?
    private let name: Int?
    private let durations: ClosedRange<Int64>?
    private let conditions: [(tag: [UInt8], annotation: [UInt8]?)]

    /// Nil when a name is asked for that no span has.
    init?(_ query: TraceQuery, names: NameTable) {
        func number(_ text: String?) -> Int?? {
            guard let text else { return .some(nil) }
            return names.number(of: text).map { .some($0) }
        }
        guard let service = number(query.service), let remote = number(query.remoteService),
            let name = number(query.spanName)
        else { return nil }
        self.service = service
        self.remoteService = remote
        self.name = name
        durations = query.minimum.map { $0...(query.maximum ?? .max) }
        conditions = query.conditions.map { condition in
            let key = StoredSpan.pattern(key: condition.key, value: condition.value)
            let text =
                condition.value == nil ? StoredSpan.pattern(annotation: condition.key) : nil
            return (key, text)
        }
    }

    func mayFit(_ record: TraceRecord) -> Bool {
        guard let service else { return true }
        return record.services.contains(service)
    }

    func fits(_ record: TraceRecord) -> Bool {
        let spans =
            service.map { number in record.spans.filter { $0.service == number } } ?? record.spans
        if let name, !spans.contains(where: { $0.name == name }) { return false }
        if let remoteService, !spans.contains(where: { $0.remoteService == remoteService }) {
            return false
        }
        if let durations, !spans.contains(where: { durations.contains($0.duration) }) {
            return false
        }
        return conditions.allSatisfy { condition in
            spans.contains { span in
                span.hasTag(condition.tag)
                    || (condition.annotation.map(span.hasAnnotation) ?? false)
            }
        }
    }
}
