import TracerAPI

/// A span as OpenTelemetry's protocol has it, whichever way it was written.
///
/// Source: open-telemetry/opentelemetry-proto `trace.proto`.
public struct OTLPSpan: Hashable, Sendable {
    /// 16 bytes.
    public var traceID: [UInt8] = []
    /// 8 bytes.
    public var spanID: [UInt8] = []
    /// 8 bytes; empty for a root.
    public var parentSpanID: [UInt8] = []
    /// What was done.
    public var name = ""
    /// 2 for a server, 3 for a client, 4 for a producer, 5 for a consumer.
    public var kind = 0
    /// Nanoseconds since 1970.
    public var start: UInt64 = 0
    /// Nanoseconds since 1970.
    public var end: UInt64 = 0
    /// What is known of it.
    public var attributes: [ZipkinSpan.Tag] = []
    /// Moments in it, by name; nanoseconds since 1970.
    public var events: [(time: UInt64, name: String)] = []
    /// 2 for an error.
    public var statusCode = 0
    /// Why.
    public var statusMessage = ""

    /// An empty span, to be filled.
    public init() {}

    /// Compares everything.
    public static func == (left: OTLPSpan, right: OTLPSpan) -> Bool {
        left.traceID == right.traceID && left.spanID == right.spanID
            && left.parentSpanID == right.parentSpanID && left.name == right.name
            && left.kind == right.kind && left.start == right.start && left.end == right.end
            && left.attributes == right.attributes && left.statusCode == right.statusCode
            && left.statusMessage == right.statusMessage
            && left.events.elementsEqual(right.events) { $0 == $1 }
    }

    /// By its ids.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(traceID)
        hasher.combine(spanID)
    }
}
