/// A condition on one label of a series.
public struct Matcher: Hashable, Sendable {
    /// How the label is compared.
    public enum Operation: String, Hashable, Sendable, CaseIterable {
        /// Equal.
        case equal = "="
        /// Not equal.
        case notEqual = "!="
        /// The whole value matches a regular expression.
        case matches = "=~"
        /// It does not.
        case matchesNot = "!~"
        /// One of several, separated by `|`, as in Lookout's own language.
        case oneOf = "=~|"
        /// None of them.
        case noneOf = "!~|"
    }

    /// The label.
    public let label: String
    /// The comparison.
    public let operation: Operation
    /// With what.
    public let value: String

    /// The longest regular expression, in bytes.
    static let patternLimit = 256

    /// A condition; nil when its regular expression cannot be read or is too long.
    public init?(_ label: String, _ operation: Operation, _ value: String) {
        self.label = label
        self.operation = operation
        self.value = value
        switch operation {
        case .matches, .matchesNot:
            guard value.utf8.count <= Self.patternLimit else { return nil }
            if literals == nil, (try? Regex(value)) == nil { return nil }
        default: break
        }
    }

    private init(name: String) {
        label = Labels.metricName
        operation = .equal
        value = name
    }

    /// The series of a name.
    public static func name(_ name: String) -> Matcher { Matcher(name: name) }

    /// The condition as a function; a regular expression is compiled once for it.
    func test() -> (String) -> Bool {
        switch operation {
        case .equal: return { [value] in $0 == value }
        case .notEqual: return { [value] in $0 != value }
        case .oneOf: return Self.contained(in: value)
        case .noneOf:
            let contained = Self.contained(in: value)
            return { !contained($0) }
        case .matches: return match()
        case .matchesNot:
            let match = match()
            return { !match($0) }
        }
    }

    /// The alternatives of an expression that is nothing but words between bars.
    private var literals: Set<Substring>? {
        let isPlain = value.utf8.allSatisfy { byte in
            switch byte {
            case 48...57, 65...90, 97...122, 95, 45, 47, 58, 124: true
            default: false
            }
        }
        return isPlain
            ? Set(value.split(separator: "|", omittingEmptySubsequences: false)) : nil
    }

    private func match() -> (String) -> Bool {
        if let literals { return { literals.contains(Substring($0)) } }
        guard let regex = try? Regex(value) else { return { _ in false } }
        var known: [String: Bool] = [:]
        return { text in
            if let answer = known[text] { return answer }
            let answer = (try? regex.wholeMatch(in: text)) != nil
            known[text] = answer
            return answer
        }
    }

    private static func contained(in list: String) -> (String) -> Bool {
        let words = Set(list.split(separator: "|", omittingEmptySubsequences: false))
        return { words.contains(Substring($0)) }
    }
}
