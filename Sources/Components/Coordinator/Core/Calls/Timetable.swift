import HeapModule

/// What is due when; the earliest first. What is no longer wanted is ignored when its time comes, and
/// swept out when such entries outnumber the others.
struct Timetable<Item: Hashable & Sendable>: Sendable {
    private struct Entry: Comparable {
        let time: Duration
        let order: Int
        let item: Item

        static func < (left: Entry, right: Entry) -> Bool {
            (left.time, left.order) < (right.time, right.order)
        }

        static func == (left: Entry, right: Entry) -> Bool { left.order == right.order }
    }

    private var heap = Heap<Entry>()
    private var added = 0
    private var sweepAbove = 1_024

    /// When the first item is due; nil when there is none.
    var next: Duration? { heap.min?.time }
    /// How many items are kept, wanted or not.
    var count: Int { heap.count }

    mutating func add(_ item: Item, at time: Duration) {
        added += 1
        heap.insert(Entry(time: time, order: added, item: item))
    }

    /// Takes the first item that is due; of several due at once the one added first.
    mutating func takeDue(at now: Duration) -> Item? {
        guard let first = heap.min, first.time <= now else { return nil }
        return heap.removeMin().item
    }

    /// Sweeps out items that are not wanted, when the table has doubled since the last time.
    mutating func sweep(isWanted: (Item) -> Bool) {
        guard heap.count > sweepAbove else { return }
        heap = Heap(heap.unordered.filter { isWanted($0.item) })
        sweepAbove = max(1_024, 2 * heap.count)
    }
}
