/// The man page, in the man(7) macros.
struct ManualPage {
    private var lines: [String] = []

    /// Options that every command takes; told once.
    private static let everywhere: Set<String> = ["home", "lang", "json", "version", "help"]

    /// A page for the whole program.
    init(_ root: CommandTable.Command, version: String) {
        lines = [".TH WORKSHOP 1 \"\" \"workshop \(version)\" \"User Commands\""]
        section("NAME")
        lines.append("workshop \\- \(Self.escaped(root.abstract ?? ""))")
        section("SYNOPSIS")
        lines += [".B workshop", "[\\fIcommand\\fR] [\\fIoptions\\fR]"]
        section("DESCRIPTION")
        paragraph(root.discussion ?? "")
        section("COMMANDS")
        for command in root.subcommands ?? [] { add(command, below: "workshop") }
        addOptions(of: root)
        addFixedParts()
    }

    /// The page.
    var text: String { lines.joined(separator: "\n") + "\n" }

    private mutating func add(_ command: CommandTable.Command, below parent: String) {
        guard command.shouldDisplay != false, command.commandName != "help" else { return }
        let name = "\(parent) \(command.commandName)"
        if let subcommands = command.subcommands, !subcommands.isEmpty {
            lines.append(".SS \"\(Self.escaped(name))\"")
            paragraph(command.abstract ?? "")
            paragraph(command.discussion ?? "")
            for subcommand in subcommands { add(subcommand, below: name) }
            return
        }
        let own = (command.arguments ?? []).filter {
            $0.shouldDisplay && !Self.isEverywhere($0)
        }
        let synopsis = [Self.escaped(name)] + own.map(Self.synopsis)
        lines += [".TP", ".B \(synopsis.joined(separator: " "))"]
        lines.append(Self.escaped(command.abstract ?? ""))
        if let discussion = command.discussion { lines += [".br", Self.escaped(discussion)] }
        guard !own.isEmpty else { return }
        lines.append(".RS")
        for argument in own { add(argument) }
        lines.append(".RE")
    }

    private mutating func add(_ argument: CommandTable.Argument) {
        let value = argument.valueName.map { "\\fI\(Self.escaped($0))\\fR" } ?? ""
        let names = (argument.names ?? []).map { "\\fB\(Self.escaped($0.written))\\fR" }
        let head =
            switch argument.kind {
            case "positional": value
            case "flag": names.joined(separator: ", ")
            default: names.joined(separator: ", ") + " " + value
            }
        var words = argument.abstract ?? ""
        if let standard = argument.defaultValue { words += " (default: \(standard))" }
        lines += [".TP", head, Self.escaped(words)]
    }

    private static func synopsis(_ argument: CommandTable.Argument) -> String {
        let value = "<\(escaped(argument.valueName ?? ""))>" + (argument.isRepeating ? "..." : "")
        let name = argument.names?.last.map { escaped($0.written) } ?? ""
        let text =
            switch argument.kind {
            case "positional": value
            case "flag": name
            default: "\(name) \(value)"
            }
        return argument.isOptional || argument.kind == "flag" ? "[\(text)]" : text
    }

    private mutating func addOptions(of root: CommandTable.Command) {
        section("OPTIONS OF EVERY COMMAND")
        let leaf = (root.subcommands ?? []).first { $0.commandName == "status" }
        let known = (leaf?.arguments ?? []) + (root.arguments ?? [])
        var told: Set<String> = []
        for argument in known where argument.shouldDisplay {
            let name = argument.names?.last?.name ?? ""
            if Self.isEverywhere(argument), told.insert(name).inserted { add(argument) }
        }
    }

    private static func isEverywhere(_ argument: CommandTable.Argument) -> Bool {
        (argument.names ?? []).contains { everywhere.contains($0.name) }
    }

    private mutating func addFixedParts() {
        section("EXIT STATUS")
        for (status, words) in [
            ("0", "Done, or all checks pass."), ("1", "A check failed, or a refusal."),
            ("2", "Wrong usage, or a file with a mistake."), ("3", "A component is not reachable."),
            ("4", "State on disk cannot be read or written."), ("130", "Ctrl-C."),
        ] {
            lines += [".TP", ".B \(status)", words]
        }
        section("ENVIRONMENT")
        for (name, words) in [
            ("WORKSHOP_HOME", "The home folder."), ("WORKSHOP_LABS", "The folder with the labs."),
            ("NO_COLOR, WORKSHOP_COLOR", "No colours; never, auto or always."),
            ("WORKSHOP_ASCII", "1 draws with ASCII only."),
            ("WORKSHOP_AMBIGUOUS", "wide for terminals that draw some signs two columns wide."),
            ("VISUAL, EDITOR, PAGER", "Programs that the interface opens."),
        ] {
            lines += [".TP", ".B \(name)", words]
        }
        section("FILES")
        paragraph("workshop info tells every path.")
    }

    private mutating func section(_ name: String) {
        lines.append(".SH \"\(name)\"")
    }

    private mutating func paragraph(_ text: String) {
        guard !text.isEmpty else { return }
        lines += [".PP", Self.escaped(text)]
    }

    /// A backslash is the macros' own sign, a hyphen would become a dash, and a line that begins with
    /// a full stop or an apostrophe would be a macro.
    private static func escaped(_ text: String) -> String {
        text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
            let plain = line.replacing("\\", with: "\\e").replacing("-", with: "\\-")
            return plain.hasPrefix(".") || plain.hasPrefix("'") ? "\\&" + plain : plain
        }.joined(separator: "\n")
    }
}
