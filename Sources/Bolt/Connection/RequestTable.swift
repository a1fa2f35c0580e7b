import NIOCore

/// The requests that one connection waits for: which ids are in flight, what of them has left this
/// process, and when their time is over.
///
/// ```
/// open ──▶ unsent ──sent──▶ sent ──answer──▶ gone, with the answer
///             │               ├──deadline──▶ gone: may have been executed
///             │               └──close─────▶ gone: may have been executed
///             ├──close, write failed───────▶ gone: certainly not executed
///             └──deadline──────────────────▶ gone: may yet leave, so it may be executed
/// ```
///
/// Every request leaves the table exactly once. Ids are the low 32 bits of a ticket that its owner
/// counts up.
struct RequestTable<Waiter: Sendable>: Sendable {
    /// What ended, for whom, and how.
    struct Ended: Sendable {
        let waiter: Waiter
        let error: BoltError
    }

    private struct Entry {
        let ticket: UInt64
        let waiter: Waiter
        let size: Int
        var isSent = false
    }

    /// The most requests in flight.
    let limit: Int
    /// The most bytes that wait to leave.
    let unsentLimit: Int

    private var entries: [UInt32: Entry] = [:]
    private var deadlines = DeadlineQueue<UInt64>()
    private(set) var unsentBytes = 0

    init(limit: Int, unsentLimit: Int = 16 << 20) {
        self.limit = limit
        self.unsentLimit = unsentLimit
    }

    /// How many requests are in flight.
    var count: Int { entries.count }

    /// Nothing ends of itself before this.
    var nextDeadline: NIODeadline? { entries.isEmpty ? nil : deadlines.next }

    /// Takes a request in; false when the table is full, and the waiter stays the caller's.
    mutating func open(
        ticket: UInt64, size: Int, deadline: NIODeadline, waiter: Waiter
    ) -> Bool {
        let id = UInt32(truncatingIfNeeded: ticket)
        guard entries.count < limit, unsentBytes + size <= unsentLimit || unsentBytes == 0,
            entries[id] == nil
        else { return false }
        entries[id] = Entry(ticket: ticket, waiter: waiter, size: size)
        unsentBytes += size
        deadlines.add(ticket, at: deadline)
        deadlines.sweep(liveCount: entries.count) { ticket in
            entries[UInt32(truncatingIfNeeded: ticket)]?.ticket == ticket
        }
        return true
    }

    /// The last byte of a request has left this process.
    mutating func sent(_ ticket: UInt64, size: Int) {
        unsentBytes -= size
        entries[UInt32(truncatingIfNeeded: ticket)]?.isSent = true
    }

    /// A request could not leave this process whole; nil when it had ended before.
    mutating func notSent(_ ticket: UInt64, size: Int, reason: String) -> Ended? {
        unsentBytes -= size
        return take(ticket).map { Ended(waiter: $0.waiter, error: .unreachable(reason)) }
    }

    /// An answer has come; nil when nobody waits for it any more.
    mutating func answered(_ id: UInt32) -> Waiter? {
        entries.removeValue(forKey: id)?.waiter
    }

    /// The asker no longer waits; nil when the request had ended before.
    mutating func abandoned(_ ticket: UInt64) -> Ended? {
        take(ticket).map { Ended(waiter: $0.waiter, error: .deadlineExceeded) }
    }

    /// Takes out what is over at a point in time.
    mutating func expire(at now: NIODeadline) -> [Ended] {
        deadlines.takeDue(at: now).compactMap { abandoned($0) }
    }

    /// The connection is gone: takes out everything.
    mutating func close(reason: String) -> [Ended] {
        let ended = entries.values.map { entry in
            Ended(
                waiter: entry.waiter,
                error: entry.isSent ? .connectionLost(reason) : .unreachable(reason))
        }
        entries = [:]
        return ended
    }

    private mutating func take(_ ticket: UInt64) -> Entry? {
        let id = UInt32(truncatingIfNeeded: ticket)
        guard entries[id]?.ticket == ticket else { return nil }
        return entries.removeValue(forKey: id)
    }
}
