import DequeModule
public import TracerAPI

/// The spans of the workshop's day, in bounded memory: a trace lies together, the oldest trace goes
/// first.
///
/// A value without locks or time: its owner makes one change after another.
public struct SpanStore: Sendable {
    /// What has become of the spans so far.
    public struct Counts: Hashable, Sendable {
        /// Came in.
        public var received = 0
        /// Taken in.
        public var stored = 0
        /// Came a second time, and were left out.
        public var repeated = 0
        /// Left out: too large, or one too many in its trace.
        public var refused = 0
        /// Gone to make room.
        public var evicted = 0
    }

    /// The bounds.
    public let limits: StoreLimits
    /// What has become of the spans so far.
    public private(set) var counts = Counts()
    /// Spans kept now.
    public private(set) var spanCount = 0
    /// Bytes kept now, as ``StoredSpan/cost`` counts them.
    public private(set) var byteCount = 0

    private(set) var names = NameTable()
    var records: [TraceID: TraceRecord] = [:]
    /// Traces in the order of their first spans.
    private var order: Deque<TraceID> = []

    /// An empty store.
    public init(limits: StoreLimits = StoreLimits()) {
        self.limits = limits
    }

    /// Traces kept now.
    public var traceCount: Int { records.count }

    /// Takes spans in, and lets the oldest traces go as far as room is needed.
    ///
    /// - Returns: how many were taken in.
    @discardableResult
    public mutating func take(_ spans: [ZipkinSpan]) -> Int {
        let before = counts.stored
        for span in spans { take(span) }
        return counts.stored - before
    }

    private mutating func take(_ span: ZipkinSpan) {
        counts.received += 1
        let stored = StoredSpan(span, names: &names)
        guard isWanted(stored, in: span.traceID) else {
            stored.release(&names)
            return
        }
        if records[span.traceID] == nil { order.append(span.traceID) }
        records[span.traceID, default: TraceRecord(id: span.traceID)].add(stored)
        counts.stored += 1
        spanCount += 1
        byteCount += stored.cost
        while spanCount > limits.spans || byteCount > limits.bytes, order.count > 1 {
            evictOldest()
        }
    }

    private mutating func isWanted(_ span: StoredSpan, in trace: TraceID) -> Bool {
        guard span.json.count <= limits.spanBytes else {
            counts.refused += 1
            return false
        }
        guard let record = records[trace] else { return true }
        guard !record.spans.contains(where: span.isRepetition) else {
            counts.repeated += 1
            return false
        }
        guard record.spans.count < limits.spansOfTrace else {
            counts.refused += 1
            return false
        }
        return true
    }

    private mutating func evictOldest() {
        guard let id = order.popFirst(), let record = records.removeValue(forKey: id) else {
            return
        }
        for span in record.spans {
            span.release(&names)
            byteCount -= span.cost
        }
        spanCount -= record.spans.count
        counts.evicted += record.spans.count
    }
}
