import Synchronization
import TestSupport

@testable import Telemetry

/// Keeps finished spans for a test to look at.
final class SpanSink: Sendable {
    private let kept = Mutex<[FinishedSpan]>([])

    var spans: [FinishedSpan] { kept.withLock { $0 } }

    /// A tracer that gives its spans to this sink, with a clock that stands still.
    func tracer(sampling percentage: Int = 100) -> WorkshopTracer {
        WorkshopTracer(
            WorkshopTracer.Settings(
                address: "10.209.52.143", processID: 56_696, samplingPercentage: percentage,
                now: { 1_403_169_275_002 }), random: SeededRandom(seed: 7)
        ) { self.take($0) }
    }

    /// Keeps a span.
    func take(_ span: FinishedSpan) {
        kept.withLock { $0.append(span) }
    }
}
