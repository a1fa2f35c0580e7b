/// When each source was asked and answered, and when it is to be asked again.
///
/// Some sources hold their answer back until there is news: snapshot, logs and the changes of each
/// component. They are asked again as soon as they have answered, so that one question is always
/// open. The others answer at once: they are asked when news wakes them, and rest while everybody who
/// would bring news is listened to. So an idle workshop costs a few questions a minute, and what
/// happens is seen when it happens.
///
/// Never two questions to one source at a time; one without an answer is given up and asked anew.
struct Schedule: Equatable, Sendable {
    /// A source that is asked again and again.
    enum Source: Hashable {
        case snapshot
        case logs
        case changes(Endpoint)
        case evidence
        case shop
        case watch
        case labs
        case traces
        case trace
        case metrics
        case transactions
        case transaction
        case faults
    }

    /// What came of a question.
    enum Outcome {
        case good
        /// At once and with nothing new, from a source that should have waited: it has too many who
        /// wait.
        case hasty
        case failed
    }

    /// How long the supervisor holds a snapshot back, in milliseconds: the shorter, the sooner a
    /// supervisor that hangs is noticed. Its probes notice a component that hangs.
    static let snapshotWait: Int64 = 10_000

    /// How often checks are looked at that ask what nobody tells of, such as the status of a command,
    /// in milliseconds.
    static let outsidePause: Int64 = 5_000

    /// For how many milliseconds a value counts as new although it cannot be confirmed.
    static let freshness: Int64 = 2_000

    /// Whether everybody is listened to who would tell that a polled source has something new.
    var isListening = false

    private struct Record: Equatable {
        /// When it was asked, while the answer is under way.
        var asked: Int64?
        /// The earliest time for the next question.
        var next: Int64 = .min
        /// The time of the next question if nothing happens before.
        var rest: Int64 = .min
        /// The last good answer.
        var good: Int64?
        var hasFailed = false
        /// Since when something may have happened that no good answer tells yet.
        var woken: Int64?
        /// What the question under way was woken by.
        var answering: Int64?
        var isHurried = false
    }

    private var records: [Source: Record] = [:]

    /// Nothing was ever asked.
    init() {}

    private subscript(source: Source) -> Record {
        get { records[source] ?? Record() }
        set { records[source] = newValue }
    }

    /// When to ask: at this time, in milliseconds, or any later one.
    func due(_ source: Source) -> Int64 {
        let record = self[source]
        if let asked = record.asked { return asked + source.patience }
        return record.woken == nil && isListening ? record.rest : min(record.rest, nextPoll(record))
    }

    private func nextPoll(_ record: Record) -> Int64 {
        if record.woken != nil { return record.next }
        return record.good.map { max(record.next, $0 + Self.freshness / 2) } ?? record.next
    }

    /// Whether to ask now. A clock that was set back makes everything due.
    func isDue(_ source: Source, at now: Int64) -> Bool {
        let record = self[source]
        let last = max(record.asked ?? .min, record.good ?? .min)
        return now >= due(source) || now < last
    }

    /// Whether no question is under way.
    func isIdle(_ source: Source) -> Bool {
        self[source].asked == nil
    }

    /// Whether an answer is under way or about to be asked for; a failure is an answer too.
    func isAwaited(_ source: Source) -> Bool {
        let record = self[source]
        if record.hasFailed { return false }
        return record.good == nil || record.asked != nil || record.isHurried
    }

    /// Notes a question.
    mutating func ask(_ source: Source, at now: Int64) {
        self[source].asked = now
        self[source].answering = self[source].answering ?? self[source].woken
        self[source].woken = nil
        self[source].isHurried = false
    }

