/// The glyphs of a text, each with the columns it takes (1 or 2).
public struct GlyphSequence<Text: StringProtocol>: Sequence {
    /// A glyph and its columns.
    public struct Piece: Hashable, Sendable {
        /// What to show.
        public let glyph: Glyph
        /// Columns, 1 or 2.
        public let width: Int
    }

    let text: Text
    let widths: DisplayWidth

    /// Goes through the text once.
    public func makeIterator() -> Iterator {
        Iterator(scalars: text.unicodeScalars.makeIterator(), widths: widths)
    }

    /// Collects the marks that follow each base.
    public struct Iterator: IteratorProtocol {
        private var scalars: Text.UnicodeScalarView.Iterator
        private let widths: DisplayWidth
        /// The base read ahead while collecting marks.
        private var ahead: (scalar: Unicode.Scalar, width: Int)?

        init(scalars: Text.UnicodeScalarView.Iterator, widths: DisplayWidth) {
            self.scalars = scalars
            self.widths = widths
        }

        /// The next glyph; marks without a base at the start of a text are dropped.
        public mutating func next() -> Piece? {
            var base = ahead
            ahead = nil
            while base == nil {
                guard let scalar = scalars.next() else { return nil }
                let width = widths.columns(of: scalar)
                if width > 0 { base = (scalar, width) }
            }
            guard let base else { return nil }
            var glyph = Glyph(Self.visible(base.scalar))
            collectMarks(of: base.scalar, into: &glyph)
            return Piece(glyph: glyph, width: base.width)
        }

        private mutating func collectMarks(of base: Unicode.Scalar, into glyph: inout Glyph) {
            var joined = false
            while let scalar = scalars.next() {
                let width = widths.columns(of: scalar)
                if width > 0 {
                    // The second half of a joined emoji, or a skin tone on the one before.
                    let swallowed = (joined && width == 2) || Self.isTone(scalar, on: base)
                    joined = false
                    if swallowed { continue }
                    ahead = (scalar, width)
                    return
                }
                if scalar.value == 0x200D {
                    joined = true
                } else if !Self.isInvisible(scalar) {
                    glyph.attach(scalar)
                }
            }
        }

        /// A control character is drawn as a blank.
        private static func visible(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
            scalar.value < 0x20 || (scalar.value >= 0x7F && scalar.value < 0xA0) ? " " : scalar
        }

        private static func isTone(_ scalar: Unicode.Scalar, on base: Unicode.Scalar) -> Bool {
            scalar.value >= 0x1F3FB && scalar.value <= 0x1F3FF && base.value >= 0x2600
        }

        /// Format characters that would only disturb: selectors, joiners, direction marks, tags.
        private static func isInvisible(_ scalar: Unicode.Scalar) -> Bool {
            switch scalar.value {
            case 0xFE00...0xFE0F, 0x200B...0x200F, 0x2028...0x202E, 0x2060...0x206F, 0xFEFF,
                0xFFF9...0xFFFB, 0xE0000...0xE0FFF, 0x061C, 0x180B...0x180F:
                true
            default: false
            }
        }
    }
}
