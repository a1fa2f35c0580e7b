/// Where in which trace a span stands, in SOFATracer's words and in everybody else's.
///
/// SOFATracer's trace id is the IPv4 address in hexadecimal, the time in milliseconds, a number and the
/// process id: `0ad1348f1403169275002100356696`. Its span ids tell the order of calls: `0` is the root,
/// `0.2` its second call, `0.2.1` the first call which that one made; the server has its client's id.
/// Others want 64 bits: a digest of the span id, or, in a trace that began elsewhere, of the span
/// id and the parent's number, so that two calls into one trace never look the same.
public struct TraceContext: Hashable, Sendable {
    /// The trace id as it came or was made: up to 32 hexadecimal digits, and a `T` for load tests.
    public let traceID: String
    /// SOFATracer's span id, `0.1.2`.
    public let spanID: String
    /// The span id for Zipkin, B3 and W3C; never 0.
    public let id: UInt64
    /// SOFATracer's id of the parent; nil for a root.
    public let parentSpanID: String?
    /// The parent's id for Zipkin; nil for a root.
    public let parentID: UInt64?
    /// Whether the trace is recorded; decided once, where it begins.
    public let isSampled: Bool
    /// Whether the other side of the call has the same id.
    public let isShared: Bool

    init(
        traceID: String, spanID: String, id: UInt64, parentSpanID: String?, parentID: UInt64?,
        isSampled: Bool, isShared: Bool = false
    ) {
        self.traceID = traceID
        self.spanID = spanID
        self.id = id
        self.parentSpanID = parentSpanID
        self.parentID = parentID
        self.isSampled = isSampled
        self.isShared = isShared
    }

    /// The first span of a trace.
    static func root(traceID: String, isSampled: Bool) -> TraceContext {
        TraceContext(
            traceID: traceID, spanID: "0", id: SpanDigest.of("0"), parentSpanID: nil, parentID: nil,
            isSampled: isSampled)
    }

    /// A span as another process told it in SOFATracer's words, and perhaps in numbers.
    static func told(
        traceID: String, spanID: String, id: UInt64?, isSampled: Bool
    ) -> TraceContext {
        let parent = spanID.lastIndex(of: ".").map { String(spanID[..<$0]) }
        let known = id ?? SpanDigest.of(spanID)
        let isPlain = known == SpanDigest.of(spanID)
        return TraceContext(
            traceID: traceID, spanID: spanID, id: known, parentSpanID: parent,
            parentID: isPlain ? parent.map(SpanDigest.of) : nil, isSampled: isSampled)
    }

    /// The span that a process has when a foreign span called it: the first in SOFATracer's words.
    ///
    /// - Parameter turn: different at every call, for callers who use one span id twice.
    static func below(
        foreign parent: UInt64, traceID: String, isSampled: Bool, turn: UInt64
    ) -> TraceContext {
        TraceContext(
            traceID: traceID, spanID: "0", id: SpanDigest.of("0", below: parent, turn: turn),
            parentSpanID: nil, parentID: parent, isSampled: isSampled)
    }

    /// The server's side of this call: the same ids.
    var sharedByServer: TraceContext {
        TraceContext(
            traceID: traceID, spanID: spanID, id: id, parentSpanID: parentSpanID,
            parentID: parentID, isSampled: isSampled, isShared: true)
    }

    /// The span's child of a number, from 1.
    func child(_ number: Int) -> TraceContext {
        let child = "\(spanID).\(number)"
        return TraceContext(
            traceID: traceID, spanID: child,
            id: isDigest ? SpanDigest.of(child) : SpanDigest.of(child, below: id),
            parentSpanID: spanID, parentID: id, isSampled: isSampled)
    }

    /// Whether the number follows from SOFATracer's span id alone.
    var isDigest: Bool { id == SpanDigest.of(spanID) }

    /// The trace id without the mark of load tests.
    var digits: Substring {
        traceID.last == "T" ? traceID.dropLast() : traceID[...]
    }
}
