import Synchronization

/// Decides which traces are recorded: exactly so many of each hundred that begin here.
///
/// The hundred places are shuffled once, as in SOFATracer's `SofaTracerPercentageBasedSampler`. A
/// class, because all traces of a process share the count.
final class Sampler: Sendable {
    private let isChosen: [Bool]
    private let count = Atomic(0)

    /// - Parameter percentage: 0 to 100; beyond, the nearer of these.
    init(percentage: Int, random: inout some RandomNumberGenerator) {
        let chosen = min(100, max(0, percentage))
        isChosen = (0..<100).map { $0 < chosen }.shuffled(using: &random)
    }

    /// Whether the next trace is recorded.
    func next() -> Bool {
        isChosen[count.wrappingAdd(1, ordering: .relaxed).oldValue % 100]
    }
}
