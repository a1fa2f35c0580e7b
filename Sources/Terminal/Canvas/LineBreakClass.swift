/// What a character allows before and behind itself when text is broken into lines.
enum LineBreakClass {
    /// A blank: a line may end here, and the blank goes.
    case blank
    /// Part of a word.
    case word
    /// Stands alone.
    case ideograph
    /// Never ends a line: `（「“`.
    case opening
    /// Never starts a line: `，。）」`.
    case closing
    /// Clings to what is before it, and to a word behind it: `,.)’`.
    case trailing
    /// Clings to what is behind it, and to a word before it: `([`.
    case leading

    init(_ glyph: Glyph, width: Int) {
        guard let base = glyph.base else {
            self = .word
            return
        }
        if base == " " {
            self = .blank
        } else if base.isASCII {
            self = Self.ascii(base)
        } else if Self.openings.contains(base) {
            self = .opening
        } else if Self.closings.contains(base) {
            self = .closing
        } else if Self.quotes.contains(base) {
            self = .trailing
        } else {
            self = width == 2 ? .ideograph : .word
        }
    }

    /// Whether a line must not end between the two.
    static func holds(_ left: LineBreakClass, _ right: LineBreakClass) -> Bool {
        switch (left, right) {
        case (.blank, .blank): true
        case (.blank, _), (_, .blank): false
        case (_, .closing), (_, .trailing), (.opening, _), (.leading, _): true
        case (.word, .word), (.word, .leading), (.trailing, .word), (.trailing, .leading): true
        default: false
        }
    }

    private static func ascii(_ base: Unicode.Scalar) -> LineBreakClass {
        switch base {
        case ",", ".", ";", ":", "!", "?", ")", "]", "}", "%": .trailing
        case "(", "[", "{": .leading
        default: .word
        }
    }

    private static let openings: Set<Unicode.Scalar> = [
        "（", "「", "『", "【", "《", "〈", "〔", "［", "｛", "“", "‘", "￥",
    ]
    private static let closings: Set<Unicode.Scalar> = [
        "，", "。", "、", "；", "：", "？", "！", "）", "」", "』", "】", "》", "〉", "〕", "］", "｝",
        "％", "～", "ー", "々",
    ]
    private static let quotes: Set<Unicode.Scalar> = ["”", "’", "…", "—", "·"]
}
