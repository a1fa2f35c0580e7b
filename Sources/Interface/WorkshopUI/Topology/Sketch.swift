import Canvas

/// A drawing of lines and texts in cells, from which rows are made.
struct Sketch {
    private struct Cell {
        var text = " "
        var style = Style.plain
        /// Where lines go from here: up 1, right 2, down 4, left 8.
        var directions = 0
        /// Whether all lines here are dotted.
        var isDotted = true
        /// A wide character of the cell before covers it.
        var isCovered = false
    }

    private var cells: [[Cell]]
    private let glyphs: GlyphSet
    private let widths: DisplayWidth

    /// An empty drawing.
    init(_ size: Size, _ glyphs: GlyphSet, _ widths: DisplayWidth) {
        self.glyphs = glyphs
        self.widths = widths
        cells = Array(
            repeating: Array(repeating: Cell(), count: max(0, size.width)),
            count: max(0, size.height))
    }

    /// A line from corner to corner, level and upright only; joins others that it meets.
    mutating func line(_ points: [Point], _ style: Style, isDotted: Bool = false) {
        for (from, to) in zip(points, points.dropFirst()) {
            let step = Point(
                x: (to.x - from.x).signum(), y: (to.y - from.y).signum())
            var here = from
            while here != to {
                let next = Point(x: here.x + step.x, y: here.y + step.y)
                join(here, step.x > 0 ? 2 : step.x < 0 ? 8 : step.y > 0 ? 4 : 1, style, isDotted)
                join(next, step.x > 0 ? 8 : step.x < 0 ? 2 : step.y > 0 ? 1 : 4, style, isDotted)
                here = next
            }
        }
    }

    private mutating func join(
        _ point: Point, _ direction: Int, _ style: Style, _ isDotted: Bool
    ) {
        guard cells.indices.contains(point.y), cells[point.y].indices.contains(point.x) else {
            return
        }
        let weight: (Style) -> Int = {
            [.dim: 0, .plain: 1, .holds: 1, .underway: 2, .broken: 3][$0.role] ?? 1
        }
        var cell = cells[point.y][point.x]
        if cell.directions == 0 || weight(style) > weight(cell.style) { cell.style = style }
        cell.directions |= direction
        cell.isDotted = cell.isDotted && isDotted
        switch cell.directions {
        case let upright where cell.isDotted && [1, 4, 5].contains(upright):
            cell.text = glyphs.dotted
        case let level where cell.isDotted && [2, 8, 10].contains(level):
            cell.text = glyphs.dottedLevel
        default: cell.text = glyphs.joins[cell.directions]
        }
        cells[point.y][point.x] = cell
    }

    /// Text over whatever was there; returns the column behind it.
    @discardableResult
    mutating func put(_ text: String, at point: Point, _ style: Style) -> Int {
        var x = point.x
        for character in text {
            let width = widths.columns(of: String(character))
            guard cells.indices.contains(point.y), x >= 0, x + width <= cells[point.y].count else {
                break
            }
            guard width > 0 else { continue }
            cells[point.y][x] = Cell(text: String(character), style: style)
            if width == 2 { cells[point.y][x + 1] = Cell(text: "", style: style, isCovered: true) }
            x += width
        }
        return x
    }

    /// The rows.
    var rows: [Line] {
        cells.map { row in
            var spans: [Span] = []
            for cell in row where !cell.isCovered {
                if spans.last?.style == cell.style {
                    spans[spans.count - 1].text += cell.text
                } else {
                    spans.append(Span(cell.text, cell.style))
                }
            }
            return Line(spans)
        }
    }
}
