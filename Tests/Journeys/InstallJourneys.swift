import Foundation
import TestSupport
import Testing

/// What `make install` puts where, and that the man page and the completions are those of the commands
/// there are.
@Suite struct InstallJourneys {
    /// A command as `--experimental-dump-help` tells it.
    private struct Command: Decodable {
        struct Argument: Decodable {
            struct Name: Decodable {
                let kind: String
                let name: String
            }

            let shouldDisplay: Bool
            let names: [Name]?
        }

        let commandName: String
        let subcommands: [Command]?
        let arguments: [Argument]?

        /// Its own name and those of all below it.
        var names: [String] { [commandName] + (subcommands ?? []).flatMap(\.names) }

        /// The long options of it and all below it.
        var options: Set<String> {
            let own = (arguments ?? []).filter(\.shouldDisplay).flatMap { $0.names ?? [] }
            let below = (subcommands ?? []).map(\.options).reduce(into: Set()) { $0.formUnion($1) }
            return below.union(own.filter { $0.kind == "long" }.map(\.name))
        }
    }

    private struct Table: Decodable {
        let command: Command
    }

    private static let root = URL(filePath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().path

    @Test func `what is installed runs, finds its labs, and documents every command`() async throws
    {
        try await Workshop.with("install") { workshop in
            let prefix = workshop.folder.file("usr")
            let make = try await ProgramRun.run(
                "/usr/bin/make",
                [
                    "-s", "-C", Self.root, "install-files", "BINARY=\(Workshop.binary)",
                    "PREFIX=\(prefix)",
                ], environment: workshop.environment, in: workshop.folder)
            #expect(make.status == 0, "\(make.errors)")
            var environment = workshop.environment
            environment["WORKSHOP_LABS"] = nil
            let program = "\(prefix)/bin/workshop"
            let list = try await ProgramRun.run(
                program, ["lab", "list"], environment: environment, in: workshop.folder)
            #expect(list.status == 0 && list.output.hasPrefix("01-microservices"), "\(list.errors)")

            let dump = try await ProgramRun.run(
                program, ["--experimental-dump-help"], environment: environment,
                in: workshop.folder)
            let table = try JSONDecoder().decode(Table.self, from: Data(dump.output.utf8))
            #expect(table.command.names.count > 40)
            for (file, arguments) in [
                ("man/man1/workshop.1", ["manual"]),
                ("bash-completion/completions/workshop", ["completions", "bash"]),
                ("zsh/site-functions/_workshop", ["completions", "zsh"]),
                ("fish/vendor_completions.d/workshop.fish", ["completions", "fish"]),
            ] {
                let text = try String(
                    contentsOfFile: "\(prefix)/share/\(file)", encoding: .utf8)
                let now = try await ProgramRun.run(
                    program, arguments, environment: environment, in: workshop.folder)
                #expect(text == now.output, "\(file)")
                let plain = text.replacing("\\-", with: "-")
                for name in table.command.names {
                    #expect(plain.contains(name), "\(file): \(name)")
                }
                for option in table.command.options {
                    #expect(plain.contains(option), "\(file): --\(option)")
                }
            }
        }
    }

    @Test func `the man page is sound, and bash reads its completions`() async throws {
        try await Workshop.with("manual") { workshop in
            let page = try await workshop.run("manual").output
            let file = try workshop.folder.write(page, to: "workshop.1")
            if FileManager.default.isExecutableFile(atPath: "/usr/bin/groff") {
                let groff = try await ProgramRun.run(
                    "/usr/bin/groff", ["-Kutf8", "-man", "-Tutf8", "-ww", "-z", file],
                    environment: workshop.environment, in: workshop.folder)
                #expect(groff.status == 0 && groff.errors.isEmpty, "\(groff.errors)")
            }
            let bash = try await workshop.run("completions", "bash").output
            let script = try workshop.folder.write(bash, to: "workshop.bash")
            let check = try await ProgramRun.run(
                "/bin/bash", ["-n", script], environment: workshop.environment,
                in: workshop.folder)
            #expect(check.status == 0, "\(check.errors)")
            #expect(try await workshop.run("completions", "tcsh").status == 2)
        }
    }

    @Test(.enabled(if: Shell.zsh.isInstalled, "zsh is not installed"))
    func `zsh takes its completions`() async throws {
        try await Workshop.with("zsh") { workshop in
            let text = try await workshop.run("completions", "zsh").output
            try workshop.folder.write(text, to: "_workshop")
            // What a shell does at its start; then it says who completes our command.
            let script = """
                fpath=("$1" $fpath); autoload -Uz compinit; compinit -u -D; print $_comps[workshop]
                autoload +X _workshop && print read
                """
            let shell = try await Shell.zsh.run(
                ["-fc", script, "zsh", workshop.folder.path], of: workshop)
            #expect(shell.output == "_workshop\nread\n", "\(shell.errors)")
        }
    }

    @Test(.enabled(if: Shell.fish.isInstalled, "fish is not installed"))
    func `fish completes commands and options`() async throws {
        try await Workshop.with("fish") { workshop in
            let text = try await workshop.run("completions", "fish").output
            let script = try workshop.folder.write(text, to: "workshop.fish")
            let shell = try await Shell.fish.run(
                [
                    "--no-config", "-c",
                    "source $argv[1]; complete -C 'workshop lab so'; complete -C 'workshop status --j'",
                    script,
                ], of: workshop)
            #expect(
                shell.output == """
                    solve\tDo a step, and before it what it needs.
                    --json\tAnswer in JSON.

                    """, "\(shell.errors)")
        }
    }

    @Test func `the doctor looks at everything and says what to do`() async throws {
        struct Finding: Decodable {
            let id: String
            let state: String
            let message: String
        }
        try await Workshop.with("doctor") { workshop in
            let findings = try await workshop.ask([Finding].self, "doctor")
            for id in ["versions", "editor", "terminal", "locale", "labs", "home", "disk", "files"]
            {
                #expect(findings.contains { $0.id == id }, "\(id)")
            }
            #expect(findings.count { $0.id.hasPrefix("port-") } == 5)
            #expect(findings.filter { $0.state == "problem" }.map(\.id) == [])
            try workshop.edit("bookstore.yaml") { $0 + "colour: red\n" }
            let broken = try await workshop.run("doctor")
            #expect(broken.status == 1 && broken.output.contains("✗ bookstore.yaml:"))
        }
    }

    @Test func `the doctor measures how wide a terminal draws`() async throws {
        try await Workshop.with("widths") { workshop in
            let terminal = try PseudoTerminal(
                Workshop.binary, ["doctor"], environment: workshop.environment)
            #expect(try await terminal.waitForEnd() == .exited(0))
            #expect(terminal.areModesRestored)
        }
    }
}

/// A shell that not every machine has.
private enum Shell: String {
    case zsh
    case fish

    var path: String { "/usr/bin/\(rawValue)" }
    var isInstalled: Bool { FileManager.default.isExecutableFile(atPath: path) }

    func run(_ arguments: [String], of workshop: Workshop) async throws -> ProgramRun {
        try await ProgramRun.run(
            path, arguments, environment: workshop.environment, in: workshop.folder)
    }
}
