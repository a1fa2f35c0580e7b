import DequeModule
import Wire

/// The newest lines of one component, at most ``limit`` (so at most 8 MiB).
struct LogRing: Sendable {
    static let limit = 2_000

    private(set) var lines: Deque<LogLine> = []
    /// Lines that fell off the old end.
    private(set) var evicted = 0

    mutating func append(_ line: LogLine) {
        if lines.count == Self.limit {
            lines.removeFirst()
            evicted += 1
        }
        lines.append(line)
    }

    /// The oldest lines after a sequence number, at most `limit`.
    func lines(after sequence: Int, limit: Int) -> some Collection<LogLine> {
        lines[firstIndex(after: sequence)...].prefix(limit)
    }

    /// How many lines after a sequence number fell off: never fewer than really did, and more only
    /// when the number itself lies among those that fell off.
    func dropped(after sequence: Int) -> Int {
        guard evicted > 0, let oldest = lines.first, sequence < oldest.sequence - 1 else {
            return 0
        }
        return min(evicted, oldest.sequence - 1 - max(sequence, 0))
    }

    /// Bisection: sequence numbers rise.
    private func firstIndex(after sequence: Int) -> Int {
        var low = lines.startIndex
        var high = lines.endIndex
        while low < high {
            let middle = (low + high) / 2
            if lines[middle].sequence <= sequence { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
