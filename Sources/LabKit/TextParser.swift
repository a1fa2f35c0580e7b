import Wire

/// Reads the subset of Markdown of the lab texts: paragraphs, lists, fenced code whose word
/// after the fence is its title, `code`, **bold**.
struct TextParser {
    private var blocks: [TextBlock] = []
    private var paragraph: [String] = []
    private var items: [String] = []
    private var ordered = false
    private var code: [String]?
    private var codeTitle = ""

    /// The blocks of some lines; an unclosed fence ends with them.
    static func blocks(of lines: [String]) -> [TextBlock] {
        var parser = TextParser()
        for line in lines { parser.take(line) }
        parser.endAll()
        return parser.blocks
    }

    private mutating func take(_ line: String) {
        if line.hasPrefix("```") {
            if let lines = code {
                blocks.append(.code(title: codeTitle, lines: lines))
                code = nil
            } else {
                endAll()
                code = []
                codeTitle = line.dropFirst(3).trimmed()
            }
        } else if code != nil {
            code?.append(line)
        } else if line.allSatisfy({ $0 == " " }) {
            endAll()
        } else if let (item, numbered) = TextParser.item(line) {
            endParagraph()
            if !items.isEmpty, numbered != ordered { endItems() }
            ordered = numbered
            items.append(item)
        } else if !items.isEmpty, line.hasPrefix("  ") {
            items[items.count - 1] = TextParser.joined([items[items.count - 1], line.trimmed()])
        } else {
            endItems()
            paragraph.append(line.trimmed())
        }
    }

    private mutating func endAll() {
        if let lines = code { blocks.append(.code(title: codeTitle, lines: lines)) }
        code = nil
        endParagraph()
        endItems()
    }

    private mutating func endParagraph() {
        if !paragraph.isEmpty {
            blocks.append(.paragraph(TextParser.spans(TextParser.joined(paragraph))))
        }
        paragraph = []
    }

    private mutating func endItems() {
        if !items.isEmpty { blocks.append(.list(items.map(TextParser.spans), ordered: ordered)) }
        items = []
    }

    private static func item(_ line: String) -> (String, numbered: Bool)? {
        if line.hasPrefix("- ") { return (String(line.dropFirst(2)), false) }
        let digits = line.prefix { $0.isASCII && $0.isNumber }
        let rest = line.dropFirst(digits.count)
        guard !digits.isEmpty, rest.hasPrefix(". ") else { return nil }
        return (String(rest.dropFirst(2)), true)
    }

    /// Lines of one paragraph; between two Chinese characters a line feed is no space.
    private static func joined(_ lines: [String]) -> String {
        lines.reduce("") { text, line in
            guard let last = text.last, let first = line.first else { return text + line }
            let tight = TextMeasure.isWide(last) && TextMeasure.isWide(first)
            return text + (tight ? "" : " ") + line
        }
    }

    /// Splits `code` and **bold**; a mark without its partner is an ordinary character.
    static func spans(_ text: String) -> [TextSpan] {
        var spans: [TextSpan] = []
        var plain = ""
        var rest = Substring(text)
        func close(_ mark: String, _ text: Substring) -> Range<Substring.Index>? {
            text.firstRange(of: mark)
        }
        while let first = rest.first {
            let mark = rest.hasPrefix("**") ? "**" : String(first)
            let inside = rest.dropFirst(mark.count)
            if mark == "**" || mark == "`", let end = close(mark, inside),
                end.lowerBound > inside.startIndex
            {
                if !plain.isEmpty { spans.append(TextSpan(plain)) }
                plain = ""
                spans.append(
                    TextSpan(String(inside[..<end.lowerBound]), mark == "`" ? .code : .strong))
                rest = inside[end.upperBound...]
            } else {
                plain.append(first)
                rest = rest.dropFirst()
            }
        }
        if !plain.isEmpty { spans.append(TextSpan(plain)) }
        return spans
    }
}
