import LookoutAPI

/// What Lookout knows and decides: whom to ask for metrics and when, what becomes of the answers, and
/// what is kept of them. A shell keeps the time, asks, and hands queries their series.
public struct Lookout: Sendable {
    /// What is to be done.
    public enum Action: Equatable, Sendable {
        /// Ask a component for its metrics, for the sample time given, and tell what came.
        case scrape(Announcement, time: Int64)
    }

    /// What a component answered.
    public enum Answer: Equatable, Sendable {
        /// Its exposition.
        case text([UInt8])
        /// Nothing that can be used, and why.
        case fault(String)
    }

    /// What is known of a name beside its samples.
    public struct Metadata: Equatable, Sendable {
        /// `counter`, `gauge`, `histogram` or `unknown`.
        public var type = "unknown"
        /// One sentence.
        public var help = ""
        /// `seconds`, `bytes` or nothing.
        public var unit = ""
    }

    /// The most components that are asked.
    public static let targetLimit = 200
    private static let metadataLimit = 5_000
    private static let questionLimit = 100

    /// The samples.
    public private(set) var store: SeriesStore
    /// What is known of names.
    public private(set) var metadata: [String: Metadata] = [:]
    /// How often the evidence has changed in what anybody waits for: who is asked and answers, calls,
    /// questions. That samples grow in number is no news.
    public private(set) var changes = 0
    private var targets: [String: ScrapeTarget] = [:]
    private var lastCalls: [LookoutState.Calls] = []
    private var questions = 0
    private var asked: [String: Int] = [:]
    private var samplesTaken = 0
    private var faults = 0

    /// Lookout with nothing known.
    public init(limits: StoreLimits = StoreLimits()) {
        store = SeriesStore(limits: limits)
    }

    // MARK: Targets

    /// Takes note of a component.
    ///
    /// - Returns: false when it cannot be taken: unacceptable, or one too many.
    public mutating func announce(_ announcement: Announcement, now: Int64) -> Bool {
        guard announcement.isAcceptable else { return false }
        let known = targets[announcement.instance]
        guard known != nil || targets.count < Self.targetLimit else { return false }
        if let known, known.announcement == announcement {
            targets[announcement.instance]?.announcedAt = now
            return true
        }
        // Another launch: the same series go on, their counters begin anew.
        var target = known ?? ScrapeTarget(announcement: announcement, announcedAt: now)
        target.announcement = announcement
        target.announcedAt = now
        target.isAsked = false
        target.countedAt = nil
        targets[announcement.instance] = target
        changes += 1
        return true
    }

    /// A component says that it leaves.
    public mutating func withdraw(_ announcement: Announcement, now: Int64) {
        guard targets[announcement.instance]?.announcement.launch == announcement.launch else {
            return
        }
        end(announcement.instance, now: now)
    }

    /// Time goes on; once a second. The given time is that of the samples, so that all of one round
    /// have the same.
    public mutating func tick(now: Int64) -> [Action] {
        for (instance, target) in targets
        where now - target.announcedAt > Announcement.lease {
            end(instance, now: now)
        }
        store.forget(now: now)
        var actions: [Action] = []
        for (instance, target) in targets.sorted(by: { $0.key < $1.key }) where !target.isAsked {
            targets[instance]?.isAsked = true
            actions.append(.scrape(target.announcement, time: now))
        }
        return actions
    }

    /// A component that was asked has answered, or failed to.
    ///
    /// - Parameter seconds: how long it took.
    public mutating func take(
        _ answer: Answer, of announcement: Announcement, time: Int64, seconds: Double
    ) {
        let instance = announcement.instance
        guard var target = targets[instance], target.announcement.launch == announcement.launch
        else { return }
        // Taken out while it changes, so that its book is not copied.
        targets[instance] = nil
        let before = (target.isUp, target.fault)
        target.isAsked = false
        target.lastScrape = time
        target.lastSeconds = seconds
        switch answer {
        case .text(let bytes):
            target.fault = read(bytes, of: &target, time: time) ?? ""
        case .fault(let reason):
            target.fault = reason
        }
        target.isUp = target.fault.isEmpty
        target.countedAt = target.isUp ? time : nil
        if !target.isUp {
            faults += 1
            endSeries(target.book.all(), now: time)
        }
        addOwnSeries(of: target, time: time)
        targets[instance] = target
        let calls = calls
        if before != (target.isUp, target.fault) || calls != lastCalls { changes += 1 }
        lastCalls = calls
    }

    private mutating func end(_ instance: String, now: Int64) {
        guard var target = targets.removeValue(forKey: instance) else { return }
        changes += 1
        endSeries(target.book.all(), now: now)
        endSeries(ownSeries(of: target), now: now)
    }

    private mutating func endSeries(_ ids: [SeriesStore.SeriesID], now: Int64) {
        for id in ids {
            // At the earliest after its last sample.
            let time = max(now, (store[id]?.latest?.time ?? 0) + 1)
            _ = store.append(Sample(time: time, value: Sample.staleMarker), to: id)
        }
    }

    // MARK: Samples

    private static let ownNames = [
        "up", "scrape_duration_seconds", "scrape_samples_scraped",
    ]

    /// The series about the scrape itself, under Prometheus's names.
    private mutating func addOwnSeries(of target: ScrapeTarget, time: Int64) {
        let values = [target.isUp ? 1 : 0, target.lastSeconds, Double(target.book.current)]
        for (id, value) in zip(ownSeries(of: target), values) {
            _ = store.append(Sample(time: time, value: value), to: id)
        }
    }

