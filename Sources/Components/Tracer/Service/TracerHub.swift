import Logging
import LongPoll
import Synchronization
import TracerAPI
import TracerCore

/// The span store and who asks it. A class with a lock, because requests come on any thread; spans are
/// read from their bytes before the lock is taken.
public final class TracerHub: Sendable {
    private struct State {
        var store: SpanStore
        var questions = TracerState.Questions()
        var shown: [TracerState.ShownTrace] = []
        var badRequests = 0
        var lossesBySource: [String: Losses] = [:]
    }

    /// How many traces that were asked for are remembered.
    private static let shownLimit = 20
    /// How many processes are remembered that say what they dropped.
    private static let sourceLimit = 256

    /// Milliseconds since 1970.
    let now: @Sendable () -> Int64
    private let instance: String
    private let forwarder: Forwarder?
    private let changes: ChangeSignal?
    private let state: Mutex<State>

    /// A hub around an empty store.
    ///
    /// - Parameters:
    ///   - instance: this launch, for the evidence.
    ///   - now: milliseconds since 1970.
    public convenience init(
        instance: String, limits: StoreLimits = StoreLimits(), now: @escaping @Sendable () -> Int64
    ) {
        self.init(instance: instance, limits: limits, forwarder: nil, now: now)
    }

    /// A hub that also sends on what it takes in, and tells when its evidence changes.
    ///
    /// - Parameter changes: what advances then; nothing when nil.
    init(
        instance: String, limits: StoreLimits, forwarder: Forwarder?,
        changes: ChangeSignal? = nil, now: @escaping @Sendable () -> Int64
    ) {
        self.instance = instance
        self.forwarder = forwarder
        self.changes = changes
        self.now = now
        state = Mutex(State(store: SpanStore(limits: limits)))
    }

    /// Takes spans in.
    public func take(_ spans: [ZipkinSpan]) {
        change { _ = $0.store.take(spans) }
        forwarder?.add(spans)
    }

    /// What a process did not tell.
    struct Losses {
        /// Spans that it had to drop.
        var dropped = 0
        /// Traces that it did not record.
        var unsampled = 0
    }

    /// Remembers what a process says it has not told so far.
    func note(_ losses: Losses, by source: String) {
        change { state in
            let known = state.lossesBySource[source]
            guard known != nil || state.lossesBySource.count < Self.sourceLimit else { return }
            state.lossesBySource[source] = Losses(
                dropped: max(losses.dropped, known?.dropped ?? 0),
                unsampled: max(losses.unsampled, known?.unsampled ?? 0))
        }
    }

    /// Counts a request that was not understood.
    func countBadRequest() {
        change { $0.badRequests += 1 }
    }

    /// What the store knows.
    func read<Value: Sendable>(_ question: (SpanStore) -> Value) -> Value {
        state.withLock { question($0.store) }
    }

    /// The newest traces that fit; counts as a question unless a screen only watches.
    func traces(_ query: TraceQuery, isWatching: Bool = false) -> [[StoredSpan]] {
        if isWatching { return read { $0.traces(query) } }
        return change { state in
            state.questions.lists += 1
            return state.store.traces(query)
        }
    }

    /// A trace; counts as a question and is remembered as shown, unless a screen only watches.
    func trace(_ id: TraceID, isWatching: Bool = false) -> [StoredSpan]? {
        if isWatching { return read { $0.trace(id) } }
        return change { state in
            state.questions.traces += 1
            guard let spans = state.store.trace(id) else { return nil }
            state.shown.removeAll { $0.traceId == id.description }
            state.shown.insert(state.store.shown(id, spans), at: 0)
            if state.shown.count > Self.shownLimit { state.shown.removeLast() }
            return spans
        }
    }

    /// Who calls whom; counts as a question.
    func links(end: Int64, lookback: Int64) -> [DependencyLink] {
        change { state in
            state.questions.dependencies += 1
            return state.store.links(end: end, lookback: lookback)
        }
    }

    private func change<Value: Sendable>(_ change: (inout State) -> Value) -> Value {
        defer { changes?.advance() }
        return state.withLock { change(&$0) }
    }

    /// The evidence; asking for it is no question.
    var evidence: TracerState {
        var evidence = state.withLock { state in
            var evidence = TracerState(name: "tracer", instance: instance)
            let counts = state.store.counts
            evidence.spans = state.store.spanCount
            evidence.spanLimit = state.store.limits.spans
            evidence.bytes = state.store.byteCount
            evidence.byteLimit = state.store.limits.bytes
            evidence.traces = state.store.traceCount
            evidence.failedTraces = state.store.failedTraceCount
            evidence.received = counts.received
            evidence.repeated = counts.repeated
            evidence.refused = counts.refused
            evidence.evicted = counts.evicted
            evidence.badRequests = state.badRequests
            evidence.droppedAtSource = state.lossesBySource.values.reduce(0) { $0 + $1.dropped }
            evidence.unsampled = state.lossesBySource.values.reduce(0) { $0 + $1.unsampled }
            evidence.services = state.store.services
            evidence.links = state.store.links(end: now() + 60_000, lookback: 7 * 86_400_000)
            evidence.questions = state.questions
            // Spans may have come since.
            evidence.shown = state.shown.map { shown in
                guard let id = TraceID(parsing: shown.traceId), let spans = state.store.trace(id)
                else { return shown }
                return state.store.shown(id, spans)
            }
            return evidence
        }
        evidence.forwarding = forwarder?.counts
        return evidence
    }
}
