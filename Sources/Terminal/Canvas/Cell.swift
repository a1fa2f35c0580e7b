/// One cell of the screen: a glyph, its style, and how many columns it covers.
public struct Cell: Hashable, Sendable {
    /// What it shows.
    public let glyph: Glyph
    /// How it looks.
    public var style: Style
    /// Columns: 1, or 2 for the left half of a wide character, or 0 for its right half.
    public let width: UInt8

    init(glyph: Glyph, style: Style, width: UInt8) {
        self.glyph = glyph
        self.style = style
        self.width = width
    }

    /// A blank of a style.
    public static func blank(_ style: Style = .plain) -> Cell {
        Cell(glyph: .blank, style: style, width: 1)
    }

    /// The right half of a wide character.
    static func continuation(_ style: Style) -> Cell {
        Cell(glyph: .continuation, style: style, width: 0)
    }

    /// Whether this is the right half of the wide character before it.
    public var isContinuation: Bool { width == 0 }

    /// Its text; empty for a continuation.
    public var text: String {
        var text = ""
        glyph.write(to: &text)
        return text
    }
}
