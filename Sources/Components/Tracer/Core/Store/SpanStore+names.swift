public import TracerAPI

/// Questions for names and single traces.
extension SpanStore {
    /// The services that tell spans, sorted.
    public var services: [String] {
        var numbers: Set<Int> = []
        for record in records.values { numbers.formUnion(record.services) }
        return numbers.map { names[$0] }.sorted()
    }

    /// The names of a service's spans, sorted.
    public func spanNames(of service: String) -> [String] {
        distinct(of: service) { $0.name }
    }

    /// The services that a service names as the other side, sorted.
    public func remoteServices(of service: String) -> [String] {
        distinct(of: service) { $0.remoteService }
    }

    /// The values of a tag, at most so many, sorted.
    public func values(ofTag key: String, limit: Int = 100) -> [String] {
        var values: Set<String> = []
        for record in records.values {
            for span in record.spans {
                guard let value = span.value(ofTag: key) else { continue }
                values.insert(value)
                if values.count >= limit { return values.sorted() }
            }
        }
        return values.sorted()
    }

    /// The spans of a trace in the order they came; nil when it is not here.
    public func trace(_ id: TraceID) -> [StoredSpan]? {
        if let record = records[id] { return record.spans }
        // An id of 64 bits finds the trace whose lower half it is, as with Zipkin.
        guard id.high == 0 else { return nil }
        return records.first { $0.key.low == id.low }?.value.spans
    }

    private func distinct(of service: String, _ name: (StoredSpan) -> Int) -> [String] {
        guard let number = names.number(of: service.lowercased()) else { return [] }
        var found: Set<Int> = []
        for record in records.values where record.services.contains(number) {
            for span in record.spans where span.service == number { found.insert(name(span)) }
        }
        found.remove(0)
        return found.map { names[$0] }.sorted()
    }
}

extension SpanStore {
    /// Traces in which a span failed.
    public var failedTraceCount: Int { records.values.count { $0.hasError } }

    /// A trace as it is remembered when somebody looked at it.
    public func shown(_ id: TraceID, _ spans: [StoredSpan]) -> TracerState.ShownTrace {
        let root = spans.first { $0.parentID == nil } ?? spans.min { $0.timestamp < $1.timestamp }
        return TracerState.ShownTrace(
            traceId: id.description, root: root.map { names[$0.name] } ?? "",
            services: Set(spans.map(\.service)).subtracting([0]).map { names[$0] }.sorted(),
            error: spans.contains(where: \.hasError))
    }
}
