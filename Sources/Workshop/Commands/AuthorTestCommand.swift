import ArgumentParser
import Foundation
import HomeFiles
import LabKit
import LabRuntime
import Supervisor
import Wire

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
    @Option(help: "Also write the report to this file, as JUnit XML.") var junit: String?
    @OptionGroup var options: GlobalOptions

    func run(in session: Session) async throws {
        let scratch = try ScratchHome(labs: try session.requireLabs())
        defer { scratch.remove() }
        let trial = Session(scratch.options(like: options))
        // Trust is given to a folder by a person, not to a trial's home.
        let labs = try trial.labs(trusting: session.trust)
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
        if let junit { try write(report.junit, to: junit) }
        if session.asJSON { Output.json(report) }
        if !report.isSound { throw ExitCode(Failure.Kind.refused.rawValue) }
    }

    private func write(_ text: String, to path: String) throws(Failure) {
        if let reason = FileBytes.replace(path, with: Array(text.utf8)) {
            throw Failure(
                .unreadable, "cannot_write", english: "cannot write \(path): \(reason)",
                chinese: "无法写入 \(path)：\(reason)")
        }
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
        let name = "\(outcome.lab)/\(outcome.id)"
        Output.line("\(outcome.isSound ? "✓" : "✗") \(name)  \(parts)  \(seconds) s")
        if let problem = outcome.problem { Output.line("    \(problem)") }
    }
}
