/// Breaks text into lines by display width, Chinese and Latin alike.
///
/// Latin breaks between words; Chinese, Japanese and Korean break between any two characters, except
/// that closing punctuation (`，。）」`) never starts a line and opening punctuation (`（「“`) never
/// ends one. A word longer than a line is cut. Source of the classes: Unicode UAX #14 (CL, CP, NS,
/// OP, QU), the part that text of two languages needs.
public struct TextWrap: Sendable {
    /// Columns of a line, at least 1.
    public let width: Int
    /// Blanks before the second and later lines of a paragraph: a list's hanging indent.
    public let indent: Int
    /// How columns are counted.
    public let widths: DisplayWidth

    /// Lines of `width` columns; an indent leaves at least one column for text.
    public init(width: Int, indent: Int = 0, widths: DisplayWidth = .standard) {
        self.width = max(1, width)
        self.indent = min(max(0, indent), max(1, width) - 1)
        self.widths = widths
    }

    /// The lines of `text`, without trailing blanks; each line feed starts a new line.
    public func lines(of text: String) -> [String] {
        text.split(separator: "\n", omittingEmptySubsequences: false).flatMap { paragraph($0) }
    }

    private func paragraph(_ text: Substring) -> [String] {
        var lines: [String] = []
        var line = ""
        var used = 0
        var pending = ""  // blanks that belong to a line only if something follows
        func close() {
            lines.append(line)
            line = String(repeating: " ", count: indent)
            used = indent
            pending = ""
        }
        for chunk in chunks(of: text) {
            if chunk.isBlank {
                pending += chunk.text
                continue
            }
            let blanks = pending.utf8.count
            if used + blanks + chunk.width <= width {
                line += pending + chunk.text
                used += blanks + chunk.width
                pending = ""
                continue
            }
            let start = lines.isEmpty ? 0 : indent
            if used > start { close() }
            for piece in widths.pieces(of: chunk.text) {
                if used + piece.width > width, used > (lines.isEmpty ? 0 : indent) { close() }
                piece.glyph.write(to: &line)
                used += piece.width
            }
            pending = ""
        }
        lines.append(line)
        return lines
    }

    /// Text that holds together: a word, or an ideograph with the punctuation that clings to it.
    private struct Chunk {
        var text = ""
        var width = 0
        var isBlank = false
    }

    private func chunks(of text: Substring) -> [Chunk] {
        var chunks: [Chunk] = []
        var before: LineBreakClass?
        for piece in widths.pieces(of: text) {
            let next = LineBreakClass(piece.glyph, width: piece.width)
            let joins = before.map { LineBreakClass.holds($0, next) } ?? false
            if !joins || chunks.isEmpty { chunks.append(Chunk(isBlank: next == .blank)) }
            piece.glyph.write(to: &chunks[chunks.count - 1].text)
            chunks[chunks.count - 1].width += piece.width
            before = next
        }
        return chunks
    }
}
