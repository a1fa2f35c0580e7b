/// Cuts a query into words.
///
/// Names may have dots, as in 2019: `jvm.memory.heap.used`; that is the one difference from
/// Prometheus (prometheus/promql/parser/lex.go).
struct Lexer {
    /// The longest query, in bytes.
    static let limit = 4_096

    private static let symbols = [
        "=~|", "!~|", "==", "!=", "<=", ">=", "=~", "!~", "=", "<", ">", "+", "-", "*", "/", "%",
        "^", "(", ")", "{", "}", "[", "]", ",", ":", "@",
    ]

    private let bytes: [UInt8]
    private var position = 0

    private init(_ text: String) {
        bytes = Array(text.utf8)
    }

    /// All words of a query, the end last.
    static func tokens(of text: String) throws(QueryError) -> [Token] {
        var lexer = Lexer(text)
        guard lexer.bytes.count <= limit else {
            throw QueryError(at: 0, "the query is longer than \(limit) bytes")
        }
        var tokens: [Token] = []
        while true {
            let token = try lexer.next()
            tokens.append(token)
            if token.kind == .end { return tokens }
        }
    }

    private mutating func next() throws(QueryError) -> Token {
        while position < bytes.count, [32, 9, 10, 13].contains(bytes[position]) { position += 1 }
        if position < bytes.count, bytes[position] == UInt8(ascii: "#") { position = bytes.count }
        guard position < bytes.count else { return Token(kind: .end, position: position) }
        let start = position
        let byte = bytes[position]
        if Self.isDigit(byte) || byte == UInt8(ascii: ".") && Self.isDigit(peek(1)) {
            return try number()
        }
        if Self.isNameStart(byte) {
            while position < bytes.count, Self.isNamePart(bytes[position]) { position += 1 }
            // A name does not end with a dot or colon; that one belongs to what follows.
            while [UInt8(ascii: "."), UInt8(ascii: ":")].contains(bytes[position - 1]) {
                position -= 1
            }
            return Token(kind: named(text(start)), position: start)
        }
        if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") || byte == UInt8(ascii: "`") {
            return try quoted(byte)
        }
        for symbol in Self.symbols where bytes[position...].starts(with: symbol.utf8) {
            position += symbol.utf8.count
            return Token(kind: .symbol(symbol), position: start)
        }
        let shown = String(decoding: bytes[start...].prefix(4), as: UTF8.self).first ?? "?"
        throw QueryError(at: start, "unexpected character \"\(shown)\"")
    }

    /// `Inf` and `NaN` are numbers in any case.
    private func named(_ name: String) -> Token.Kind {
        switch name.lowercased() {
        case "inf": .number(.infinity)
        case "nan": .number(.nan)
        default: .name(name)
        }
    }

    private mutating func number() throws(QueryError) -> Token {
        let start = position
        if bytes[position...].starts(with: "0x".utf8) {
            position += 2
            while Self.isHexadecimal(peek(0)) { position += 1 }
            guard let value = UInt64(text(start + 2), radix: 16) else {
                throw QueryError(at: start, "bad number \"\(text(start))\"")
            }
            return Token(kind: .number(Double(value)), position: start)
        }
        while Self.isDigit(peek(0)) || peek(0) == UInt8(ascii: ".") { position += 1 }
        let isExponent = peek(0) | 32 == UInt8(ascii: "e")
        if isExponent {
            let sign = [UInt8(ascii: "+"), UInt8(ascii: "-")].contains(peek(1)) ? 1 : 0
            if Self.isDigit(peek(1 + sign)) {
                position += 1 + sign
                while Self.isDigit(peek(0)) { position += 1 }
            }
        } else if Self.isNameStart(peek(0)) {
            position = start
            return try duration()
        }
        guard let value = Double(text(start)), !Self.isNameStart(peek(0)) else {
            throw QueryError(at: start, "bad number or duration \"\(text(start))\"")
        }
        return Token(kind: .number(value), position: start)
    }

    private mutating func duration() throws(QueryError) -> Token {
        let start = position
        while Self.isDigit(peek(0)) || Self.isNameStart(peek(0)) { position += 1 }
        guard let milliseconds = TimeSpan.milliseconds(of: text(start)) else {
            throw QueryError(
                at: start, "bad duration \"\(text(start))\"; write 30s, 5m or 1h30m")
        }
        return Token(kind: .duration(milliseconds), position: start)
    }

    private mutating func quoted(_ quote: UInt8) throws(QueryError) -> Token {
        let start = position
        position += 1
        var result: [UInt8] = []
        while position < bytes.count, bytes[position] != quote {
            if bytes[position] == UInt8(ascii: "\\"), quote != UInt8(ascii: "`") {
                result.append(try escaped())
            } else {
                result.append(bytes[position])
                position += 1
            }
        }
        guard position < bytes.count else {
            throw QueryError(at: start, "the quoted text has no end")
        }
        position += 1
        return Token(kind: .text(String(decoding: result, as: UTF8.self)), position: start)
    }

    private mutating func escaped() throws(QueryError) -> UInt8 {
        let known: [UInt8: UInt8] = [
            UInt8(ascii: "n"): 10, UInt8(ascii: "t"): 9, UInt8(ascii: "r"): 13,
            UInt8(ascii: "\\"): 92, UInt8(ascii: "\""): 34, UInt8(ascii: "'"): 39,
        ]
        guard let byte = known[peek(1)] else {
            throw QueryError(at: position, "unknown escape; write \\\\ for a backslash")
        }
        position += 2
        return byte
    }

    private func peek(_ offset: Int) -> UInt8 {
        position + offset < bytes.count ? bytes[position + offset] : 0
    }

    private func text(_ start: Int) -> String {
        String(decoding: bytes[start..<position], as: UTF8.self)
    }

    private static func isDigit(_ byte: UInt8) -> Bool { (48...57).contains(byte) }

    private static func isHexadecimal(_ byte: UInt8) -> Bool {
        isDigit(byte) || (97...102).contains(byte | 32)
    }

    private static func isNameStart(_ byte: UInt8) -> Bool {
        (97...122).contains(byte | 32) && byte >= 65 || byte == UInt8(ascii: "_")
    }

    private static func isNamePart(_ byte: UInt8) -> Bool {
        isNameStart(byte) || isDigit(byte) || byte == UInt8(ascii: ".")
            || byte == UInt8(ascii: ":")
    }
}
