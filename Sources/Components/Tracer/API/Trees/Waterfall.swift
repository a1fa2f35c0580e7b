/// A trace as people read it: a row for each step, causes above what they cause, the two sides of a
/// call in one row.
public struct Waterfall: Hashable, Sendable {
    /// When one side was busy.
    public struct Lane: Hashable, Sendable {
        /// The service.
        public var service: String
        /// Microseconds after the trace began.
        public var start: Int64
        /// Microseconds.
        public var duration: Int64

        init(_ span: ZipkinSpan, origin: Int64) {
            service = span.localEndpoint.serviceName
            start = max(0, span.timestamp - origin)
            duration = span.duration
        }
    }

    /// One step.
    public struct Row: Hashable, Sendable {
        /// How many causes stand above it.
        public var depth: Int
        /// What was done.
        public var name: String
        /// SOFATracer's id of the span, `0.1`; empty for spans of others.
        public var spanID: String
        /// Who did it, or, of a call, who called.
        public var lane: Lane
        /// Of a call, who was called, as that one tells it.
        public var serverLane: Lane?
        /// Who was called, as far as only the caller tells; empty for none.
        public var remoteService: String
        /// Why it failed; nil when it did not.
        public var error: String?
        /// All that was told: one span, or both sides.
        public var spans: [ZipkinSpan]

        /// Who was called, as that one or the caller tells it; empty for none.
        public var calledService: String { serverLane?.service ?? remoteService }
    }

    /// Which columns of a bar a step takes: one at least.
    public struct Bar: Hashable, Sendable {
        /// All of it.
        public var whole: Range<Int>
        /// The part in which who was called was busy; nil when only one side told.
        public var server: Range<Int>?
    }

    /// Where a step stands in a bar of so many columns.
    ///
    /// - Parameter duration: what the columns stand for, in microseconds; the trace's own unless two
    ///   traces are to be compared.
    public func bar(_ row: Row, columns: Int, duration: Int64? = nil) -> Bar {
        let total = max(1, duration ?? self.duration)
        func place(_ time: Int64) -> Int {
            Int(min(Int64(columns), max(0, time) * Int64(columns) / total))
        }
        func range(_ lane: Lane) -> Range<Int> {
            let start = min(columns - 1, place(lane.start))
            return start..<max(start + 1, place(lane.start + lane.duration))
        }
        return Bar(whole: range(row.lane), server: row.serverLane.map(range))
    }

    /// The rows from top to bottom.
    public private(set) var rows: [Row] = []
    /// When the trace began, microseconds since 1970.
    public let timestamp: Int64
    /// From the first start to the last end, in microseconds.
    public let duration: Int64

    /// The rows of a trace's spans. Equal sets of spans give equal rows, in whatever order they came.
    public init(_ spans: [ZipkinSpan]) {
        let sorted = spans.sorted {
            ($0.timestamp, $0.shared ? 1 : 0, $0.id) < ($1.timestamp, $1.shared ? 1 : 0, $1.id)
        }
        let begin = sorted.first { $0.timestamp > 0 }?.timestamp ?? 0
        timestamp = begin
        duration = max(0, (sorted.map { $0.timestamp + $0.duration }.max() ?? 0) - begin)
        var services: [String: Int] = [:]
        for span in sorted {
            let name = span.localEndpoint.serviceName
            if services[name] == nil { services[name] = services.count }
        }
        let tree = SpanTree(
            sorted.map { span in
                SpanTree.Item(
                    id: span.id, parentID: span.parentID, kind: span.kind, isShared: span.shared,
                    service: services[span.localEndpoint.serviceName] ?? 0)
            })
        let children = tree.children
        var pending = children[sorted.count].reversed().map { (index: $0, depth: 0) }
        while let (index, depth) = pending.popLast() {
            var below = children[index]
            let twin = below.first { sorted[$0].id == sorted[index].id }
            if let twin { below = below.filter { $0 != twin } + children[twin] }
            rows.append(row(sorted[index], twin.map { sorted[$0] }, depth))
            below.sort { (sorted[$0].timestamp, $0) < (sorted[$1].timestamp, $1) }
            pending += below.reversed().map { ($0, depth + 1) }
        }
    }

    private func row(_ span: ZipkinSpan, _ twin: ZipkinSpan?, _ depth: Int) -> Row {
        Row(
            depth: depth, name: span.shownName, spanID: span.tag("origin.span.id") ?? "",
            lane: Lane(span, origin: timestamp),
            serverLane: twin.map { Lane($0, origin: timestamp) },
            remoteService: span.kind == .client || span.kind == .producer
                ? span.remoteEndpoint.serviceName : "",
            error: span.error ?? twin?.error, spans: [span] + [twin].compactMap { $0 })
    }
}
