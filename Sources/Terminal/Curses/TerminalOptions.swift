import Canvas
import Wire

/// How a terminal is used; read from the environment, changed by flags.
public struct TerminalOptions: Hashable, Sendable {
    /// When to use colours.
    public enum Colour: String, Hashable, Sendable {
        /// As many as the terminal has.
        case auto
        /// None: attributes and glyphs say everything.
        case never
        /// Even where `NO_COLOR` is set.
        case always
    }

    /// When to use colours.
    public var colour = Colour.auto
    /// The signs of the screens.
    public var glyphs = GlyphSet.unicode
    /// Whether nothing but ASCII may be written: the locale's characters are no others, or the
    /// terminal has no font for them.
    public var isASCIIOnly = false
    /// How columns are counted.
    public var widths = DisplayWidth.standard
    /// Where standard output and standard error go while the screen is up.
    public var logPath = "/dev/null"
    /// The language of what is said after a crash.
    public var language = Language.english

    /// The defaults.
    public init() {}

    /// From environment variables: `WORKSHOP_COLOR` (never, auto, always) before `NO_COLOR`
    /// (anything but empty); `WORKSHOP_ASCII` (1, or 0 for the opposite) before a `TERM` without the
    /// signs; `WORKSHOP_AMBIGUOUS=wide`, which makes the signs ASCII too, since they would take two
    /// columns; and a locale that names characters other than UTF-8, such as `LANG=C`, or the
    /// Linux console, where nothing but ASCII is written. No locale at all says nothing.
    public init(environment: [String: String]) {
        if environment["NO_COLOR", default: ""] != "" { colour = .never }
        if let said = environment["WORKSHOP_COLOR"].flatMap(Colour.init) { colour = said }
        if environment["WORKSHOP_AMBIGUOUS"] == "wide" { countAmbiguousAsWide() }
        let term = environment["TERM", default: ""]
        isASCIIOnly = !Self.isUTF8(environment) || term == "linux"
        let isPoor = term == "linux" || term == "ansi" || term.hasPrefix("vt")
        let asked = environment["WORKSHOP_ASCII", default: ""]
        if asked == "0" {
            isASCIIOnly = false
        } else if isPoor || isASCIIOnly || asked != "" {
            glyphs = .ascii
        }
    }

    /// Signs like ● take two columns on this terminal: so they are not used.
    public mutating func countAmbiguousAsWide() {
        widths = DisplayWidth(ambiguousWide: true)
        glyphs = .ascii
    }

    /// Whether the locale's characters are UTF-8, or it says nothing about them.
    private static func isUTF8(_ environment: [String: String]) -> Bool {
        let named = ["LC_ALL", "LC_CTYPE", "LANG"].lazy.compactMap { environment[$0] }
            .first { !$0.isEmpty }
        guard let name = named?.lowercased() else { return true }
        return name.contains("utf-8") || name.contains("utf8")
    }
}
