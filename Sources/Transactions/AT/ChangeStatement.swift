import Storage

/// A statement that changes rows, taken apart as far as its images need it.
///
/// Only the plain forms are understood; what is not is refused, never guessed:
/// ```
/// UPDATE table SET column = …, … WHERE …
/// DELETE FROM table WHERE …
/// INSERT [OR IGNORE] INTO table (column, …) VALUES (…, …) [ON CONFLICT DO NOTHING]
/// ```
struct ChangeStatement: Equatable {
    enum Kind: String, Codable, Equatable {
        case insert = "INSERT"
        case update = "UPDATE"
        case delete = "DELETE"
    }

    let kind: Kind
    let table: String
    /// The columns that are written; empty for a deletion.
    let columns: [String]
    /// What follows `WHERE`, with `?` for its values; empty for an insertion.
    let condition: String
    let conditionValues: [SQLValue]
    /// The values of the columns of an insertion that are plain values.
    let insertedValues: [String: SQLValue]

    /// Why a statement is not understood.
    struct NotUnderstood: Error, Equatable {
        let reason: String
    }

    /// Takes a statement apart.
    init(_ sql: String, _ values: [SQLValue]) throws(NotUnderstood) {
        guard var tokens = SQLToken.tokens(of: sql)?[...] else {
            throw NotUnderstood(reason: "a quote is not closed")
        }
        if case .sign(";") = tokens.last { tokens.removeLast() }
        guard let verb = tokens.popFirst() else { throw NotUnderstood(reason: "it is empty") }
        guard !tokens.contains(where: { $0.isKeyword("RETURNING") }) else {
            throw NotUnderstood(reason: "RETURNING")
        }
        if verb.isKeyword("UPDATE") {
            try self.init(update: &tokens, values)
        } else if verb.isKeyword("DELETE") {
            try self.init(delete: &tokens, values)
        } else if verb.isKeyword("INSERT") {
            try self.init(insert: &tokens, values)
        } else {
            throw NotUnderstood(reason: "it begins with \(verb.text)")
        }
    }

    private init(
        update tokens: inout ArraySlice<SQLToken>, _ values: [SQLValue]
    ) throws(NotUnderstood) {
        let table = try Self.takeName(&tokens)
        try Self.take("SET", &tokens)
        guard let place = Self.topLevel("WHERE", in: tokens) else {
            throw NotUnderstood(reason: "it has no WHERE")
        }
        let before = Self.placeholders(in: tokens[..<place])
        let assignments = Self.split(tokens[..<place])
        var columns: [String] = []
        for assignment in assignments {
            guard let column = assignment.first?.identifier,
                assignment.dropFirst().first == .sign("=")
            else { throw NotUnderstood(reason: "its SET is no list of column = value") }
            columns.append(column)
        }
        let condition = try Self.condition(tokens[(place + 1)...], after: before, values)
        self.init(kind: .update, table: table, columns: columns, condition: condition)
    }

    private init(
        delete tokens: inout ArraySlice<SQLToken>, _ values: [SQLValue]
    ) throws(NotUnderstood) {
        try Self.take("FROM", &tokens)
        let table = try Self.takeName(&tokens)
        try Self.take("WHERE", &tokens)
        self.init(
            kind: .delete, table: table, columns: [],
            condition: try Self.condition(tokens, after: 0, values))
    }

    private init(
        insert tokens: inout ArraySlice<SQLToken>, _ values: [SQLValue]
    ) throws(NotUnderstood) {
        if tokens.first?.isKeyword("OR") == true {
            tokens.removeFirst()
            try Self.take("IGNORE", &tokens)
        }
        try Self.take("INTO", &tokens)
        let table = try Self.takeName(&tokens)
        let columns = Self.split(try Self.takeGroup(&tokens)).map { $0.first?.identifier ?? "" }
        try Self.take("VALUES", &tokens)
        let expressions = Self.split(try Self.takeGroup(&tokens))
        if !tokens.isEmpty {
            for keyword in ["ON", "CONFLICT", "DO", "NOTHING"] { try Self.take(keyword, &tokens) }
        }
        guard tokens.isEmpty, columns.count == expressions.count, !columns.contains("") else {
            throw NotUnderstood(reason: "its columns and values do not fit each other")
        }
        var inserted: [String: SQLValue] = [:]
        var used = 0
        for (column, expression) in zip(columns, expressions) {
            if expression.count == 1, let only = expression.first {
                inserted[column] = Self.value(of: only, after: used, values)
            }
            used += Self.placeholders(in: expression)
        }
        self.kind = .insert
        self.table = table
        self.columns = columns
        condition = ""
        conditionValues = []
        insertedValues = inserted
    }

