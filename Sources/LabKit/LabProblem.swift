public import Wire

/// A place in a file of a lab.
public struct LabPlace: Comparable, Hashable, Sendable {
    /// From 1.
    public var line: Int
    /// From 1, in characters.
    public var column: Int

    /// The first character of a file.
    public static let start = LabPlace(line: 1, column: 1)

    /// A place; numbers below 1 become 1.
    public init(line: Int, column: Int = 1) {
        self.line = max(1, line)
        self.column = max(1, column)
    }

    /// By line, then by column.
    public static func < (left: LabPlace, right: LabPlace) -> Bool {
        (left.line, left.column) < (right.line, right.column)
    }
}

/// Something wrong in the folder of a lab, for its author.
public struct LabProblem: Error, Equatable, Sendable {
    /// `lab.yaml`, `zh.md` or `en.md`.
    public var file: String
    /// Where in it.
    public var place: LabPlace
    /// Stable, lower case with underscores.
    public var code: String
    /// What is wrong and what to do.
    public var text: LocalizedText

    /// A problem from its parts.
    public init(file: String, at place: LabPlace, code: String, text: LocalizedText) {
        self.file = file
        self.place = place
        self.code = code
        self.text = text
    }

    /// `lab.yaml:12:5: unknown_key: ...`
    public func line(in language: Language) -> String {
        "\(file):\(place.line):\(place.column): \(code): \(text[language])"
    }
}

/// All that is wrong in one lab; never empty.
public struct LabProblems: Error, Equatable, Sendable, CustomStringConvertible {
    /// In order of file and line.
    public let problems: [LabProblem]

    /// Puts them in order.
    public init(_ problems: [LabProblem]) {
        self.problems = problems.sorted {
            ($0.file, $0.place, $0.code, $0.text.english)
                < ($1.file, $1.place, $1.code, $1.text.english)
        }
    }

    /// One English line a problem.
    public var description: String {
        problems.map { $0.line(in: .english) }.joined(separator: "\n")
    }
}
