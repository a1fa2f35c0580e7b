import CoreMetrics
import Synchronization

/// How values are distributed over the buckets of a layout, and their sum. Two atomic additions a
/// value, no lock, no allocation.
final class HistogramCell: TimerHandler, RecorderHandler {
    let layout: BucketLayout
    private let counts = InlineArray<64, Atomic<Int64>> { _ in Atomic(0) }
    private let total = Atomic<Int64>(0)

    init(layout: BucketLayout) {
        self.layout = layout
    }

    func record(_ value: Int64) {
        // Nothing takes less than no time, and a sum that fell would read as a restart.
        let value = max(0, value)
        counts[layout.index(of: value)].wrappingAdd(1, ordering: .relaxed)
        total.wrappingAdd(value, ordering: .relaxed)
    }

    func record(_ value: Double) {
        record(Int64(exactly: (value * layout.scale).rounded()) ?? 0)
    }

    func recordNanoseconds(_ duration: Int64) { record(duration) }

    /// How many fell into each bucket, the one above the last bound included, and the sum in recorded
    /// units. Values recorded at this moment may be in one and not yet in the other.
    var current: (counts: [Int64], sum: Int64) {
        let now = (0...layout.bounds.count).map { index in
            counts[index].load(ordering: .relaxed)
        }
        return (now, total.load(ordering: .relaxed))
    }
}
