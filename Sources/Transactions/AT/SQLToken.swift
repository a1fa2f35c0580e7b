/// A piece of a statement.
enum SQLToken: Hashable, Sendable {
    /// A keyword or a name, as it is written.
    case word(String)
    /// A quoted name.
    case name(String)
    /// A literal: a text with its quotes, or a number.
    case literal(String)
    /// `?` or `?3`.
    case placeholder(Int?)
    /// Anything else: an operator, or one character.
    case sign(String)

    /// Whether it is this keyword.
    func isKeyword(_ keyword: String) -> Bool {
        if case .word(let word) = self { word.uppercased() == keyword } else { false }
    }

    /// The name it is, quoted or not; nil for other tokens.
    var identifier: String? {
        switch self {
        case .word(let name), .name(let name): name
        default: nil
        }
    }

    /// As it stands in a statement.
    var text: String {
        switch self {
        case .word(let text), .literal(let text): text
        case .name(let name): "\"\(name.replacing("\"", with: "\"\""))\""
        case .placeholder(let number): number.map { "?\($0)" } ?? "?"
        case .sign(let text): text
        }
    }

    /// The pieces of a statement; nil when a quote is not closed.
    static func tokens(of sql: String) -> [SQLToken]? {
        var tokens: [SQLToken] = []
        var rest = Substring(sql)
        while let character = rest.first {
            if character.isWhitespace {
                rest.removeFirst()
            } else if character == "'" || character == "\"" {
                guard let quoted = takeQuoted(&rest, by: character) else { return nil }
                tokens.append(
                    character == "'"
                        ? .literal("'\(quoted.replacing("'", with: "''"))'") : .name(quoted))
            } else if character.isNumber {
                tokens.append(.literal(String(take(&rest) { $0.isNumber || $0 == "." })))
            } else if character.isLetter || character == "_" {
                tokens.append(
                    .word(String(take(&rest) { $0.isLetter || $0.isNumber || $0 == "_" })))
            } else if character == "?" {
                rest.removeFirst()
                tokens.append(.placeholder(Int(take(&rest, while: \.isNumber))))
            } else if operators.contains(character) {
                tokens.append(.sign(String(take(&rest, while: operators.contains))))
            } else {
                tokens.append(.sign(String(rest.removeFirst())))
            }
        }
        return tokens
    }

    private static let operators: Set<Character> = ["<", ">", "=", "!", "|"]

    private static func take(
        _ rest: inout Substring, while isTaken: (Character) -> Bool
    ) -> Substring {
        let taken = rest.prefix(while: isTaken)
        rest = rest[taken.endIndex...]
        return taken
    }

    /// What stands between two quotes; a doubled quote is one.
    private static func takeQuoted(_ rest: inout Substring, by quote: Character) -> String? {
        rest.removeFirst()
        var text = ""
        while let character = rest.popFirst() {
            if character != quote {
                text.append(character)
            } else if rest.first == quote {
                text.append(rest.removeFirst())
            } else {
                return text
            }
        }
        return nil
    }
}
