/// When each source was asked and answered: never two questions to one source at a time, an
/// unanswered one is given up after five seconds.
struct Schedule: Equatable, Sendable {
    /// A source that is asked again and again.
    enum Source: Hashable, CaseIterable {
        case snapshot
        case logs
        case evidence
        case shop
        case labs
        case watch
    }

    /// How long an answer may take, in milliseconds.
    static let patience: Int64 = 5_000

    /// After how many milliseconds a value counts as old.
    static let freshness: Int64 = 2_000

    private var asked: [Source: Int64] = [:]
    private var answered: [Source: Int64] = [:]
    private var good: [Source: Int64] = [:]
    /// Sources to ask anew as soon as what is under way is answered.
    private var hurried: Set<Source> = []

    /// Nothing was ever asked.
    init() {}

    /// Whether to ask now: nothing is under way, and the last answer is `pause` milliseconds old.
    func isDue(_ source: Source, pause: Int64, at now: Int64) -> Bool {
        if let time = asked[source] { return now - time >= Self.patience || now < time }
        return answered[source].map { now - $0 >= pause || now < $0 } ?? true
    }

    /// Notes a question.
    mutating func ask(_ source: Source, at now: Int64) {
        asked[source] = now
    }

    /// Notes an answer; a failed one does not make values fresh. Says whether it took its time: at
    /// least two tenths of a second.
    @discardableResult
    mutating func answer(_ source: Source, at now: Int64, succeeded: Bool = true) -> Bool {
        let isSlow = asked[source].map { now - $0 >= 200 } ?? false
        asked[source] = nil
        answered[source] = hurried.remove(source) == nil ? now : nil
        if succeeded { good[source] = now }
        return isSlow
    }

    /// Makes a source due at once, whatever its pause. An answer to a question that is under way
    /// may be older than what made us hurry: after it, the source is asked once more.
    mutating func hurry(_ source: Source) {
        answered[source] = nil
        if asked[source] != nil { hurried.insert(source) }
    }

    /// Milliseconds since the last good answer; nil when there was none.
    func age(of source: Source, at now: Int64) -> Int64? {
        good[source].map { max(0, now - $0) }
    }

    /// Whether a source's values are older than they should be, or there are none.
    func isStale(_ source: Source, at now: Int64) -> Bool {
        age(of: source, at: now).map { $0 > Self.freshness } ?? true
    }
}
