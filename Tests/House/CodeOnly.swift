/// Blanks comments and string literals, line by line; enough of Swift's grammar for the House rules.
///
/// Interpolations inside strings are blanked with them. Block comments nest, as Swift's do. Works on
/// bytes: everything that matters here is ASCII.
struct CodeOnly {
    private enum Mode: Equatable {
        case code
        case block(depth: Int)
        case text(quotes: Int, hashes: Int)
    }

    private static let quote = UInt8(ascii: "\"")
    private static let hash = UInt8(ascii: "#")
    private static let slash = UInt8(ascii: "/")
    private static let star = UInt8(ascii: "*")
    private static let backslash = UInt8(ascii: "\\")

    static func lines(of text: String) -> [String] {
        var mode = Mode.code
        return text.utf8.split(separator: 10, omittingEmptySubsequences: false).map { line in
            if case .text(1, _) = mode { mode = .code }
            return blank(ContiguousArray(line), mode: &mode)
        }
    }

    private static func blank(_ line: ContiguousArray<UInt8>, mode: inout Mode) -> String {
        var kept: [UInt8] = []
        var index = 0
        while index < line.count {
            let next = index + 1 < line.count ? line[index + 1] : 0
            switch mode {
            case .code:
                if line[index] == slash, next == slash {
                    index = line.count
                } else if line[index] == slash, next == star {
                    mode = .block(depth: 1)
                    index += 2
                } else if let opening = opening(in: line, at: index) {
                    mode = .text(quotes: opening.quotes, hashes: opening.hashes)
                    index += opening.quotes + opening.hashes
                } else {
                    kept.append(line[index])
                    index += 1
                }
            case .block(let depth):
                index += advance(line[index], next, depth: depth, mode: &mode)
            case .text(let quotes, let hashes):
                index += advance(in: line, at: index, quotes, hashes, mode: &mode)
            }
        }
        return String(decoding: kept, as: UTF8.self)
    }

    private static func count(_ byte: UInt8, in line: ContiguousArray<UInt8>, at start: Int) -> Int
    {
        var end = start
        while end < line.count, line[end] == byte { end += 1 }
        return end - start
    }

    private static func opening(
        in line: ContiguousArray<UInt8>, at index: Int
    ) -> (quotes: Int, hashes: Int)? {
        guard line[index] == hash || line[index] == quote else { return nil }
        let hashes = count(hash, in: line, at: index)
        let quotes = count(quote, in: line, at: index + hashes)
        guard quotes > 0 else { return nil }
        return (quotes >= 3 ? 3 : 1, hashes)
    }

    private static func advance(
        _ byte: UInt8, _ next: UInt8, depth: Int, mode: inout Mode
    ) -> Int {
        if byte == star, next == slash {
            mode = depth == 1 ? .code : .block(depth: depth - 1)
            return 2
        }
        if byte == slash, next == star {
            mode = .block(depth: depth + 1)
            return 2
        }
        return 1
    }

    private static func advance(
        in line: ContiguousArray<UInt8>, at index: Int, _ quotes: Int, _ hashes: Int,
        mode: inout Mode
    ) -> Int {
        if hashes == 0, line[index] == backslash { return 2 }
        guard line[index] == quote, count(quote, in: line, at: index) >= quotes,
            count(hash, in: line, at: index + quotes) >= hashes
        else { return 1 }
        mode = .code
        return quotes + hashes
    }
}
