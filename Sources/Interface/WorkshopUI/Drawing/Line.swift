import Canvas

/// A run of text with one style.
struct Span: Equatable {
    var text: String
    var style: Style

    init(_ text: String, _ style: Style = .plain) {
        self.text = text
        self.style = style
    }
}

/// One row of a pane: text from the left, text at the right, both of several styles.
struct Line: Equatable {
    var spans: [Span]
    var trailing: [Span] = []
    /// Whether it is the selected row of a list.
    var isSelected = false
    /// Which entry of a list it shows, for the mouse.
    var item: Int?

    /// A row with text at the left.
    init(_ text: String = "", _ style: Style = .plain) {
        spans = text.isEmpty ? [] : [Span(text, style)]
    }

    /// A row from its runs.
    init(_ spans: [Span], trailing: [Span] = []) {
        self.spans = spans
        self.trailing = trailing
    }

    static let blank = Line()

    /// The same with more text behind what is at the left.
    func adding(_ text: String, _ style: Style = .plain) -> Line {
        var line = self
        line.spans.append(Span(text, style))
        return line
    }

    /// The same with text at the right.
    func right(_ text: String, _ style: Style = .plain) -> Line {
        var line = self
        line.trailing.append(Span(text, style))
        return line
    }

    /// The same as an entry of a list.
    func item(_ index: Int) -> Line {
        var line = self
        line.item = index
        return line
    }

    /// The same as a selected or an ordinary row.
    func selected(_ isSelected: Bool) -> Line {
        var line = self
        line.isSelected = isSelected
        return line
    }

    /// The same, every run in another style.
    func restyled(_ change: (Style) -> Style) -> Line {
        var line = self
        for index in line.spans.indices { line.spans[index].style = change(spans[index].style) }
        for index in line.trailing.indices {
            line.trailing[index].style = change(trailing[index].style)
        }
        return line
    }

    /// The same, all dim: old values, and what can wait.
    var dimmed: Line {
        restyled { _ in .dim }
    }

    /// The same with blanks before it.
    func indented(_ columns: Int) -> Line {
        var line = self
        line.spans.insert(Span(String(repeating: " ", count: columns)), at: 0)
        return line
    }
}

extension Frame {
    /// Draws rows from the top of an area; what does not fit is left out.
    mutating func draw(_ lines: [Line], in area: Rect) {
        for (index, line) in lines.prefix(area.height).enumerated() {
            draw(line, in: area.row(index))
        }
    }

    /// Draws a row. The text at the right comes first; the one at the left is cut with an ellipsis.
    mutating func draw(_ line: Line, in row: Rect) {
        guard !row.isEmpty else { return }
        let trailing = line.trailing.reduce(0) { $0 + widths.columns(of: $1.text) }
        var end = row.endX
        if trailing > 0, trailing <= row.width {
            run(line.trailing, from: row.endX - trailing, to: row.endX, y: row.y)
            end -= trailing + 1
        }
        run(line.spans, from: row.x, to: end, y: row.y)
        if line.isSelected { restyle(row) { Style(.selected, $0.attributes) } }
    }

    private mutating func run(_ spans: [Span], from start: Int, to end: Int, y: Int) {
        var x = start
        for (index, span) in spans.enumerated() where x < end {
            let width = widths.columns(of: span.text)
            // A run that fits, and runs of something behind it that will not, end in an ellipsis.
            let more = spans[(index + 1)...].contains { !$0.text.isEmpty }
            let room = end - x
            let cut = width > room || (width == room && more)
            let text = cut ? span.text + glyphs.ellipsis : span.text
            x += put(
                text, at: Point(x: x, y: y), style: span.style, maxWidth: room,
                overflow: cut ? .ellipsis : .clip)
            if cut { return }
        }
    }
}
