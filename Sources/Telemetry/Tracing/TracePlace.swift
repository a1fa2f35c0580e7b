import Synchronization
import Tracing

/// Numbers a span's children. A class, because they may begin in several tasks.
final class ChildCount: Sendable {
    private let count = Atomic(0)

    /// The number of the next child, from 1.
    func next() -> Int { count.wrappingAdd(1, ordering: .relaxed).newValue }
}

/// What a context says of the trace: the key under which a ``WorkshopTracer`` keeps it.
enum TracePlace: InstrumentationContextKey {
    enum Value: Sendable {
        /// Within a span of this process.
        case here(TracedSpan)
        /// What the caller told.
        case told(ToldContext)
    }
}

extension InstrumentationContext {
    /// The span of ours that is under way, if any.
    var tracedSpan: TracedSpan? {
        if case .here(let span)? = self[TracePlace.self] { span } else { nil }
    }
}
