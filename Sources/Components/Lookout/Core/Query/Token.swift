/// A word of a query.
struct Token: Equatable, Sendable {
    enum Kind: Equatable, Sendable {
        /// A name: of a metric, with dots and colons, of a label, a function or a keyword.
        case name(String)
        case number(Double)
        case text(String)
        /// `5m`, in milliseconds.
        case duration(Int64)
        /// An operator or a bracket.
        case symbol(String)
        case end
    }

    var kind: Kind
    /// Bytes from the start of the query.
    var position: Int

    /// As it is named in an error.
    var shown: String {
        switch kind {
        case .name(let name): "\"\(name)\""
        case .number(let number): "number \(number)"
        case .text(let text): "text \"\(text)\""
        case .duration: "a duration"
        case .symbol(let symbol): "\"\(symbol)\""
        case .end: "the end of the query"
        }
    }
}