    /// Notes an answer; only a good one makes values fresh.
    mutating func answer(_ source: Source, at now: Int64, _ outcome: Outcome = .good) {
        var record = self[source]
        record.asked = nil
        record.hasFailed = outcome == .failed
        switch outcome {
        case .good, .hasty:
            record.good = now
            record.answering = nil
            let pause = outcome == .good ? source.pause : source.failurePause
            record.next = record.isHurried ? now : now + pause
            record.rest = max(record.next, now + max(pause, source.restPause))
        case .failed:
            record.next = now + source.failurePause
            record.rest = record.next
        }
        self[source] = record
    }

    /// Whether an answer that came now took its time, as one that is held back does.
    func isSlow(_ source: Source, at now: Int64) -> Bool {
        self[source].asked.map { now - $0 >= 200 } ?? false
    }

    /// Something happened that the source may tell: it is asked soon.
    mutating func wake(_ source: Source, at now: Int64) {
        self[source].woken = self[source].woken ?? now
    }

    /// As `wake`, without the pause between two questions: at once, or after the answer under way,
    /// which may be older than what made us hurry.
    mutating func hurry(_ source: Source, at now: Int64) {
        wake(source, at: now)
        self[source].next = now
        self[source].isHurried = true
    }

    /// Forgets the changes of components that are not there any more.
    mutating func keepChanges(of endpoints: [Endpoint]) {
        let kept = Set(endpoints)
        records = records.filter { source, _ in
            guard case .changes(let endpoint) = source else { return true }
            return kept.contains(endpoint)
        }
    }

    /// Whether a source that holds its answers back would tell of news: it has answered, and is asked
    /// again or about to be.
    func isOpen(_ source: Source) -> Bool {
        self[source].good != nil && !self[source].hasFailed
    }

    /// Milliseconds since the last good answer; nil when there was none.
    func age(of source: Source, at now: Int64) -> Int64? {
        self[source].good.map { max(0, now - $0) }
    }

    /// From when on a source's values are older than they should be; nil for never, as far as is
    /// known now.
    func staleAt(_ source: Source) -> Int64? {
        let record = self[source]
        guard let good = record.good else { return .min }
        if record.hasFailed { return good + Self.freshness }
        if let wait = source.wait {
            return max(good, record.asked.map { $0 + wait } ?? good) + Self.freshness
        }
        if let since = record.answering ?? record.woken {
            return max(good, since) + Self.freshness
        }
        return isListening ? nil : good + Self.freshness
    }

    /// Whether a source's values are older than they should be, or there are none.
    func isStale(_ source: Source, at now: Int64) -> Bool {
        staleAt(source).map { now >= $0 } ?? false
    }
}

extension Schedule.Source {
    /// How long an answer may be held back, in milliseconds; nil for those that answer at once.
    fileprivate var wait: Int64? {
        switch self {
        case .snapshot: Schedule.snapshotWait
        case .logs, .changes: Command.newsWait
        case .evidence, .shop, .watch, .labs, .traces, .trace, .metrics,
            .transactions, .transaction, .faults:
            nil
        }
    }

    /// How long an answer may take, in milliseconds.
    fileprivate var patience: Int64 { (wait ?? 0) + 5_000 }

    /// The least time between a good answer and the next question, in milliseconds. News that come
    /// in between wait so long; the first after silence do not.
    fileprivate var pause: Int64 {
        switch self {
        case .snapshot, .logs, .traces, .trace, .transactions, .transaction: 100
        case .changes, .evidence, .shop, .watch, .faults: 250
        case .metrics: 1_000
        case .labs: 2_000
        }
    }

    /// The same after an answer that failed or came too soon.
    fileprivate var failurePause: Int64 {
        switch self {
        case .snapshot, .logs: 500
        default: 1_000
        }
    }

    /// The time between a good answer and the next question while nothing happens.
    fileprivate var restPause: Int64 {
        switch self {
        case .snapshot, .logs, .changes: pause
        case .evidence, .shop, .watch, .traces, .trace, .transactions, .transaction, .faults: 60_000
        case .metrics: 1_000
        case .labs: 2_000
        }
    }
}
