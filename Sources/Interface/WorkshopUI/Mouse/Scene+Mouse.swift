import Canvas

extension Scene {
    /// The screen whose name stands at a place of the first row.
    func tab(at point: Point, _ layout: Layout) -> ScreenName? {
        let row = layout.tabs.inset(horizontal: 1)
        let spans = tabs(row.width).spans
        guard let index = self.span(at: point.x - row.x, in: spans),
            ScreenName.allCases.indices.contains(index)
        else { return nil }
        return ScreenName.allCases[index]
    }

    /// The key that is named at a place of the last row, with the word behind it; nil for those that
    /// stand for several keys.
    func footerKey(at point: Point, _ layout: Layout) -> Key? {
        let row = layout.footer.inset(horizontal: 1)
        let line = footer(row.width)
        let x = point.x - row.x
        let trailing = line.trailing.reduce(0) { $0 + columns($1.text) }
        let isTrailing = x >= row.width - trailing
        let spans = isTrailing ? line.trailing : line.spans
        guard let index = span(at: isTrailing ? x - (row.width - trailing) : x, in: spans),
            let name = spans[...index].last(where: { $0.style.role == .focus })
        else { return nil }
        return Self.key(named: name.text.filter { $0 != " " })
    }

    private static func key(named name: String) -> Key? {
        switch name {
        case "Enter": .enter
        case "Esc": .escape
        default: name.count == 1 ? name.first.map { .character($0) } : nil
        }
    }

    /// The run of text at a column.
    private func span(at column: Int, in spans: [Span]) -> Int? {
        var end = 0
        for (index, span) in spans.enumerated() {
            end += columns(span.text)
            if column < end { return column >= 0 ? index : nil }
        }
        return nil
    }
}
