import Wire

/// The logs screen.
struct LogsState: Equatable {
    /// How many lines are kept; the oldest go first.
    static let capacity = 2_000

    /// What was read, oldest first.
    var lines: [LogLine] = []
    /// Ask for lines after this sequence.
    var next = 0
    /// Lines that came too fast or too early to be read.
    var dropped = 0
    /// Only this component; all when nil.
    var filter: ComponentID?
    /// The sequence of the line at the bottom; nil follows the newest.
    var anchor: Int?
    /// What is searched for; empty searches nothing.
    var search = ""
    /// The line being typed behind `/`; nil when none is.
    var typing: TypedLine?
    /// The sequence of the match shown.
    var match: Int?

    /// The lines of the filter, oldest first.
    var shown: [LogLine] {
        guard let filter else { return lines }
        return lines.filter { $0.component == filter }
    }

    /// Takes a page over; a line twice or out of order is passed over.
    mutating func append(_ page: LogPage) {
        let last = lines.last?.sequence ?? Int.min
        if page.next < next {
            // The supervisor is another one and counts from the beginning.
            lines = []
            anchor = nil
            match = nil
            lines.append(contentsOf: page.lines)
        } else {
            lines.append(contentsOf: page.lines.drop { $0.sequence <= last })
        }
        dropped += page.dropped
        next = page.next
        if lines.count > Self.capacity { lines.removeFirst(lines.count - Self.capacity) }
        // Lines that are gone cannot be stood on.
        if let bottom = anchor, let first = lines.first { anchor = max(bottom, first.sequence) }
    }

    /// The last lines of one component, oldest first.
    func last(_ count: Int, of component: ComponentID) -> [LogLine] {
        var found: [LogLine] = []
        for line in lines.reversed() where line.component == component {
            found.append(line)
            if found.count == count { break }
        }
        return found.reversed()
    }
}
