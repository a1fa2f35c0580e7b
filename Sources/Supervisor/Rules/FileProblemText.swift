public import Wire

/// A fault in one of the attendee's files, in the words shown to them.
public struct FileProblemText: Error, Equatable, Sendable, CustomStringConvertible {
    /// The file's name, for instance `bookstore.yaml`.
    public var file: String
    /// The line from 1; nil when the fault is not at one place.
    public var line: Int?
    /// The column from 1.
    public var column: Int?
    /// What is wrong and what to do, one English sentence.
    public var message: String
    /// The same in Chinese; nil when it is only known in English.
    public var chinese: String?

    /// A fault from its parts.
    public init(
        file: String, line: Int? = nil, column: Int? = nil, message: String, chinese: String? = nil
    ) {
        self.file = file
        self.line = line
        self.column = column
        self.message = message
        self.chinese = chinese
    }

    /// `bookstore.yaml:3:7: message`.
    public var description: String { cause.text(in: .english) }

    /// The same as a clause.
    public var cause: Cause {
        let place = [line, column].compactMap { $0.map { ":\($0)" } }.joined()
        return Cause(.fileRefused, "\(file)\(place)", message, chinese ?? message)
    }
}
