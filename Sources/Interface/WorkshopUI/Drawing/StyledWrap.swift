import Canvas

/// Breaks runs of several styles into rows, as `TextWrap` breaks plain text.
struct StyledWrap {
    let width: Int
    var indent = 0
    let widths: DisplayWidth

    /// Stands for the blank between a currency sign and its amount, which is no place to break.
    static let hardBlank: Character = "\u{A0}"
    /// The currency sign with and without Unicode.
    private static let currencies: Set<Character> = ["¥", "Y"]

    /// The rows of the runs; at least one.
    func lines(of spans: [Span]) -> [Line] {
        var source = spans.flatMap { span in
            span.text.map { (character: $0, style: span.style) }
        }
        for index in source.indices.dropFirst().dropLast()
        where source[index].character == " " && source[index + 1].character.isNumber
            && StyledWrap.currencies.contains(source[index - 1].character)
        {
            source[index].character = StyledWrap.hardBlank
        }
        let wrap = TextWrap(width: width, indent: indent, widths: widths)
        var next = 0
        return wrap.lines(of: String(source.map(\.character))).map { text in
            var line = Line()
            for character in text {
                // Blanks at the end of a row are gone, those of an indent were never there.
                if let found = source[next...].firstIndex(where: { $0.character == character }),
                    character != " " || found == next
                {
                    next = found + 1
                    let shown = character == StyledWrap.hardBlank ? " " : character
                    line.append(shown, source[found].style)
                } else {
                    line.append(character, .plain)
                }
            }
            return line
        }
    }

    /// The rows of plain text in one style.
    func lines(of text: String, _ style: Style = .plain) -> [Line] {
        lines(of: [Span(text, style)])
    }
}

extension Line {
    /// Adds one character, to the last run when it has the style.
    fileprivate mutating func append(_ character: Character, _ style: Style) {
        if let last = spans.indices.last, spans[last].style == style {
            spans[last].text.append(character)
        } else {
            spans.append(Span(String(character), style))
        }
    }
}
