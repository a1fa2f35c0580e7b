/// How much room a lab text takes on a terminal: Chinese characters are two columns wide.
public enum TextMeasure {
    /// Columns of a text.
    public static func width(of text: String) -> Int {
        text.reduce(0) { $0 + (isWide($1) ? 2 : 1) }
    }

    /// Whether a character takes two columns: CJK, its punctuation, full width forms, emoji.
    public static func isWide(_ character: Character) -> Bool {
        guard let value = character.unicodeScalars.first?.value else { return false }
        switch value {
        case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0x33FF, 0x3400...0x4DBF, 0x4E00...0x9FFF,
            0xA000...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF00...0xFF60,
            0xFFE0...0xFFE6, 0x1F300...0x1F64F, 0x1F900...0x1F9FF, 0x20000...0x3FFFD:
            return true
        default:
            return false
        }
    }

    /// Lines that blocks take at a number of columns, with a blank line between two blocks and two
    /// columns of margin for list items and code.
    public static func lines(of blocks: [TextBlock], columns: Int) -> Int {
        let heights = blocks.map { block in
            switch block {
            case .paragraph(let spans): lines(of: spans, columns: columns)
            case .list(let items, _):
                items.reduce(0) { $0 + lines(of: $1, columns: columns - 2) }
            case .code(let title, let lines): lines.count + (title.isEmpty ? 0 : 1)
            }
        }
        return heights.reduce(0, +) + max(0, blocks.count - 1)
    }

    /// The widest line of code in blocks: code does not wrap.
    public static func widestCode(in blocks: [TextBlock]) -> Int {
        blocks.map { block in
            if case .code(_, let lines) = block { lines.map(width).max() ?? 0 } else { 0 }
        }.max() ?? 0
    }

    /// Lines of one run of text, broken at spaces and beside wide characters.
    private static func lines(of spans: [TextSpan], columns: Int) -> Int {
        var count = 1
        var used = 0
        for piece in pieces(of: spans.map(\.text).joined()) {
            let width = width(of: piece)
            let bare = piece.hasSuffix(" ") ? width - 1 : width
            if used + bare > columns, used > 0 {
                count += 1
                used = 0
            }
            used += width
            while used > columns + 1 {
                count += 1
                used -= columns
            }
        }
        return count
    }

    /// Words with the space after them, and single wide characters.
    private static func pieces(of text: String) -> [String] {
        var pieces: [String] = []
        var word = ""
        for character in text {
            if isWide(character) {
                if !word.isEmpty { pieces.append(word) }
                word = ""
                pieces.append(String(character))
            } else {
                word.append(character)
                if character == " " {
                    pieces.append(word)
                    word = ""
                }
            }
        }
        if !word.isEmpty { pieces.append(word) }
        return pieces
    }
}
