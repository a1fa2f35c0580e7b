import ArgumentParser
import LabKit
import LabRuntime
import Wire

/// The commands that a step's words name.
struct LabRunCommand: SessionCommand {
    static let configuration = CommandConfiguration(
        commandName: "run", abstract: "Run a command that a step names, for at most 30 s.")

    @OptionGroup var argument: StepArgument
    @Option(help: "Which of the step's commands, from 1.") var number = 1
    @OptionGroup var options: GlobalOptions

    /// The shape of `lab run --json`.
    private struct Answer: Encodable {
        let command: String
        let status: Int32?
        let output: String
        let isCut: Bool
    }

    func run(in session: Session) async throws {
        let labs = try session.labs()
        let (line, outcome) = try await Failure.about { () async throws(LabFailure) in
            let key = try labs.single(argument.step)
            let commands = try await labs.commands(of: key, in: session.language)
            guard commands.indices.contains(number - 1) else { throw noCommand(commands.count) }
            let line = commands[number - 1]
            return (line, try await labs.run(line, of: key))
        }
        tell(line, outcome, in: session)
        if !outcome.succeeded { throw ExitCode(Failure.Kind.refused.rawValue) }
    }

    private func noCommand(_ count: Int) -> LabFailure {
        LabFailure(
            "no_such_command", english: "the step has \(count) commands",
            chinese: "这一步有 \(count) 条命令")
    }

    private func tell(_ line: String, _ outcome: CommandOutcome, in session: Session) {
        if session.asJSON {
            var status: Int32?
            if case .ended(let number) = outcome.ending { status = number }
            Output.json(
                Answer(
                    command: line, status: status, output: outcome.output, isCut: outcome.isCut))
            return
        }
        Output.line("$ \(line)")
        for row in outcome.output.split(separator: "\n", omittingEmptySubsequences: false)
            .dropLast(outcome.output.hasSuffix("\n") ? 1 : 0)
        {
            Output.line(String(row))
        }
        switch outcome.ending {
        case .ended: break
        case .overdue:
            Output.errorLine(
                session.language == .english
                    ? "workshop: it took longer than 30 s and was ended" : "workshop：超过 30 秒，已经中止")
        case .unstartable(let reason): Output.errorLine("workshop: \(reason)")
        }
    }
}
