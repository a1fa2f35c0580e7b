import Wire

/// What a value must be. Written as a few words:
/// `== bolt`, `!= ""`, `>= 1`, `count >= 2`, `every >= 1`, `contains x`, `one of x, y`, `empty`,
/// `not empty`.
///
/// The right side may be another value: `== {bookstore.uniqueId}`. A value that is absent or cannot
/// be read never meets an expectation, not even `empty` or `== 0`.
public struct Expectation: Equatable, Sendable, CustomStringConvertible {
    /// How two numbers, texts or truth values stand to each other.
    enum Relation: String, Sendable, CaseIterable {
        case equal = "=="
        case different = "!="
        case atLeast = ">="
        case atMost = "<="
        case more = ">"
        case less = "<"
    }

    enum Form: Equatable, Sendable {
        case value(Relation, Operand)
        case count(Relation, Operand)
        case every(Relation, Operand)
        case contains(Operand)
        /// Any of these, as a person would write them.
        case oneOf([Operand])
        case empty
        case notEmpty
    }

    enum Operand: Equatable, Sendable {
        case literal(JSONValue)
        case live(EvidencePath)
    }

    let form: Form
    /// As it was written.
    public let description: String

    /// Reads an expectation; nil when the text is none.
    public init?(_ text: String) {
        description = text
        switch text {
        case "empty": form = .empty
        case "not empty": form = .notEmpty
        default:
            let words = text.split(separator: " ", maxSplits: 1).map(String.init)
            guard words.count == 2 else { return nil }
            if words[0] == "contains" {
                guard let operand = Operand(words[1]) else { return nil }
                form = .contains(operand)
            } else if text.hasPrefix("one of ") {
                let texts = text.dropFirst(7).split(separator: ",").map {
                    String($0.drop { $0 == " " })
                }
                guard let choice = Expectation(oneOf: texts) else { return nil }
                form = choice.form
            } else if words[0] == "count" || words[0] == "every" {
                guard let (relation, operand) = Expectation.comparison(words[1]) else { return nil }
                form = words[0] == "count" ? .count(relation, operand) : .every(relation, operand)
            } else {
                guard let (relation, operand) = Expectation.comparison(text) else { return nil }
                form = .value(relation, operand)
            }
        }
    }

    /// Any of some answers, each a text or `{path}`; nil when there are none or one is malformed.
    init?(oneOf texts: [String]) {
        let operands = texts.compactMap { Operand($0) }
        guard !operands.isEmpty, operands.count == texts.count else { return nil }
        form = .oneOf(operands)
        description = "one of " + texts.joined(separator: ", ")
    }

    private static func comparison(_ text: String) -> (Relation, Operand)? {
        let words = text.split(separator: " ", maxSplits: 1).map(String.init)
        guard words.count == 2, let relation = Relation(rawValue: words[0]),
            let operand = Operand(words[1])
        else { return nil }
        return (relation, operand)
    }
}

extension Expectation.Operand {
    /// `{path}`, a number, `true`, `false`, or text with or without double quotes.
    init?(_ text: String) {
        if text.hasPrefix("{") {
            guard text.hasSuffix("}"),
                let path = EvidencePath(String(text.dropFirst().dropLast()))
            else { return nil }
            self = .live(path)
        } else if text.hasPrefix("\""), text.hasSuffix("\""), text.count >= 2 {
            self = .literal(.string(String(text.dropFirst().dropLast())))
        } else if let number = Double(text) {
            self = .literal(.number(number))
        } else if text == "true" || text == "false" {
            self = .literal(.bool(text == "true"))
        } else {
            self = .literal(.string(text))
        }
    }
}
