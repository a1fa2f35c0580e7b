import ArgumentParser
import Canvas
import Curses

/// The options of everything that draws a screen; each stands before its variable.
struct ScreenOptions: ParsableArguments {
    @Flag(help: "No colours (as NO_COLOR=1).")
    var noColor = false

    @Flag(help: "Draw with ASCII signs (as WORKSHOP_ASCII=1).")
    var ascii = false

    @Flag(help: "The terminal draws signs like ● two columns wide (as WORKSHOP_AMBIGUOUS=wide).")
    var ambiguousWide = false

    /// What the environment says, changed by what the flags say.
    func terminal(_ environment: [String: String]) -> TerminalOptions {
        var options = TerminalOptions(environment: environment)
        if noColor { options.colour = .never }
        if ascii { options.glyphs = .ascii }
        if ambiguousWide { options.countAmbiguousAsWide() }
        return options
    }
}
