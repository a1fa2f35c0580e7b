import CoreMetrics
import Foundation

/// Counts and times the commits of one database.
struct CommitMeters: Sendable {
    private let commits: Counter
    private let transactions: Counter
    private let duration: CoreMetrics.Timer
    private let clock = ContinuousClock()

    init(factory: any MetricsFactory, path: String) {
        let name = URL(fileURLWithPath: path).deletingPathExtension().lastPathComponent
        let labels = [("database", name)]
        commits = Counter(label: "storage.commits", dimensions: labels, factory: factory)
        transactions = Counter(
            label: "storage.transactions", dimensions: labels, factory: factory)
        duration = CoreMetrics.Timer(
            label: "storage.commit.duration", dimensions: labels, factory: factory)
    }

    func begin() -> ContinuousClock.Instant { clock.now }

    /// Counts a batch, whether its commit succeeded or not.
    func end(_ batch: Int, since start: ContinuousClock.Instant) {
        commits.increment()
        transactions.increment(by: batch)
        let time = (clock.now - start).components
        duration.recordNanoseconds(time.seconds * 1_000_000_000 + time.attoseconds / 1_000_000_000)
    }
}
