import NIOCore

/// The requests that one connection is working on: each is answered once at most, in time by its
/// processor or at its deadline with a timeout. It counts as under way until its processor has ended.
struct IncomingCalls: Sendable {
    /// What an answer needs of its request.
    struct ReplyAddress: Hashable, Sendable {
        let dialect: BoltDialect
        let requestID: UInt32
        let codec: ContentCodec
        let isOneway: Bool
    }

    /// A call whose time is over.
    struct Expired: Sendable {
        let replyAddress: ReplyAddress
        let task: Task<Void, Never>?
    }

    private struct Entry {
        let replyAddress: ReplyAddress
        var task: Task<Void, Never>?
        var isAnswered = false
    }

    /// The most calls under way.
    let limit: Int

    private var entries: [UInt64: Entry] = [:]
    private var deadlines = DeadlineQueue<UInt64>()
    private var lastSerial: UInt64 = 0

    init(limit: Int) {
        self.limit = limit
    }

    /// How many calls are under way.
    var count: Int { entries.count }

    /// Nothing is over before this.
    var nextDeadline: NIODeadline? { entries.isEmpty ? nil : deadlines.next }

    /// Takes a call in and gives its serial number; nil when there are too many.
    mutating func open(_ replyAddress: ReplyAddress, deadline: NIODeadline) -> UInt64? {
        guard entries.count < limit else { return nil }
        lastSerial += 1
        entries[lastSerial] = Entry(replyAddress: replyAddress)
        deadlines.add(lastSerial, at: deadline)
        deadlines.sweep(liveCount: entries.count) { entries[$0] != nil }
        return lastSerial
    }

    /// Notes the task that works on a call.
    mutating func started(_ serial: UInt64, task: Task<Void, Never>) {
        entries[serial]?.task = task
    }

    /// The processor has ended; gives where its answer goes, nil when that is too late.
    mutating func ended(_ serial: UInt64) -> ReplyAddress? {
        guard let entry = entries.removeValue(forKey: serial), !entry.isAnswered else {
            return nil
        }
        return entry.replyAddress
    }

    /// What is over at a point in time; it stays under way until its processor ends.
    mutating func expire(at now: NIODeadline) -> [Expired] {
        deadlines.takeDue(at: now).compactMap { serial in
            guard let entry = entries[serial], !entry.isAnswered else { return nil }
            entries[serial]?.isAnswered = true
            return Expired(replyAddress: entry.replyAddress, task: entry.task)
        }
    }
}
