public import Tracing

/// A recorded span after its end.
public struct FinishedSpan: Sendable {
    /// Where it stands.
    public var trace: TraceContext
    /// What was done.
    public var name: String
    /// Which side of a call it was.
    public var kind: SpanKind
    /// Its start, microseconds since 1970.
    public var startMicroseconds: UInt64
    /// How long it took, in microseconds; 1 at least.
    public var microseconds: UInt64
    /// What is known of it.
    public var attributes: SpanAttributes
    /// Moments in it.
    public var events: [SpanEvent]
    /// Why it failed; nil when it did not.
    public var error: String?
}
