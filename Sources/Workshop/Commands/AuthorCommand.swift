import ArgumentParser
import Foundation
import HomeFiles
import LabKit
import LabRuntime
import Supervisor
import Wire

/// For those who write labs.
struct AuthorCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "author", abstract: "Check labs that you write.",
        subcommands: [AuthorLintCommand.self, AuthorTestCommand.self])
}

/// What is wrong with the texts and definitions.
struct AuthorLintCommand: SessionCommand {
    static let configuration = CommandConfiguration(
        commandName: "lint", abstract: "Look for mistakes in lab.yaml, zh.md and en.md of all labs."
    )

    @OptionGroup var options: GlobalOptions

    /// The shape of `author lint --json`.
    private struct Answer: Encodable {
        let labs: [String]
        let problems: [String: String]
    }

    func run(in session: Session) async throws {
        let (labs, problems) = LabsFolder(path: try session.requireLabs()).load()
        if session.asJSON {
            Output.json(
                Answer(labs: labs.map(\.id), problems: problems.mapValues { "\($0)" }))
        } else {
            for lab in labs { Output.line("✓ \(lab.id)") }
            for (name, problem) in problems.sorted(by: { $0.key < $1.key }) {
                Output.line("✗ \(name): \(problem)")
            }
        }
        if !problems.isEmpty { throw ExitCode(Failure.Kind.usage.rawValue) }
    }
}

/// Whether every step of a lab keeps its word.
struct AuthorTestCommand: SessionCommand {
    static let configuration = CommandConfiguration(
        commandName: "test",
        abstract: "Prove every step of a lab in a home of its own.",
        discussion: """
            For each step: its checks fail before, pass after solve, pass after solving again, and \
            fail after reset.
            """)

    @Argument(help: "The lab, by id or number; all labs when not given.") var lab: String?
    @OptionGroup var options: GlobalOptions

    func run(in session: Session) async throws {
        let scratch = try ScratchHome(labs: try session.requireLabs())
        defer { scratch.remove() }
        let trial = Session(scratch.options(like: options))
        let labs = try trial.labs()
        let chosen = try Failure.about { () throws(LabFailure) in
            guard let lab else { return labs.labs }
            return [try labs.lab(lab).get()]
        }
        try await scratch.start(in: trial)
        var steps: [LabSelfTest.Outcome] = []
        for lab in chosen {
            let test = LabSelfTest(lab, in: labs, timekeeper: .live())
            steps += await test.run { outcome in tell(outcome, in: session) }.steps
        }
        let report = LabSelfTest.Report(steps: steps)
        try? await trial.control.down()
        if session.asJSON { Output.json(report) }
        if !report.isSound { throw ExitCode(Failure.Kind.refused.rawValue) }
    }

    private func tell(_ outcome: LabSelfTest.Outcome, in session: Session) {
        guard !session.asJSON else { return }
        let english = session.language == .english
        let words: [(Bool, String)] = [
            (outcome.failsBefore, english ? "fails before" : "之前不通过"),
            (outcome.passesAfter, english ? "passes after" : "之后通过"),
            (outcome.idempotent, english ? "again" : "可重复"),
            (outcome.failsAfterReset, english ? "fails after reset" : "还原后不通过"),
        ]
        let parts = words.map { "\($0.0 ? "✓" : "✗") \($0.1)" }.joined(separator: "  ")
        let seconds = (outcome.seconds * 10).rounded() / 10
        Output.line("\(outcome.isSound ? "✓" : "✗") \(outcome.id)  \(parts)  \(seconds) s")
        if let problem = outcome.problem { Output.line("    \(problem)") }
    }
}
