import Synchronization

/// Decides which traces are recorded: exactly so many of each hundred that begin here, and of these the
/// first of each second up to a limit, so that tracing costs little however much there is to do.
///
/// The hundred places are shuffled once, as in SOFATracer's `SofaTracerPercentageBasedSampler`; the
/// limit is that of Brave's `RateLimitingSampler`. A class, because all traces of a process share the
/// counts.
final class Sampler: Sendable {
    private struct Window {
        var second: Int64 = .min
        var taken = 0
    }

    private let isChosen: [Bool]
    private let limit: Int
    private let now: @Sendable () -> Int64
    private let count = Atomic(0)
    private let window = Mutex(Window())

    /// - Parameters:
    ///   - percentage: 0 to 100; beyond, the nearer of these.
    ///   - limit: traces of a second.
    ///   - now: milliseconds since 1970.
    init(
        percentage: Int, limit: Int, now: @escaping @Sendable () -> Int64,
        random: inout some RandomNumberGenerator
    ) {
        let chosen = min(100, max(0, percentage))
        isChosen = (0..<100).map { $0 < chosen }.shuffled(using: &random)
        self.limit = limit
        self.now = now
    }

    /// Whether the next trace is recorded.
    func next() -> Bool {
        let isChosen = isChosen[count.wrappingAdd(1, ordering: .relaxed).oldValue % 100]
        let second = now() / 1_000
        return window.withLock { window in
            if second != window.second {
                window.second = second
                window.taken = 0
            }
            guard isChosen, window.taken < limit else { return false }
            window.taken += 1
            return true
        }
    }
}
