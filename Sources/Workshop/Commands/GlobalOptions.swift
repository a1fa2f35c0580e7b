import ArgumentParser
import Wire

/// The options that every command takes.
struct GlobalOptions: ParsableArguments {
    @Option(help: "The folder with your files and data (default: $WORKSHOP_HOME).")
    var home: String?

    @Option(help: "The language of all texts: zh or en (default: that of the locale).")
    var lang: Language?

    @Flag(help: "Answer in JSON.")
    var json = false
}

extension Language: ExpressibleByArgument {}