    private mutating func ownSeries(of target: ScrapeTarget) -> [SeriesStore.SeriesID] {
        var ids: [SeriesStore.SeriesID] = []
        for name in Self.ownNames {
            let labels = Labels(
                [(Labels.metricName, name), ("app", target.announcement.app)] + target.labels)
            if let id = store.id(for: labels) { ids.append(id) }
        }
        return ids
    }

    /// Reads an exposition; answers what is wrong with it.
    private mutating func read(
        _ bytes: [UInt8], of target: inout ScrapeTarget, time: Int64
    ) -> String? {
        target.book.beginRound()
        var scanner = ExpositionScanner(bytes)
        var fault: String?
        while let line = scanner.next() {
            switch line {
            case .sample(let key, let value):
                let key = scanner.bytes[key]
                let sample = Sample(time: time, value: value)
                if let id = target.book.series(of: key), store.append(sample, to: id) {
                    samplesTaken += 1
                } else if let id = newSeries(key, of: target), target.book.learn(key, id) {
                    _ = store.append(sample, to: id)
                    samplesTaken += 1
                }
            case .help(let family, let text): describe(family) { $0.help = text }
            case .type(let family, let type): describe(family) { $0.type = type }
            case .unit(let family, let unit): describe(family) { $0.unit = unit }
            case .nothing: continue
            case .fault: fault = fault ?? "line \(scanner.lineNumber) is no sample"
            }
        }
        endSeries(target.book.vanished(), now: time)
        return fault
    }

    private mutating func newSeries(
        _ key: ArraySlice<UInt8>, of target: ScrapeTarget
    ) -> SeriesStore.SeriesID? {
        guard let pairs = SeriesKey.labels(of: key) else { return nil }
        let own = Set(target.labels.map(\.0))
        var exposed = ""
        var labels = target.labels
        for (name, value) in pairs {
            if name == Labels.metricName {
                exposed = value
                labels.append((name, SeriesNaming.name(of: value)))
            } else {
                labels.append((own.contains(name) ? "exported_\(name)" : name, value))
            }
        }
        let id = store.id(for: Labels(labels), alias: SeriesNaming.alias(of: exposed))
        if let id, let before = target.countedAt, store[id]?.latest == nil, isCounting(exposed) {
            // Born between two rounds: without this its first events would be no increase.
            _ = store.append(Sample(time: before, value: 0), to: id)
        }
        return id
    }

    /// Whether a sample's name is that of a counter or of a part of a histogram.
    private func isCounting(_ exposed: String) -> Bool {
        if metadata[exposed]?.type == "counter" { return true }
        let types = [
            "_total": "counter", "_bucket": "histogram", "_sum": "histogram", "_count": "histogram",
        ]
        return types.contains { ending, type in
            exposed.hasSuffix(ending)
                && metadata[String(exposed.dropLast(ending.count))]?.type == type
        }
    }

    private mutating func describe(_ family: String, _ change: (inout Metadata) -> Void) {
        guard metadata[family] != nil || metadata.count < Self.metadataLimit else { return }
        change(&metadata[family, default: Metadata()])
    }

    // MARK: Questions

    /// Takes note of a query that somebody asked.
    public mutating func countQuestion(_ query: Query) {
        questions += 1
        changes += 1
        for name in query.names where asked[name] != nil || asked.count < Self.questionLimit {
            asked[name, default: 0] += 1
        }
    }

    /// The series that a query needs, so that it can be carried out elsewhere.
    public func series(for selectors: Set<Selector>) -> [Selector: [StoredSeries]] {
        Dictionary(uniqueKeysWithValues: selectors.map { ($0, store.select($0.matchers)) })
    }

    /// All that answered or are to answer, by instance.
    public var scraped: [Scraped] {
        targets.values.map { target in
            Scraped(
                state: target.state, announcement: target.announcement,
                lastScrape: target.lastScrape, seconds: target.lastSeconds)
        }.sorted { $0.state.instance < $1.state.instance }
    }

    /// A target and its last answer.
    public struct Scraped: Sendable {
        /// As evidence shows it.
        public let state: LookoutState.Target
        /// What it told of itself.
        public let announcement: Announcement
        /// When it was asked last, in milliseconds since 1970; 0 when never.
        public let lastScrape: Int64
        /// How long that took.
        public let seconds: Double
    }

    /// Figures of Lookout's own: samples taken and answers that were none.
    public var work: (samples: Int, faults: Int) { (samplesTaken, faults) }

    /// The evidence.
    public var state: LookoutState {
        LookoutState(
            targets: scraped.map(\.state), calls: calls, questions: questions,
            asked: asked.sorted { $0.key < $1.key }.map { .init(name: $0.key, times: $0.value) },
            series: store.figures.series, samples: store.figures.samples,
            bytes: store.figures.bytes, droppedSeries: store.figures.droppedSeries)
    }

    private var calls: [LookoutState.Calls] {
        let stats = "rpc.consumer.service.stats."
        var result: [String: LookoutState.Calls] = [:]
        for (name, isFailure) in [("total_count", false), ("fail_count", true)] {
            for series in store.select([.name("\(stats)\(name).count")]) {
                guard let latest = series.latest, !latest.isStale else { continue }
                let app = series.labels["app"]
                var calls = result[app] ?? .init(app: app, count: 0, failures: 0)
                if isFailure { calls.failures += latest.value } else { calls.count += latest.value }
                result[app] = calls
            }
        }
        return result.values.sorted { $0.app < $1.app }
    }
}
