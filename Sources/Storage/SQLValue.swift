/// A value that goes into a statement or comes out of a row.
///
/// Only what every database has: whole numbers and text. Money is stored as whole fen.
public enum SQLValue: Hashable, Sendable {
    /// No value.
    case null
    /// A whole number.
    case integer(Int64)
    /// Text, without NUL.
    case text(String)
}

extension SQLValue: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByNilLiteral
{
    /// Text.
    public init(stringLiteral value: String) { self = .text(value) }
    /// A whole number.
    public init(integerLiteral value: Int64) { self = .integer(value) }
    /// No value.
    public init(nilLiteral: ()) { self = .null }
}
