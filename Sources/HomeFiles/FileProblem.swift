public import Wire

/// One thing that is wrong in a file of the attendee, and where.
public struct FileProblem: Error, Equatable, Sendable {
    /// The file's name, without its folder.
    public var file: String
    /// From 1.
    public var line: Int
    /// From 1, counted in Unicode scalars as YAML does.
    public var column: Int
    /// What is wrong.
    public var fault: FileFault

    /// A problem from its parts.
    public init(file: String, line: Int, column: Int, fault: FileFault) {
        self.file = file
        self.line = line
        self.column = column
        self.fault = fault
    }

    /// Stable, lower case with underscores: `unknown_key`.
    public var code: String { fault.code }

    /// What is wrong and what to do, for a person.
    public func message(in language: Language) -> String { fault.message(in: language) }

    /// `bookstore.yaml:9:14: unknown_binding: ...`, in English for logs, or in Chinese.
    public func line(in language: Language) -> String {
        "\(file):\(line):\(column): \(code): \(message(in: language))"
    }
}

extension FileProblem: CustomStringConvertible {
    /// The English line.
    public var description: String { line(in: .english) }
}

/// All that is wrong, in order of file and place; never empty.
public struct FileProblems: Error, Equatable, Sendable, CustomStringConvertible {
    /// The problems; at most ``limit``.
    public let problems: [FileProblem]

    /// More than these are not told.
    public static let limit = 20

    /// Puts the problems of one file in order.
    public init(_ problems: [FileProblem]) {
        let ordered = problems.sorted {
            ($0.file, $0.line, $0.column) < ($1.file, $1.line, $1.column)
        }
        self.problems = Array(ordered.prefix(FileProblems.limit))
    }

    /// One line a problem.
    public var description: String { problems.map(\.description).joined(separator: "\n") }
}
