import Foundation
import TestSupport
import Testing
import Wire

/// The workshop line by line, from a pipe, with real components.
@Suite struct PlainJourneys {
    @Test(arguments: [Language.english, .chinese])
    func `Lab 1 is taken to its question by lines from a pipe, everything done by hand`(
        language: Language
    ) async throws {
        try await Workshop.with("plain-\(language.rawValue)") { workshop in
            let run = try await workshop.pipe(
                [
                    "open", "buy 00001", "yes", "check", "next", "registry", "check", "next",
                    "set bookstore.yaml uniqueId user0", "set account.yaml uniqueId user0", "check",
                    "next", "set account.yaml services[BalanceMngFacade].binding bolt", "check",
                    "registry", "next",
                    "set bookstore.yaml references[BalanceMngFacade].binding bolt",
                    "check", "next", "buy 00002", "yes", "check", "next", "stop account",
                    "buy 00003", "yes", "check", "next", "start account",
                    "set account.yaml instances 2", "buy 00001", "yes", "buy 00001", "yes",
                    "buy 00001", "yes", "buy 00001", "yes", "check", "next", "answer registry",
                    "quit",
                ], to: ["--plain", "--lang", language.rawValue])
            #expect(run.status == 0, "\(run.errors)")
            #expect(run.errors == "")
            let passed = language == .english ? "This step is passed." : "这一步通过了。"
            #expect(run.output.components(separatedBy: passed).count == 10, "\(run.output)")
            #expect(run.output.contains("127.0.0.1:\(workshop.ports[3])"), "\(run.output)")
            #expect(!run.output.contains("\u{1B}"))
            let list = try await workshop.ask(LabListAnswer.self, "lab", "list")
            let steps = list.labs.first?.steps ?? []
            #expect(steps.prefix(9).map(\.state) == Array(repeating: "passed", count: 9))
            #expect(steps.allSatisfy { $0.solved != true })
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
