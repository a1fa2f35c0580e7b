/// How many columns text takes in a terminal, by our own table.
///
/// Text becomes glyphs scalar by scalar, as a terminal does it: a scalar with columns of its own
/// starts a glyph, marks join the one before. Control characters count and draw as one blank, so
/// that no log line can steer the terminal. Variation selectors are dropped, and what a zero width
/// joiner or a skin tone adds to an emoji is dropped with it: terminals disagree about those, and a
/// screen that is one column off is worse than a plainer emoji.
public struct DisplayWidth: Hashable, Sendable {
    /// Whether scalars of ambiguous width (`─ ● … “`) take two columns, as in some Chinese set-ups.
    public let ambiguousWide: Bool

    /// A way to count.
    public init(ambiguousWide: Bool = false) {
        self.ambiguousWide = ambiguousWide
    }

    /// What nearly every UTF-8 terminal does: ambiguous characters are narrow.
    public static let standard = DisplayWidth()

    /// Columns of a single scalar, 0 to 2.
    public func columns(of scalar: Unicode.Scalar) -> Int {
        let value = scalar.value
        if value < 0x7F { return 1 }
        if value < 0x300 {
            return ambiguousWide && WidthRanges.contains(value, in: WidthRanges.ambiguous) ? 2 : 1
        }
        if value >= 0x4E00 && value <= 0x9FFF { return 2 }
        if WidthRanges.contains(value, in: WidthRanges.zero) { return 0 }
        if WidthRanges.contains(value, in: WidthRanges.wide) { return 2 }
        if ambiguousWide, WidthRanges.contains(value, in: WidthRanges.ambiguous) { return 2 }
        return 1
    }

    /// Columns of a text on one line.
    public func columns(of text: some StringProtocol) -> Int {
        var total = 0
        for piece in pieces(of: text) { total += piece.width }
        return total
    }

    /// The glyphs of a text with their columns, in order.
    public func pieces<Text: StringProtocol>(of text: Text) -> GlyphSequence<Text> {
        GlyphSequence(text: text, widths: self)
    }

    /// The longest beginning of `text` that fits `width` columns and never ends inside a wide
    /// character; with an `ellipsis` the last column or columns say that something was cut.
    public func clipped(_ text: String, to width: Int, ellipsis: String = "") -> String {
        guard columns(of: text) > width else { return text }
        guard width > 0 else { return "" }
        let room = width - columns(of: ellipsis)
        guard room >= 0 else { return clipped(text, to: width) }
        var used = 0
        var result = ""
        for piece in pieces(of: text) {
            guard used + piece.width <= room else { break }
            used += piece.width
            piece.glyph.write(to: &result)
        }
        return result + ellipsis
    }

    /// `text` clipped or padded with blanks to exactly `width` columns.
    public func fitted(
        _ text: String, to width: Int, _ alignment: Alignment = .left, ellipsis: String = "…"
    ) -> String {
        let clipped = clipped(text, to: width, ellipsis: ellipsis)
        let spare = max(0, width - columns(of: clipped))
        let before = alignment.leading(of: spare)
        return String(repeating: " ", count: before) + clipped
            + String(repeating: " ", count: spare - before)
    }
}

/// Where text stands in a room wider than itself.
public enum Alignment: Sendable {
    /// At the left.
    case left
    /// In the middle; an odd blank goes to the right.
    case centre
    /// At the right: numbers.
    case right

    /// How many of `spare` columns come before the text.
    func leading(of spare: Int) -> Int {
        switch self {
        case .left: 0
        case .centre: spare / 2
        case .right: spare
        }
    }
}

extension WidthRanges {
    /// Whether a scalar lies in one of the sorted ranges.
    static func contains(_ value: UInt32, in ranges: [UInt32]) -> Bool {
        var low = 0
        var high = ranges.count / 2
        while low < high {
            let middle = (low + high) / 2
            if value < ranges[2 * middle] {
                high = middle
            } else if value > ranges[2 * middle + 1] {
                low = middle + 1
            } else {
                return true
            }
        }
        return false
    }
}
