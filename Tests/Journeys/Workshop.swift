import Foundation
import TestSupport
import Wire

/// The built program with a home of its own, on ports that nobody else uses.
struct Workshop: Sendable {
    let folder: ScratchFolder
    let home: String
    /// registry Bolt, registry HTTP, bookstore, account, tracer, Lookout, coordinator, its HTTP.
    let ports: [Int]

    /// The program beside the test bundle.
    static let binary =
        (CommandLine.arguments[0] as NSString).deletingLastPathComponent + "/workshop"

    /// What the header of the interface says when everything that is wanted of the starting files
    /// is ready: registry, tracer, Lookout, bookstore.
    static func allReady(in language: Language = .english) -> String {
        language == .english ? "4/4 ready" : "4/4 就绪"
    }

    /// Where the labs are.
    static let labs = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .appendingPathComponent("Labs").path

    /// Runs a body with a fresh home whose files are the starting ones but for the ports; afterwards
    /// everything that runs in it is ended.
    static func with(
        _ name: String, at home: String = "home", _ body: (Workshop) async throws -> Void
    ) async throws {
        try await withScratchFolder(name) { folder in
            let workshop = Workshop(
                folder: folder, home: folder.file(home), ports: try await freePorts(8))
            try workshop.writeFiles()
            do {
                try await body(workshop)
            } catch {
                _ = try? await workshop.run("down")
                throw error
            }
            _ = try await workshop.run("down")
        }
    }

    var environment: [String: String] {
        [
            "PATH": "/usr/bin:/bin", "HOME": folder.file("person"), "LANG": "C.UTF-8",
            "WORKSHOP_HOME": home, "WORKSHOP_LABS": Self.labs,
            "XDG_RUNTIME_DIR": folder.file("r"), "SWIFT_BACKTRACE": "enable=no",
        ]
    }

    /// Runs a command to its end.
    func run(_ arguments: String...) async throws -> ProgramRun {
        try await ProgramRun.run(
            Self.binary, arguments, environment: environment, in: folder)
    }

    /// Runs a command with `--json` and reads its answer.
    func ask<Answer: Decodable>(_: Answer.Type, _ arguments: String...) async throws -> Answer {
        let run = try await ProgramRun.run(
            Self.binary, arguments + ["--json"], environment: environment, in: folder)
        do {
            return try JSONDecoder().decode(Answer.self, from: Data(run.output.utf8))
        } catch {
            throw PseudoTerminal.Failure(
                description:
                    "workshop \(arguments): status \(run.status), \(run.output)\(run.errors)")
        }
    }

    /// Starts it in the background.
    func up() async throws {
        let up = try await run("up", "--detach")
        guard up.status == 0 else {
            throw PseudoTerminal.Failure(description: "up: \(up.output)\(up.errors)")
        }
    }

    /// Starts a command that runs beside the test.
    func start(_ arguments: String...) throws -> RunningProgram {
        try RunningProgram(Self.binary, arguments, environment: environment, in: folder)
    }

    /// Declares accounts of their own, called over Bolt.
    func split(accounts: Int = 2) throws {
        try edit("bookstore.yaml") {
            $0.replacingOccurrences(of: "binding: local", with: "binding: bolt")
                .replacingOccurrences(of: "uniqueId: \"\"", with: "uniqueId: user0")
        }
        try edit("account.yaml") {
            $0.replacingOccurrences(of: "binding: none", with: "binding: bolt")
                .replacingOccurrences(of: "instances: 1", with: "instances: \(accounts)")
                .replacingOccurrences(of: "uniqueId: \"\"", with: "uniqueId: user0")
        }
    }

    /// Has purchases kept whole, in both systems: `at` or `tcc`.
    func transact(_ mode: String) throws {
        for file in ["bookstore.yaml", "account.yaml"] {
            try edit(file) {
                $0 + "\ntransactions: \(mode)\ncoordinator: 127.0.0.1:\(ports[6])\n"
            }
        }
    }

    /// Opens the interface on a pseudo-terminal.
    func open(
        columns: Int = 80, rows: Int = 24, language: Language = .english
    ) throws -> PseudoTerminal {
        try PseudoTerminal(
            Self.binary, ["--lang", language.rawValue], environment: environment,
            columns: columns, rows: rows)
    }

    /// Opens the interface in another environment; under `--` stand flags. The language is that of
    /// the locale unless it is named.
    func open(
        _ changes: [String: String], language: Language? = nil
    ) throws -> PseudoTerminal {
        var environment = environment.merging(changes) { $1 }
        let flags = environment.removeValue(forKey: "--")?.split(separator: " ").map(String.init)
        let spoken = language.map { ["--lang", $0.rawValue] } ?? []
        return try PseudoTerminal(
            Self.binary, ["open"] + (flags ?? []) + spoken, environment: environment)
    }

    /// A program for the environment that does some lines of shell.
    func script(_ name: String, _ lines: String) throws -> String {
        let path = try folder.write("#!/bin/sh\n\(lines)\n", to: name)
        chmod(path, 0o700)
        return path
    }

    /// A line of shell that writes what another one says into a file, whole or not at all.
    static func say(_ line: String, in file: String) -> String {
        "\(line) >'\(file).new' && mv '\(file).new' '\(file)'"
    }

    /// The text of a file in home.
    func text(of name: String) throws -> String {
        try String(contentsOfFile: "\(home)/\(name)", encoding: .utf8)
    }

    /// Changes a file in home, as an editor does: beside it, then by rename.
    func edit(_ name: String, _ change: (String) -> String) throws {
        try change(try text(of: name)).write(
            toFile: "\(home)/\(name)", atomically: true, encoding: .utf8)
    }

    private func writeFiles() throws {
        let changes = [
            (
                "workshop.yaml",
                [
                    "port: 9600": "port: \(ports[0])", "http: 9603": "http: \(ports[1])",
                    "port: 9411": "port: \(ports[4])", "port: 9090": "port: \(ports[5])",
                    "port: 8091": "port: \(ports[6])", "http: 7091": "http: \(ports[7])",
                ]
            ),
            (
                "bookstore.yaml",
                ["port: 8080": "port: \(ports[2])", "127.0.0.1:9600": "127.0.0.1:\(ports[0])"]
            ),
            (
                "account.yaml",
                ["port: 12200": "port: \(ports[3])", "127.0.0.1:9600": "127.0.0.1:\(ports[0])"]
            ),
        ]
        for (name, replacements) in changes {
            var text = try String(
                contentsOfFile: "\(Self.labs)/01-microservices/files/\(name)", encoding: .utf8)
            for (old, new) in replacements { text = text.replacingOccurrences(of: old, with: new) }
            try FileManager.default.createDirectory(
                atPath: home, withIntermediateDirectories: true)
            try text.write(toFile: "\(home)/\(name)", atomically: true, encoding: .utf8)
        }
        try FileManager.default.createDirectory(
            atPath: folder.file("r"), withIntermediateDirectories: true)
    }
}
