/// One line that a component wrote, as the supervisor keeps it.
public struct LogLine: Codable, Equatable, Sendable {
    /// Rises by one with every line of all components.
    public var sequence: Int
    /// When the supervisor read it: milliseconds since 1970.
    public var timeMilliseconds: Int64
    /// Who wrote it.
    public var component: ComponentID
    /// The line without its line feed, control characters replaced, at most 4,096 bytes.
    public var text: String

    /// A line from its parts.
    public init(sequence: Int, timeMilliseconds: Int64, component: ComponentID, text: String) {
        self.sequence = sequence
        self.timeMilliseconds = timeMilliseconds
        self.component = component
        self.text = text
    }
}

/// An answer to a question for log lines.
public struct LogPage: Codable, Equatable, Sendable {
    /// The lines in order of their sequence.
    public var lines: [LogLine]
    /// Ask for lines after this sequence next time.
    public var next: Int
    /// Lines after the asked sequence that the bounded ring no longer holds.
    public var dropped: Int

    /// A page from its parts.
    public init(lines: [LogLine], next: Int, dropped: Int) {
        self.lines = lines
        self.next = next
        self.dropped = dropped
    }
}
