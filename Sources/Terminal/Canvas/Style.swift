/// What a cell means; the terminal side decides which colour, if any, says it.
///
/// No meaning may hang on the colour alone: a glyph or a word always says the same.
public enum Role: UInt8, Sendable, CaseIterable {
    /// Ordinary text.
    case plain
    /// What can wait: units, times, rules, old values.
    case dim
    /// Titles and what has just changed.
    case title
    /// Holds, ready, passed (green).
    case holds
    /// On its way (amber).
    case underway
    /// Broken or refused (red).
    case broken
    /// What has the focus, and keys to press (cyan).
    case focus
    /// The selected row (reverse).
    case selected
}

/// How a cell looks: its meaning, and attributes laid over it.
public struct Style: Hashable, Sendable {
    /// Attributes that every terminal has.
    public struct Attributes: OptionSet, Hashable, Sendable {
        /// The bits.
        public let rawValue: UInt8

        /// From bits.
        public init(rawValue: UInt8) {
            self.rawValue = rawValue
        }

        /// Heavier or brighter.
        public static let bold = Attributes(rawValue: 1)
        /// Foreground and background exchanged.
        public static let reverse = Attributes(rawValue: 2)
        /// Underlined.
        public static let underline = Attributes(rawValue: 4)
        /// Fainter, whatever the role.
        public static let faint = Attributes(rawValue: 8)
    }

    /// The meaning.
    public var role: Role
    /// What is laid over the role's own look.
    public var attributes: Attributes

    /// A style; without attributes it looks as its role does.
    public init(_ role: Role, _ attributes: Attributes = []) {
        self.role = role
        self.attributes = attributes
    }

    /// Ordinary text.
    public static let plain = Style(.plain)
    /// What can wait.
    public static let dim = Style(.dim)
    /// A title.
    public static let title = Style(.title)
    /// Holds.
    public static let holds = Style(.holds)
    /// On its way.
    public static let underway = Style(.underway)
    /// Broken.
    public static let broken = Style(.broken)
    /// Focus and keys.
    public static let focus = Style(.focus)
    /// The selected row.
    public static let selected = Style(.selected)

    /// The same, bold.
    public var bold: Style { adding(.bold) }
    /// The same, reversed.
    public var reversed: Style { adding(.reverse) }
    /// The same, underlined.
    public var underlined: Style { adding(.underline) }
    /// The same, fainter: for values older than they should be.
    public var faint: Style { adding(.faint) }

    /// The same with more attributes.
    public func adding(_ more: Attributes) -> Style {
        Style(role, attributes.union(more))
    }
}
