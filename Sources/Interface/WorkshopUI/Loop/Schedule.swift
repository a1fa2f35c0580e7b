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

        /// How long to wait between an answer and the next question, in milliseconds.
        fileprivate var pause: Int64 {
            switch self {
            case .snapshot, .logs: 500
            case .evidence: 400
            case .shop: 900
            case .watch: 1_000
            case .labs: 2_000
            }
        }
    }

    /// How long an answer may take, in milliseconds.
    static let patience: Int64 = 5_000

    /// After how many milliseconds a value counts as old, where the source has not slowed down.
    static let freshness: Int64 = 2_000

    /// The longest pause of a source that brings nothing new, in milliseconds. Most of what happens in
    /// the workshop is a log line or a new snapshot, which wake it; the rest is seen this late.
    static let longestPause: Int64 = 2_000

    private var asked: [Source: Int64] = [:]
    private var answered: [Source: Int64] = [:]
    private var good: [Source: Int64] = [:]
    /// How many answers in a row brought nothing new.
    private var quiet: [Source: Int] = [:]
    /// Sources to ask anew as soon as what is under way is answered.
    private var hurried: Set<Source> = []

    /// Nothing was ever asked.
    init() {}

    /// Whether to ask now: nothing is under way, and the last answer is as old as the source's pause,
    /// which doubles with every answer that brings nothing new.
    func isDue(_ source: Source, at now: Int64) -> Bool {
        if let time = asked[source] { return now - time >= Self.patience || now < time }
        return answered[source].map { now - $0 >= pause(of: source) || now < $0 } ?? true
    }

    /// Whether nothing is under way: asking now asks for the newest.
    func isIdle(_ source: Source, at now: Int64) -> Bool {
        asked[source].map { now - $0 >= Self.patience || now < $0 } ?? true
    }

    private func pause(of source: Source) -> Int64 {
        let doubled = source.pause << min(quiet[source, default: 0], 8)
        return max(source.pause, min(doubled, Self.longestPause))
    }

    /// Notes a question.
    mutating func ask(_ source: Source, at now: Int64) {
        asked[source] = now
    }

    /// Notes an answer; a failed one does not make values fresh, and one that is `new` shortens the
    /// pause. Says whether it took its time: at least two tenths of a second.
    @discardableResult
    mutating func answer(
        _ source: Source, at now: Int64, succeeded: Bool = true, new: Bool = true
    ) -> Bool {
        quiet[source] = new ? 0 : min(quiet[source, default: 0] + 1, 8)
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

    /// Something happened: a source that has slowed down is asked as often as at first.
    mutating func wake(_ source: Source) {
        quiet[source] = 0
    }

    /// Milliseconds since the last good answer; nil when there was none.
    func age(of source: Source, at now: Int64) -> Int64? {
        good[source].map { max(0, now - $0) }
    }

    /// Whether a source's values are older than they should be, or there are none.
    func isStale(_ source: Source, at now: Int64) -> Bool {
        let limit = pause(of: source) - source.pause + Self.freshness
        return age(of: source, at: now).map { $0 > limit } ?? true
    }
}
