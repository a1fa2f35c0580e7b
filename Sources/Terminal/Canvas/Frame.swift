/// A whole screen as a value: drawn from the model, compared with the one shown before.
///
/// Invariant: the left half of a wide character is always followed by its right half, of the same
/// style. Everything that would write over one half alone blanks the other. Nothing outside the
/// frame is ever drawn; every operation clips.
public struct Frame: Hashable, Sendable {
    /// Its extent.
    public let size: Size
    /// The signs that rules, boxes and cut text are drawn with.
    public let glyphs: GlyphSet
    /// How columns are counted.
    public let widths: DisplayWidth
    /// Row by row.
    private(set) var cells: [Cell]

    /// A blank frame.
    public init(
        _ size: Size, glyphs: GlyphSet = .unicode, widths: DisplayWidth = .standard
    ) {
        self.size = size
        self.glyphs = glyphs
        self.widths = widths
        cells = Array(repeating: .blank(), count: size.width * size.height)
    }

    /// A blank frame of so many columns and rows.
    public init(width: Int, height: Int, glyphs: GlyphSet = .unicode) {
        self.init(Size(width: width, height: height), glyphs: glyphs)
    }

    /// Columns.
    public var width: Int { size.width }
    /// Rows.
    public var height: Int { size.height }
    /// The whole frame as a rectangle.
    public var bounds: Rect { Rect(origin: Point(x: 0, y: 0), size: size) }

    /// The cell at a place inside the frame.
    public subscript(x: Int, y: Int) -> Cell {
        precondition(bounds.contains(Point(x: x, y: y)), "(\(x), \(y)) is outside \(size)")
        return cells[y * width + x]
    }

    /// The cells of row `y`, which must be inside.
    public func row(_ y: Int) -> ArraySlice<Cell> {
        cells[(y * width)..<((y + 1) * width)]
    }

    /// Every row as text, trailing blanks kept: what tests compare.
    public var rows: [String] {
        (0..<height).map { y in
            var text = ""
            for cell in row(y) { cell.glyph.write(to: &text) }
            return text
        }
    }

    /// Writes a glyph at an index of `cells`; the caller has made sure that it fits its row.
    mutating func set(_ glyph: Glyph, width: Int, style: Style, at index: Int) {
        mend(index)
        cells[index] = Cell(glyph: glyph, style: style, width: UInt8(width))
        if width == 2 {
            mend(index + 1)
            cells[index + 1] = .continuation(style)
        }
    }

    /// Blanks the other half of a wide character that is about to lose one half.
    private mutating func mend(_ index: Int) {
        let cell = cells[index]
        if cell.width == 1 { return }
        if cell.width == 2, cells[index + 1].width == 0 {
            cells[index + 1] = .blank(cell.style)
        } else if cell.width == 0, index > 0, cells[index - 1].width == 2 {
            cells[index - 1] = .blank(cell.style)
        }
    }

    /// Changes the style of a cell and of the other half of a wide character.
    mutating func restyle(at index: Int, _ change: (Style) -> Style) {
        let style = change(cells[index].style)
        cells[index].style = style
        if cells[index].width == 2 { cells[index + 1].style = style }
        if cells[index].width == 0 { cells[index - 1].style = style }
    }

    /// Takes over a run of cells as it stands.
    mutating func replace(_ run: FrameDiff.Run) {
        let start = run.start.y * width + run.start.x
        cells.replaceSubrange(start..<(start + run.cells.count), with: run.cells)
    }
}
