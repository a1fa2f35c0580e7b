public import Wire

/// Something wrong in the folder of a lab, for its author.
public struct LabProblem: Error, Equatable, Sendable {
    /// `lab.yaml`, `zh.md` or `en.md`.
    public var file: String
    /// From 1.
    public var line: Int
    /// Stable, lower case with underscores.
    public var code: String
    /// What is wrong and what to do.
    public var text: LocalizedText

    /// A problem from its parts.
    public init(file: String, line: Int, code: String, text: LocalizedText) {
        self.file = file
        self.line = max(1, line)
        self.code = code
        self.text = text
    }

    /// `lab.yaml:12: unknown_key: ...`
    public func line(in language: Language) -> String {
        "\(file):\(line): \(code): \(text[language])"
    }
}

/// All that is wrong in one lab; never empty.
public struct LabProblems: Error, Equatable, Sendable, CustomStringConvertible {
    /// In order of file and line.
    public let problems: [LabProblem]

    /// Puts them in order.
    public init(_ problems: [LabProblem]) {
        self.problems = problems.sorted {
            ($0.file, $0.line, $0.code) < ($1.file, $1.line, $1.code)
        }
    }

    /// One English line a problem.
    public var description: String {
        problems.map { $0.line(in: .english) }.joined(separator: "\n")
    }
}
