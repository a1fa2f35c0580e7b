import Glibc
public import Tracing
import Wire

/// The tracer of our components, behind swift-distributed-tracing's interface.
///
/// It makes ids, decides on sampling where a trace begins, and gives finished spans to a sink, which
/// must not wait.
public struct WorkshopTracer: Tracer {
    /// What a tracer depends on beside the sink.
    public struct Settings: Sendable {
        /// An IPv4 address for trace ids.
        public var address: String
        /// The process id for trace ids.
        public var processID: Int32
        /// How many of a hundred traces that begin here are recorded, 0 to 100.
        public var samplingPercentage: Int
        /// How many traces of a second that begin here are recorded at most.
        public var tracesPerSecond: Int
        /// Milliseconds since 1970.
        public var now: @Sendable () -> Int64

        /// Settings; loopback, this process, everything recorded up to 50 traces a second, unless
        /// said otherwise.
        public init(
            address: String = "127.0.0.1", processID: Int32 = getpid(),
            samplingPercentage: Int = 100, tracesPerSecond: Int = 50,
            now: @escaping @Sendable () -> Int64 = WallClock().now
        ) {
            self.address = address
            self.processID = processID
            self.samplingPercentage = samplingPercentage
            self.tracesPerSecond = tracesPerSecond
            self.now = now
        }
    }

    private let ids: TraceIDMaker
    private let sampler: Sampler
    private let turns = ChildCount()
    private let processID: Int32
    private let passOver: @Sendable () -> Void
    private let sink: @Sendable (FinishedSpan) -> Void

    /// A tracer.
    ///
    /// - Parameters:
    ///   - random: shuffles which of a hundred traces are recorded.
    ///   - passOver: is told of each trace that begins here and is not recorded.
    ///   - sink: gets each recorded span once, on the thread that ended it.
    public init(
        _ settings: Settings = Settings(),
        random: some RandomNumberGenerator = SystemRandomNumberGenerator(),
        passOver: @escaping @Sendable () -> Void = {},
        sink: @escaping @Sendable (FinishedSpan) -> Void
    ) {
        var random = random
        ids = TraceIDMaker(
            address: TraceIDMaker.hexadecimal(ofAddress: settings.address),
            processID: settings.processID, now: settings.now)
        sampler = Sampler(
            percentage: settings.samplingPercentage, limit: settings.tracesPerSecond,
            now: settings.now, random: &random)
        processID = settings.processID
        self.passOver = passOver
        self.sink = sink
    }

    /// Starts a span: a child of the one under way, the server's side of a call, or a root.
    public func startSpan<Instant: TracerInstant>(
        _ operationName: String, context: @autoclosure () -> InstrumentationContext,
        ofKind kind: SpanKind, at instant: @autoclosure () -> Instant, function: String,
        file fileID: String, line: UInt
    ) -> TracedSpan {
        let base = context()
        return TracedSpan(
            operationName, kind: kind, at: place(in: base, kind: kind), base: base,
            start: { instant().nanosecondsSinceEpoch }, sink: sink)
    }

    /// The span under way.
    public func activeSpan(identifiedBy context: InstrumentationContext) -> TracedSpan? {
        context.tracedSpan
    }

    /// Writes the context of the span under way into a call's headers: SOFARPC's for carriers that
    /// are marked as such, else HTTP's.
    public func inject<Carrier, Inject: Injector>(
        _ context: InstrumentationContext, into carrier: inout Carrier, using injector: Inject
    ) where Inject.Carrier == Carrier {
        guard let trace = context.tracedSpan?.trace else { return }
        let headers = injector is any SofaHeaderMap ? trace.sofaHeaders : trace.httpHeaders
        for (key, value) in headers { injector.inject(value, forKey: key, into: &carrier) }
    }

    /// Reads the caller's context from a call's headers. Headers that make no sense count as absent.
    public func extract<Carrier, Extract: Extractor>(
        _ carrier: Carrier, into context: inout InstrumentationContext, using extractor: Extract
    ) where Extract.Carrier == Carrier {
        let told = ToldContext { extractor.extract(key: $0, from: carrier) }
        if let told { context[TracePlace.self] = .told(told) }
    }

    /// Nothing is held back here.
    public func forceFlush() {}

    private func place(in context: InstrumentationContext, kind: SpanKind) -> TracedSpan.Place {
        switch context[TracePlace.self] {
        case .here(let span)?:
            let number = span.children.next()
            return span.isRecording
                ? .known(span.trace.child(number)) : .child(number, of: span)
        case .told(.sofa(let trace))?:
            // What a process does between two calls is its own span, below the one that was told.
            return .known(kind == .server ? trace.sharedByServer : trace.child(turns.next()))
        case .told(.foreign(let traceID, let parent, let isSampled))?:
            let turn = UInt64(turns.next()) << 32 | UInt64(UInt32(bitPattern: processID))
            return .known(
                .below(
                    foreign: parent, traceID: traceID, isSampled: isSampled ?? isChosen(),
                    turn: turn))
        case .told(.decision(let isSampled))?:
            return .known(.root(traceID: ids.next(), isSampled: isSampled))
        case nil:
            return .known(.root(traceID: ids.next(), isSampled: isChosen()))
        }
    }

    /// Whether a trace that begins now is recorded.
    private func isChosen() -> Bool {
        let isChosen = sampler.next()
        if !isChosen { passOver() }
        return isChosen
    }
}
