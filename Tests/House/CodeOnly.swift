/// Blanks comments and string literals, line by line; enough of Swift's grammar for the House rules.
///
/// Interpolations inside strings are blanked with them. Block comments nest, as Swift's do.
struct CodeOnly {
    private enum Mode: Equatable {
        case code
        case block(depth: Int)
        case text(quotes: Int, hashes: Int)
    }

    static func lines(of text: String) -> [String] {
        var mode = Mode.code
        return text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
            if case .text(1, _) = mode { mode = .code }
            return blank(Array(line), mode: &mode)
        }
    }

    private static func blank(_ line: [Character], mode: inout Mode) -> String {
        var kept = ""
        var index = 0
        while index < line.count {
            switch mode {
            case .code:
                let rest = line[index...]
                if rest.starts(with: "//") { return kept }
                if rest.starts(with: "/*") {
                    mode = .block(depth: 1)
                    index += 2
                } else if let opening = opening(of: rest) {
                    mode = .text(quotes: opening.quotes, hashes: opening.hashes)
                    index += opening.quotes + opening.hashes
                } else {
                    kept.append(line[index])
                    index += 1
                }
            case .block(let depth):
                index += advance(in: line[index...], depth: depth, mode: &mode)
            case .text(let quotes, let hashes):
                index += advance(
                    in: line[index...], quotes: quotes, hashes: hashes, mode: &mode)
            }
        }
        return kept
    }

    private static func opening(
        of rest: ArraySlice<Character>
    ) -> (quotes: Int, hashes: Int)? {
        let hashes = rest.prefix { $0 == "#" }.count
        let quoted = rest.dropFirst(hashes)
        guard quoted.first == "\"" else { return nil }
        return (quoted.starts(with: "\"\"\"") ? 3 : 1, hashes)
    }

    private static func advance(
        in rest: ArraySlice<Character>, depth: Int, mode: inout Mode
    ) -> Int {
        if rest.starts(with: "*/") {
            mode = depth == 1 ? .code : .block(depth: depth - 1)
            return 2
        }
        if rest.starts(with: "/*") {
            mode = .block(depth: depth + 1)
            return 2
        }
        return 1
    }

    private static func advance(
        in rest: ArraySlice<Character>, quotes: Int, hashes: Int, mode: inout Mode
    ) -> Int {
        if hashes == 0, rest.first == "\\" { return min(2, rest.count) }
        let closing = String(repeating: "\"", count: quotes) + String(repeating: "#", count: hashes)
        if rest.starts(with: closing) {
            mode = .code
            return closing.count
        }
        return 1
    }
}
