/// A run of text with one look.
public struct TextSpan: Equatable, Sendable {
    /// How it looks.
    public enum Style: String, Sendable {
        /// As the text around it.
        case plain
        /// Something to type or a name from the machine.
        case code
        /// What must not be missed.
        case strong
    }

    /// The characters; no line feed.
    public var text: String
    /// Their look.
    public var style: Style

    /// A run.
    public init(_ text: String, _ style: Style = .plain) {
        self.text = text
        self.style = style
    }
}

/// A paragraph, a list or lines to copy: what the lab texts are made of.
public enum TextBlock: Equatable, Sendable {
    /// Text that wraps.
    case paragraph([TextSpan])
    /// Items, numbered when `ordered`.
    case list([[TextSpan]], ordered: Bool)
    /// Lines to copy, which do not wrap. The title names the file or place they belong to; it may be
    /// empty.
    case code(title: String, lines: [String])

    /// The lines that can be run: those of a box that belongs to no file, comments left out.
    public var commands: [String] {
        guard case .code("", let lines) = self else { return [] }
        return lines.filter { !$0.isEmpty && !$0.hasPrefix("#") }
    }

    /// The characters without their looks, lines joined by a space.
    public var plainText: String {
        switch self {
        case .paragraph(let spans): spans.map(\.text).joined()
        case .list(let items, _):
            items.map { $0.map(\.text).joined() }.joined(separator: " ")
        case .code(_, let lines): lines.joined(separator: " ")
        }
    }
}
