import HeapModule
import NIOCore

/// Points in time at which something under way is over; the earliest first.
///
/// Removal is lazy: what has ended is skipped when its time comes, and swept out when such entries
/// outnumber the others, so that the queue stays below twice the live entries plus 64.
struct DeadlineQueue<Key: Hashable & Sendable>: Sendable {
    private struct Entry: Comparable {
        let deadline: NIODeadline
        let key: Key

        static func < (left: Entry, right: Entry) -> Bool { left.deadline < right.deadline }
        static func == (left: Entry, right: Entry) -> Bool { left.deadline == right.deadline }
    }

    private var heap = Heap<Entry>()

    /// How many entries are kept, live or not.
    var count: Int { heap.count }

    /// No live entry is due before this; nil when there are none.
    var next: NIODeadline? { heap.min?.deadline }

    /// Adds an entry.
    mutating func add(_ key: Key, at deadline: NIODeadline) {
        heap.insert(Entry(deadline: deadline, key: key))
    }

    /// Takes the entries that are due, in order of time, live or not.
    mutating func takeDue(at now: NIODeadline) -> [Key] {
        var due: [Key] = []
        while let first = heap.min, first.deadline <= now {
            due.append(heap.removeMin().key)
        }
        return due
    }

    /// Sweeps out entries that are not live, when they are too many.
    mutating func sweep(liveCount: Int, isLive: (Key) -> Bool) {
        guard heap.count > 2 * liveCount + 64 else { return }
        heap = Heap(heap.unordered.filter { isLive($0.key) })
    }
}
