/// What one cell shows: a base character and at most two marks over it, packed into eight bytes.
///
/// A base is one Unicode scalar, marks are scalars that take no column. More than two marks on one
/// base are dropped: no text of two languages needs them, and a hostile one gains nothing.
public struct Glyph: Hashable, Sendable {
    /// 21 bits each: base, first mark, second mark.
    private var bits: UInt64

    /// A glyph of one scalar.
    public init(_ base: Unicode.Scalar) {
        bits = UInt64(base.value)
    }

    private init(bits: UInt64) {
        self.bits = bits
    }

    /// An empty cell.
    public static let blank = Glyph(" ")
    /// The right half of a wide character: draws nothing itself.
    static let continuation = Glyph(bits: 0)

    /// Puts a mark over the base; the third and later ones are dropped.
    mutating func attach(_ mark: Unicode.Scalar) {
        if bits >> 21 == 0 {
            bits |= UInt64(mark.value) << 21
        } else if bits >> 42 == 0 {
            bits |= UInt64(mark.value) << 42
        }
    }

    /// Whether this is the right half of a wide character.
    public var isContinuation: Bool { bits == 0 }

    /// The scalar below the marks; nil in a continuation.
    public var base: Unicode.Scalar? {
        bits == 0 ? nil : Unicode.Scalar(UInt32(bits & 0x1F_FFFF))
    }

    /// The scalars over the base.
    public var marks: [Unicode.Scalar] {
        var marks: [Unicode.Scalar] = []
        var rest = bits >> 21
        while rest != 0 {
            if let mark = Unicode.Scalar(UInt32(rest & 0x1F_FFFF)) { marks.append(mark) }
            rest >>= 21
        }
        return marks
    }

    /// Appends base and marks to `text`; nothing for a continuation.
    public func write(to text: inout String) {
        var rest = bits
        while rest != 0 {
            if let scalar = Unicode.Scalar(UInt32(rest & 0x1F_FFFF)) {
                text.unicodeScalars.append(scalar)
            }
            rest >>= 21
        }
    }
}
