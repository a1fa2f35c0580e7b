/// Series in memory: found by labels, appended to, forgotten oldest first.
public struct SeriesStore: Sendable {
    /// A series' place. It stays the same while the series is kept.
    public typealias SeriesID = Int

    private let limits: StoreLimits
    private var series: [StoredSeries?] = []
    private var byLabels: [Labels: SeriesID] = [:]
    private var byName: [String: [SeriesID]] = [:]
    /// Names as old Prometheus knows them, and ours.
    private var aliases: [String: String] = [:]
    /// Which series sealed a chunk, in the order of sealing; from `firstSealed` on.
    private var sealedOrder: [SeriesID] = []
    private var firstSealed = 0
    private var lastSweep: Int64 = 0

    /// What is kept, and what was not.
    public private(set) var figures = StoreFigures()

    /// An empty store.
    public init(limits: StoreLimits = StoreLimits()) {
        self.limits = limits
    }

    /// The series with these labels, made when it is new; nil when there are too many, which is
    /// counted.
    ///
    /// - Parameter alias: another name that finds it.
    public mutating func id(for labels: Labels, alias: String? = nil) -> SeriesID? {
        if let id = byLabels[labels] { return id }
        guard byLabels.count < limits.series else {
            figures.droppedSeries += 1
            return nil
        }
        let id = series.count
        series.append(StoredSeries(labels: labels))
        byLabels[labels] = id
        byName[labels.name, default: []].append(id)
        if let alias, alias != labels.name { aliases[alias] = labels.name }
        figures.series += 1
        figures.bytes += labels.size
        return id
    }

    /// The series at a place; nil when it was forgotten.
    public subscript(id: SeriesID) -> StoredSeries? {
        series.indices.contains(id) ? series[id] : nil
    }

    /// Adds a sample; one that is not later than the last is dropped and counted.
    ///
    /// - Returns: false when the series is no longer kept; ask for its place anew.
    public mutating func append(_ sample: Sample, to id: SeriesID) -> Bool {
        guard series.indices.contains(id), series[id] != nil else { return false }
        guard let growth = series[id]?.append(sample) else {
            figures.droppedSamples += 1
            return true
        }
        figures.samples += 1
        figures.bytes += growth.bytes
        if growth.hasSealed { sealedOrder.append(id) }
        return true
    }

    /// Forgets what is too old, and the oldest of what is too much. Once a second is enough.
    public mutating func forget(now: Int64) {
        let oldest = now - limits.retention
        while firstSealed < sealedOrder.count {
            let id = sealedOrder[firstSealed]
            let end = series[id]?.sealed.first?.end
            guard end == nil || end ?? 0 < oldest || figures.bytes > limits.bytes else { break }
            firstSealed += 1
            guard let dropped = series[id]?.dropOldest() else { continue }
            figures.bytes -= dropped.bytes
            figures.samples -= dropped.samples
        }
        if firstSealed > 1_024, firstSealed > sealedOrder.count / 2 {
            sealedOrder.removeFirst(firstSealed)
            firstSealed = 0
        }
        guard now - lastSweep >= 60_000 else { return }
        lastSweep = now
        for id in series.indices {
            guard let one = series[id], let latest = one.latest, latest.time < oldest else {
                continue
            }
            remove(id, one)
        }
    }

    private mutating func remove(_ id: SeriesID, _ one: StoredSeries) {
        series[id] = nil
        byLabels[one.labels] = nil
        byName[one.labels.name]?.removeAll { $0 == id }
        if byName[one.labels.name]?.isEmpty == true { byName[one.labels.name] = nil }
        figures.series -= 1
        figures.bytes -= one.size
        figures.samples -= one.count
    }

    /// All series that satisfy every matcher, in the order in which they were first seen.
    public func select(_ matchers: [Matcher]) -> [StoredSeries] {
        let name = matchers.first { $0.label == Labels.metricName && $0.operation == .equal }
        let tests = matchers.filter { $0 != name }.map { (label: $0.label, test: $0.test()) }
        let candidates: [SeriesID]
        if let name {
            candidates = byName[name.value] ?? byName[aliases[name.value] ?? ""] ?? []
        } else {
            candidates = Array(series.indices)
        }
        return candidates.compactMap { series[$0] }.filter { one in
            tests.allSatisfy { $0.test(one.labels[$0.label]) }
        }
    }

    /// Whether there is a series of this name.
    public func hasName(_ name: String) -> Bool {
        byName[name] != nil || byName[aliases[name] ?? ""] != nil
    }

    /// Every name that a label has in some series, sorted.
    public func labelNames(of chosen: [StoredSeries]) -> [String] {
        Set(chosen.flatMap { $0.labels.pairs.map(\.name) }).sorted()
    }

    /// Every series.
    public var all: [StoredSeries] { series.compactMap { $0 } }
}
