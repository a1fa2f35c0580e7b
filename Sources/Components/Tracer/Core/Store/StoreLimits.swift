/// How much a span store keeps. Whichever bound is reached first, the oldest traces go.
public struct StoreLimits: Hashable, Sendable {
    /// Spans of all traces.
    public var spans: Int
    /// Bytes of all spans, counted as ``StoredSpan/cost``.
    public var bytes: Int
    /// Spans of one trace; one more is dropped and counted.
    public var spansOfTrace: Int
    /// Bytes of one span in JSON; a larger one is dropped and counted.
    public var spanBytes: Int

    /// 200,000 spans, 128 MiB, 5,000 spans a trace, 64 KiB a span, unless said otherwise.
    public init(
        spans: Int = 200_000, bytes: Int = 128 << 20, spansOfTrace: Int = 5_000,
        spanBytes: Int = 64 << 10
    ) {
        self.spans = spans
        self.bytes = bytes
        self.spansOfTrace = spansOfTrace
        self.spanBytes = spanBytes
    }
}
