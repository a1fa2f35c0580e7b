/// Why a query has no answer, and where in its text.
public struct QueryError: Error, Equatable, Sendable, CustomStringConvertible {
    /// What kind of fault.
    public enum Kind: String, Sendable {
        /// The text cannot be read.
        case parse = "bad_data"
        /// It can, but not be carried out.
        case execution
    }

    /// What kind of fault.
    public var kind: Kind
    /// Where, in bytes from the start of the text.
    public var position: Int
    /// What is wrong, and what to do.
    public var message: String

    /// An error from its parts.
    public init(_ kind: Kind = .parse, at position: Int, _ message: String) {
        self.kind = kind
        self.position = position
        self.message = message
    }

    /// `1:5: parse error: ...`: queries have one line.
    public var description: String {
        "1:\(position + 1): \(kind == .parse ? "parse error: " : "")\(message)"
    }
}
