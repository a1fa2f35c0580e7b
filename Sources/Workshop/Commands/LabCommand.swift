import ArgumentParser

/// The labs without the interface.
struct LabCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "lab", abstract: "Take the labs from the command line.",
        discussion: """
            A step is LAB/STEP, by id or number: 1/2, 01-microservices/publish-account. Without \
            one, a command takes the step where you are.
            """,
        subcommands: [
            LabListCommand.self, LabShowCommand.self, LabCheckCommand.self, LabWatchCommand.self,
            LabAnswerCommand.self, LabRunCommand.self, LabHintCommand.self,
            LabSolveCommand.self, LabResetCommand.self, LabSkipCommand.self,
            LabJumpCommand.self, LabExportCommand.self, LabImportCommand.self,
        ])
}

/// A command about one step.
struct StepArgument: ParsableArguments {
    @Argument(help: "The step, as LAB/STEP; the current one when not given.") var step: String?
}
