import TracerAPI

/// The spans of one trace, in the order they came.
struct TraceRecord: Sendable {
    let id: TraceID
    var spans: [StoredSpan] = []
    /// The services that tell of it, by their numbers.
    var services: [Int] = []
    /// The earliest start, microseconds since 1970; 0 while none is told.
    var start: Int64 = 0
    /// Whether any span failed.
    var hasError = false
    /// Links of its calls, found when they were asked for last; nil after another span came.
    var links: [CallLink]?

    mutating func add(_ span: StoredSpan) {
        spans.append(span)
        if span.service != 0, !services.contains(span.service) { services.append(span.service) }
        if span.timestamp > 0, start == 0 || span.timestamp < start { start = span.timestamp }
        if span.hasError { hasError = true }
        links = nil
    }
}
