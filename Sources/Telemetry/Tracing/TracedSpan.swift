import Synchronization
public import Tracing

/// A span of a ``WorkshopTracer``.
///
/// A class with a lock, because tasks of a request may tell of the same span.
public final class TracedSpan: Span {
    private struct State {
        var name: String
        var attributes: SpanAttributes = [:]
        var events: [SpanEvent] = []
        var error: String?
        var hasEnded = false
    }

    /// The most moments of one span that are kept.
    static let eventLimit = 32

    /// Where a span stands, known when it begins, or, where nothing is recorded, when somebody asks.
    enum Place {
        case known(TraceContext)
        case child(Int, of: TracedSpan)
    }

    /// Whether anything told of it is kept.
    public let isRecording: Bool
    private let place: Place
    let kind: SpanKind
    let children: ChildCount
    private let base: InstrumentationContext
    private let start: UInt64
    private let sink: @Sendable (FinishedSpan) -> Void
    private let state: Mutex<State>

    init(
        _ name: String, kind: SpanKind, at place: Place, base: InstrumentationContext,
        start: () -> UInt64, sink: @escaping @Sendable (FinishedSpan) -> Void
    ) {
        self.place = place
        isRecording =
            switch place {
            case .known(let trace): trace.isSampled
            case .child: false
            }
        self.kind = kind
        self.base = base
        self.start = isRecording ? start() : 0
        self.sink = sink
        children = ChildCount()
        state = Mutex(State(name: name))
    }

    /// Where it stands.
    public var trace: TraceContext {
        switch place {
        case .known(let trace): trace
        case .child(let number, let parent): parent.trace.child(number)
        }
    }

    /// The context for what the span causes.
    public var context: InstrumentationContext {
        var context = base
        context[TracePlace.self] = .here(self)
        return context
    }

    /// What is done.
    public var operationName: String {
        get { state.withLock { $0.name } }
        set { state.withLock { $0.name = newValue } }
    }

    /// What is known of it.
    public var attributes: SpanAttributes {
        get { state.withLock { $0.attributes } }
        set { if isRecording { state.withLock { $0.attributes = newValue } } }
    }

    /// Marks it as failed; a reason told first stays.
    public func setStatus(_ status: SpanStatus) {
        guard isRecording, status.code == .error else { return }
        state.withLock { $0.error = $0.error ?? status.message ?? "failed" }
    }

    /// Keeps the error as the reason why it failed.
    public func recordError<Instant: TracerInstant>(
        _ error: any Error, attributes: SpanAttributes, at instant: @autoclosure () -> Instant
    ) {
        guard isRecording else { return }
        state.withLock { $0.error = $0.error ?? "\(error)" }
    }

    /// Keeps a moment; beyond 32 they are left out.
    public func addEvent(_ event: SpanEvent) {
        guard isRecording else { return }
        state.withLock { if $0.events.count < Self.eventLimit { $0.events.append(event) } }
    }

    /// Links are not kept: neither SOFATracer nor Zipkin has them.
    public func addLink(_ link: SpanLink) {}

    /// Ends it, once.
    public func end<Instant: TracerInstant>(at instant: @autoclosure () -> Instant) {
        guard isRecording else { return }
        let ended = state.withLock { state -> State? in
            guard !state.hasEnded else { return nil }
            state.hasEnded = true
            return state
        }
        guard let ended else { return }
        let end = instant().nanosecondsSinceEpoch
        let length = end > start ? end - start : 0
        sink(
            FinishedSpan(
                trace: trace, name: ended.name, kind: kind, startMicroseconds: start / 1_000,
                microseconds: max(1, length / 1_000), attributes: ended.attributes,
                events: ended.events, error: ended.error))
    }
}
