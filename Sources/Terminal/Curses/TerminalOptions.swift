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
    /// How columns are counted.
    public var widths = DisplayWidth.standard
    /// Where standard output and standard error go while the screen is up.
    public var logPath = "/dev/null"
    /// The language of what is said after a crash.
    public var language = Language.english

    /// The defaults.
    public init() {}

    /// From environment variables: `WORKSHOP_COLOR` (never, auto, always) before `NO_COLOR`
    /// (anything but empty); `WORKSHOP_ASCII` (1) or a `TERM` without the signs; and
    /// `WORKSHOP_AMBIGUOUS=wide`, which makes the signs ASCII too, since they would take two
    /// columns.
    public init(environment: [String: String]) {
        if environment["NO_COLOR", default: ""] != "" { colour = .never }
        if let said = environment["WORKSHOP_COLOR"].flatMap(Colour.init) { colour = said }
        if environment["WORKSHOP_AMBIGUOUS"] == "wide" {
            widths = DisplayWidth(ambiguousWide: true)
        }
        let term = environment["TERM", default: ""]
        let poor = term == "linux" || term == "ansi" || term.hasPrefix("vt")
        let asked = environment["WORKSHOP_ASCII", default: ""]
        if poor || widths.ambiguousWide || (asked != "" && asked != "0") { glyphs = .ascii }
    }
}