    private init(
        kind: Kind, table: String, columns: [String],
        condition: (text: String, values: [SQLValue])
    ) {
        self.kind = kind
        self.table = table
        self.columns = columns
        self.condition = condition.text
        conditionValues = condition.values
        insertedValues = [:]
    }
}

// MARK: Pieces

extension ChangeStatement {
    private static func takeName(
        _ tokens: inout ArraySlice<SQLToken>
    ) throws(NotUnderstood) -> String {
        guard let name = tokens.popFirst()?.identifier, tokens.first != .sign(".") else {
            throw NotUnderstood(reason: "a table's name is missing")
        }
        return name
    }

    private static func take(
        _ keyword: String, _ tokens: inout ArraySlice<SQLToken>
    ) throws(NotUnderstood) {
        guard tokens.popFirst()?.isKeyword(keyword) == true else {
            throw NotUnderstood(reason: "\(keyword) is missing")
        }
    }

    /// What stands in parentheses.
    private static func takeGroup(
        _ tokens: inout ArraySlice<SQLToken>
    ) throws(NotUnderstood) -> ArraySlice<SQLToken> {
        guard tokens.popFirst() == .sign("(") else {
            throw NotUnderstood(reason: "a list in parentheses is missing")
        }
        var depth = 1
        for (index, token) in zip(tokens.indices, tokens) {
            if token == .sign("(") { depth += 1 }
            if token == .sign(")") { depth -= 1 }
            if depth == 0 {
                defer { tokens = tokens[(index + 1)...] }
                return tokens[..<index]
            }
        }
        throw NotUnderstood(reason: "a parenthesis is not closed")
    }

    /// Where a keyword stands outside of all parentheses.
    private static func topLevel(_ keyword: String, in tokens: ArraySlice<SQLToken>) -> Int? {
        var depth = 0
        for (index, token) in zip(tokens.indices, tokens) {
            if token == .sign("(") { depth += 1 }
            if token == .sign(")") { depth -= 1 }
            if depth == 0, token.isKeyword(keyword) { return index }
        }
        return nil
    }

    /// Parts between commas outside of all parentheses.
    private static func split(_ tokens: ArraySlice<SQLToken>) -> [ArraySlice<SQLToken>] {
        var parts: [ArraySlice<SQLToken>] = []
        var depth = 0
        var start = tokens.startIndex
        for (index, token) in zip(tokens.indices, tokens) {
            if token == .sign("(") { depth += 1 }
            if token == .sign(")") { depth -= 1 }
            if depth == 0, token == .sign(",") {
                parts.append(tokens[start..<index])
                start = index + 1
            }
        }
        return parts + [tokens[start...]]
    }

    private static func placeholders(in tokens: ArraySlice<SQLToken>) -> Int {
        tokens.count { if case .placeholder = $0 { true } else { false } }
    }

    /// A condition with its own values: numbered placeholders become plain ones.
    private static func condition(
        _ tokens: ArraySlice<SQLToken>, after used: Int, _ values: [SQLValue]
    ) throws(NotUnderstood) -> (text: String, values: [SQLValue]) {
        var used = used
        var own: [SQLValue] = []
        for case .placeholder(let number) in tokens {
            used += 1
            let index = (number ?? used) - 1
            guard values.indices.contains(index) else {
                throw NotUnderstood(reason: "it has fewer values than placeholders")
            }
            own.append(values[index])
        }
        let plain = tokens.map { token -> String in
            if case .placeholder = token { "?" } else { token.text }
        }
        return (plain.joined(separator: " "), own)
    }

    /// The value of an expression of one token; nil when it is none that is known before.
    private static func value(
        of token: SQLToken, after used: Int, _ values: [SQLValue]
    ) -> SQLValue? {
        switch token {
        case .placeholder(let number):
            let index = (number ?? used + 1) - 1
            return values.indices.contains(index) ? values[index] : nil
        case .literal(let text):
            if text.hasPrefix("'") {
                return .text(String(text.dropFirst().dropLast()).replacing("''", with: "'"))
            }
            return Int64(text).map { .integer($0) }
        default: return token.isKeyword("NULL") ? .null : nil
        }
    }
}
