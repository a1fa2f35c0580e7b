import Synchronization

/// How many calls all connections of one owner may work on together. A class, because connections
/// on several event loops share it.
final class InFlightBudget: Sendable {
    private let limit: Int
    private let used = Atomic<Int>(0)

    init(limit: Int) {
        self.limit = limit
    }

    /// Takes one place; false when none is left.
    func take() -> Bool {
        if used.add(1, ordering: .relaxed).newValue <= limit { return true }
        used.subtract(1, ordering: .relaxed)
        return false
    }

    /// Gives one place back.
    func give() {
        used.subtract(1, ordering: .relaxed)
    }

    /// How many places are taken.
    var count: Int { used.load(ordering: .relaxed) }
}
