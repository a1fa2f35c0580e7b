/// Remembers which line of a target's exposition is which series, so that a line that comes again is
/// not read again; and which series were there the last time, so that those that vanish end.
struct ScrapeBook: Sendable {
    private struct Entry: Sendable {
        let key: [UInt8]
        var series: SeriesStore.SeriesID
        var round: Int
    }

    private var entries: [Entry] = []
    private var byKey: [[UInt8]: Int] = [:]
    private var round = 0
    /// The entry expected next: lines come in the same order each time.
    private var expected = 0
    /// Entries of the last round.
    private(set) var current = 0

    /// The most samples of one target; more are not taken.
    static let limit = 10_000

    mutating func beginRound() {
        round += 1
        expected = 0
        current = 0
    }

    /// The series of a line, when it is known.
    mutating func series(of key: ArraySlice<UInt8>) -> SeriesStore.SeriesID? {
        if expected < entries.count, entries[expected].key.elementsEqual(key) {
            return mark(expected)
        }
        guard let index = byKey[Array(key)] else { return nil }
        return mark(index)
    }

    private mutating func mark(_ index: Int) -> SeriesStore.SeriesID {
        if entries[index].round != round { current += 1 }
        entries[index].round = round
        expected = index + 1
        return entries[index].series
    }

    /// Learns a line; false when there are too many.
    mutating func learn(_ key: ArraySlice<UInt8>, _ series: SeriesStore.SeriesID) -> Bool {
        let bytes = Array(key)
        if let index = byKey[bytes] {
            entries[index].series = series
            _ = mark(index)
            return true
        }
        guard entries.count < Self.limit else { return false }
        byKey[bytes] = entries.count
        entries.append(Entry(key: bytes, series: series, round: round))
        expected = entries.count
        current += 1
        return true
    }

    /// The series of the round before that are not in this one; they are forgotten here.
    mutating func vanished() -> [SeriesStore.SeriesID] {
        guard current < entries.count else { return [] }
        let round = round
        let gone = entries.filter { $0.round != round }.map(\.series)
        keep(entries.filter { $0.round == round })
        return gone
    }

    /// All series, for a target that is gone; they are forgotten here.
    mutating func all() -> [SeriesStore.SeriesID] {
        let gone = entries.map(\.series)
        keep([])
        current = 0
        return gone
    }

    private mutating func keep(_ kept: [Entry]) {
        entries = kept
        byKey = [:]
        for (index, entry) in entries.enumerated() { byKey[entry.key] = index }
    }
}
