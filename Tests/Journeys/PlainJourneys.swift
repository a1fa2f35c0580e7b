import Foundation
import TestSupport
import Testing
import Wire

/// The workshop line by line, from a pipe, with real components.
@Suite struct PlainJourneys {
    @Test(arguments: [Language.english, .chinese])
    func `Lab 1 can be begun by lines from a pipe`(language: Language) async throws {
        try await Workshop.with("plain-\(language.rawValue)") { workshop in
            let run = try await workshop.pipe(
                [
                    "open", "buy 00001", "yes", "check", "next", "registry", "check", "next",
                    "set bookstore.yaml uniqueId user0", "set account.yaml uniqueId user0", "check",
                    "next", "set account.yaml services[BalanceMngFacade].binding bolt", "check",
                    "registry", "quit",
                ], to: ["--plain", "--lang", language.rawValue])
            #expect(run.status == 0, "\(run.errors)")
            #expect(run.errors == "")
            let passed = language == .english ? "This step is passed." : "这一步通过了。"
            #expect(run.output.components(separatedBy: passed).count == 5, "\(run.output)")
            #expect(run.output.contains("127.0.0.1:\(workshop.ports[3])"), "\(run.output)")
            #expect(!run.output.contains("\u{1B}"))
            let list = try await workshop.ask(LabListAnswer.self, "lab", "list")
            let states = list.labs.first?.steps.prefix(4).map(\.state)
            #expect(states == Array(repeating: "passed", count: 4))
            try await eventually("the end of all components") {
                Processes.running(in: workshop.home).isEmpty ? true : nil
            }
        }
    }

    @Test func `the end of input ends the workshop`() async throws {
        try await Workshop.with("plain-end") { workshop in
            let run = try await workshop.pipe(["shop"], to: ["--plain", "--lang", "en"])
            #expect(run.status == 0)
            #expect(run.output.contains("balance: ¥ 1,000,000.00"))
            #expect(run.output.hasSuffix("Goodbye.\n"))
            try await eventually("the end of all components") {
                Processes.running(in: workshop.home).isEmpty ? true : nil
            }
        }
    }
}

extension Workshop {
    /// Runs a command with lines on its standard input.
    func pipe(_ lines: [String], to arguments: [String]) async throws -> ProgramRun {
        let text = lines.joined(separator: "\n") + "\n"
        try folder.write(text, to: "lines.txt")
        let words = ([Self.binary] + arguments).map { "'\($0)'" }.joined(separator: " ")
        return try await ProgramRun.run(
            "/bin/sh", ["-c", "\(words) < '\(folder.file("lines.txt"))'"],
            environment: environment, in: folder)
    }
}
