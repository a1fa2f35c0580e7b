import Synchronization

/// How many bytes of unfinished frames all connections of one owner may hold together: each may
/// announce a frame of megabytes, and a thousand of them at once would not fit into memory. A class,
/// because connections on several event loops share it.
final class UnfinishedInput: Sendable {
    /// The most bytes.
    let limit: Int
    private let held = Atomic<Int>(0)

    init(limit: Int) {
        self.limit = limit
    }

    /// Notes that a connection now holds `new` bytes instead of `old`; false when that is more than
    /// all may hold. It is noted either way, until the connection notes that it holds none.
    func change(from old: Int, to new: Int) -> Bool {
        let total = held.add(new - old, ordering: .relaxed).newValue
        return new <= old || total <= limit
    }

    /// What all hold now.
    var count: Int { held.load(ordering: .relaxed) }
}
