/// A trace in a list: `workshop trace list --json`.
public struct TraceListing: Hashable, Sendable, Codable {
    /// Its id.
    public var traceId: String
    /// What its first span did.
    public var root: String
    /// The services that tell of it, in the order of their first spans.
    public var services: [String]
    /// How many spans it has.
    public var spans: Int
    /// From the first start to the last end, in microseconds.
    public var durationMicros: Int64
    /// Whether any span failed.
    public var error: Bool
    /// When it began, microseconds since 1970.
    public var timestamp: Int64

    /// Its id as who made it writes it: see ``TraceID/shown``.
    public var shownID: String { TraceID(parsing: traceId)?.shown ?? traceId }

    /// What a list tells of a trace; nil without spans.
    public init?(_ spans: [ZipkinSpan]) {
        let sorted = spans.sorted { $0.timestamp < $1.timestamp }
        guard let first = sorted.first else { return nil }
        let root = sorted.first { $0.parentID == nil } ?? first
        traceId = first.traceID.description
        self.root = root.shownName
        services = []
        for span in sorted where !span.localEndpoint.serviceName.isEmpty {
            let name = span.localEndpoint.serviceName
            if !services.contains(name) { services.append(name) }
        }
        self.spans = spans.count
        timestamp = root.timestamp
        let end = sorted.map { $0.timestamp + $0.duration }.max() ?? 0
        durationMicros = max(0, end - first.timestamp)
        error = spans.contains { $0.error != nil }
    }
}

/// The answer of `workshop trace list --json`.
public struct TraceListings: Hashable, Sendable, Codable {
    /// The newest first.
    public var traces: [TraceListing]

    /// An answer.
    public init(traces: [TraceListing]) {
        self.traces = traces
    }
}
