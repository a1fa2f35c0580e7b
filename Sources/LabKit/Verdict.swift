public import Wire

/// What a check found, in both languages.
public struct Verdict: Equatable, Sendable {
    /// Why it passed or not; stable.
    public enum Code: String, Codable, Sendable, CaseIterable {
        /// It is so.
        case holds
        /// It is otherwise.
        case differs
        /// Where the value should be, there is none.
        case absent
        /// The evidence could not be read.
        case unreadable
        /// The answer did not come within its deadline.
        case overdue
        /// A command of a folder that nobody has trusted yet.
        case untrusted
    }

    /// The check's id.
    public var id: String
    /// What the check says.
    public var title: LocalizedText
    /// Why it passed or not.
    public var code: Code
    /// What should be there.
    public var expected: LocalizedText
    /// What is there.
    public var found: LocalizedText
    /// What to do; empty when it passed.
    public var next: LocalizedText

    /// Whether it is so.
    public var passed: Bool { code == .holds }

    /// A verdict from its parts.
    public init(
        id: String, title: LocalizedText, code: Code, expected: LocalizedText,
        found: LocalizedText, next: LocalizedText
    ) {
        self.id = id
        self.title = title
        self.code = code
        self.expected = expected
        self.found = found
        self.next = next
    }

    /// As `lab check --json` prints it.
    public func report(in language: Language) -> VerdictReport {
        VerdictReport(
            id: id, title: title[language], passed: passed, code: code,
            expected: expected[language], found: found[language], next: next[language])
    }
}

/// One check of `lab check --json`.
public struct VerdictReport: Codable, Equatable, Sendable {
    /// The check's id.
    public var id: String
    /// What the check says.
    public var title: String
    /// Whether it is so.
    public var passed: Bool
    /// Why it passed or not.
    public var code: Verdict.Code
    /// What should be there.
    public var expected: String
    /// What is there.
    public var found: String
    /// What to do; empty when it passed.
    public var next: String
}

/// The verdicts on one step: `lab check --json`.
public struct CheckReport: Codable, Equatable, Sendable {
    /// Whether every check passed.
    public var passed: Bool
    /// One for each check, in order.
    public var checks: [VerdictReport]

    /// A report in one language.
    public init(_ verdicts: [Verdict], in language: Language) {
        passed = verdicts.allPassed
        checks = verdicts.map { $0.report(in: language) }
    }
}

extension Array where Element == Verdict {
    /// Whether there are verdicts, and all passed.
    public var allPassed: Bool { !isEmpty && allSatisfy(\.passed) }
}
