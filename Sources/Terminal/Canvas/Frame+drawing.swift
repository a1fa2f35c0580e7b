extension Frame {
    /// What happens to text that is longer than its room.
    public enum Overflow: Sendable {
        /// The rest is left out.
        case clip
        /// The last column says that something was left out.
        case ellipsis
    }

    /// Writes `text` on one line from `point` on, at most `maxWidth` columns and never beyond the
    /// frame's edge; returns the columns taken.
    ///
    /// A wide character is never cut: when only its left half would fit, a blank stands there.
    @discardableResult
    public mutating func put(
        _ text: some StringProtocol, at point: Point, style: Style = .plain,
        maxWidth: Int? = nil, overflow: Overflow = .clip
    ) -> Int {
        let room = Rect(
            x: point.x, y: point.y, width: maxWidth ?? max(0, width - point.x), height: 1)
        return write(text, from: point, style, clip: room.intersection(bounds), overflow)
    }

    /// Writes `text` on one line of `area`, at `row` and `column` counted from its upper left,
    /// never beyond the area; returns the columns taken.
    @discardableResult
    public mutating func put(
        _ text: some StringProtocol, in area: Rect, row: Int = 0, column: Int = 0,
        style: Style = .plain, align alignment: Alignment = .left, overflow: Overflow = .ellipsis
    ) -> Int {
        let line = area.row(row).split(.left, column).rest
        guard !line.isEmpty else { return 0 }
        var spare = 0
        if alignment != .left { spare = max(0, line.width - widths.columns(of: text)) }
        let start = Point(x: line.x + alignment.leading(of: spare), y: line.y)
        return write(text, from: start, style, clip: line.intersection(bounds), overflow)
    }

    /// Fills `area` with one character of one column.
    public mutating func fill(
        _ area: Rect, with character: Unicode.Scalar = " ", style: Style = .plain
    ) {
        let area = area.intersection(bounds)
        let narrow = widths.columns(of: character) == 1
        let glyph = narrow ? Glyph(character) : .blank
        for y in area.y..<max(area.y, area.endY) {
            for x in area.x..<max(area.x, area.endX) {
                set(glyph, width: 1, style: style, at: y * width + x)
            }
        }
    }

    /// Gives every cell of `area` another style and leaves its text: a selected row.
    public mutating func restyle(_ area: Rect, _ change: (Style) -> Style) {
        let area = area.intersection(bounds)
        for y in area.y..<max(area.y, area.endY) {
            var x = area.x
            while x < area.endX {
                restyle(at: y * width + x, change)
                x += max(1, Int(self[x, y].width))
            }
        }
    }

    /// Gives every cell of `area` the same style and leaves its text.
    public mutating func restyle(_ area: Rect, as style: Style) {
        restyle(area) { _ in style }
    }

    /// A rule of `length` columns.
    public mutating func horizontalRule(at point: Point, length: Int, style: Style = .dim) {
        repeated(glyphs.horizontal, from: point, length: length, dx: 1, dy: 0, style)
    }

    /// A rule of `length` rows.
    public mutating func verticalRule(at point: Point, length: Int, style: Style = .dim) {
        repeated(glyphs.vertical, from: point, length: length, dx: 0, dy: 1, style)
    }

    /// A box along the edge of `area`; its inside stays. Too small an area draws nothing.
    public mutating func box(_ area: Rect, style: Style = .dim, title: String = "") {
        guard area.width >= 2, area.height >= 2 else { return }
        let right = area.endX - 1
        let bottom = area.endY - 1
        let inner = area.width - 2
        horizontalRule(at: Point(x: area.x + 1, y: area.y), length: inner, style: style)
        horizontalRule(at: Point(x: area.x + 1, y: bottom), length: inner, style: style)
        let tall = area.height - 2
        verticalRule(at: Point(x: area.x, y: area.y + 1), length: tall, style: style)
        verticalRule(at: Point(x: right, y: area.y + 1), length: tall, style: style)
        put(glyphs.topLeft, at: Point(x: area.x, y: area.y), style: style)
        put(glyphs.topRight, at: Point(x: right, y: area.y), style: style)
        put(glyphs.bottomLeft, at: Point(x: area.x, y: bottom), style: style)
        put(glyphs.bottomRight, at: Point(x: right, y: bottom), style: style)
        guard !title.isEmpty, inner > 4 else { return }
        let cut = widths.clipped(title, to: inner - 4, ellipsis: glyphs.ellipsis)
        put(" \(cut) ", at: Point(x: area.x + 2, y: area.y), style: .title)
    }

    private mutating func repeated(
        _ sign: String, from point: Point, length: Int, dx: Int, dy: Int, _ style: Style
    ) {
        guard length > 0 else { return }
        let end = Point(x: point.x + dx * (length - 1), y: point.y + dy * (length - 1))
        let line = Rect(
            x: point.x, y: point.y, width: end.x - point.x + 1, height: end.y - point.y + 1)
        if let scalar = sign.unicodeScalars.first { fill(line, with: scalar, style: style) }
    }

    private mutating func write(
        _ text: some StringProtocol, from start: Point, _ style: Style, clip: Rect,
        _ overflow: Overflow
    ) -> Int {
        guard !clip.isEmpty, clip.contains(Point(x: max(start.x, clip.x), y: start.y)) else {
            return 0
        }
        var text = Substring(text)
        var limit = clip.endX
        let sign = glyphs.ellipsis
        let cut = overflow == .ellipsis && start.x + widths.columns(of: text) > limit
        if cut { limit -= widths.columns(of: sign) }
        var x = start.x
        if limit >= clip.x { x = lay(text, from: x, until: limit, clip: clip, style, y: start.y) }
        if cut {
            text = Substring(sign)
            x = lay(text, from: max(x, clip.x), until: clip.endX, clip: clip, style, y: start.y)
        }
        return max(0, x - start.x)
    }

    /// Lays glyphs from `x` to `end`; returns the column behind the last one.
    private mutating func lay(
        _ text: Substring, from start: Int, until end: Int, clip: Rect, _ style: Style, y: Int
    ) -> Int {
        var x = start
        for piece in widths.pieces(of: text) {
            if x + piece.width > end {
                // The orphan column of a wide character that does not fit.
                if x < end, x >= clip.x { set(.blank, width: 1, style: style, at: y * width + x) }
                break
            }
            if x >= clip.x {
                set(piece.glyph, width: piece.width, style: style, at: y * width + x)
            } else if x + piece.width > clip.x {
                set(.blank, width: 1, style: style, at: y * width + clip.x)
            }
            x += piece.width
        }
        return x
    }
}
