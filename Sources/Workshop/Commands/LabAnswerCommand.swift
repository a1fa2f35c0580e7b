import ArgumentParser
import LabKit
import LabRuntime

/// The answer to a lab's question.
struct LabAnswerCommand: SessionCommand {
    static let configuration = CommandConfiguration(
        commandName: "answer", abstract: "Answer the question of a lab.",
        discussion: "Case, quotes and spaces around the words do not matter.")

    @Argument(help: "What you answer.") var text: [String]
    @Option(help: "The step that asks, as LAB/STEP; the first open question when not given.")
    var step: String?
    @OptionGroup var options: GlobalOptions

    func run(in session: Session) async throws {
        let labs = try session.labs()
        let reading = try await Failure.about { () async throws(LabFailure) in
            let key = if let step { try labs.single(step) } else { try labs.openQuestion() }
            return try await labs.answer(key, text.joined(separator: " "))
        }
        try VerdictPrinter(session: session).tell(reading.verdicts)
    }
}
