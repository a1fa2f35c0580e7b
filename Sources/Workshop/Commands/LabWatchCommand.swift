import ArgumentParser
import LabKit
import LabRuntime

/// The checks of a step as they change.
struct LabWatchCommand: SessionCommand {
    static let configuration = CommandConfiguration(
        commandName: "watch",
        abstract: "Check a step whenever something happens, until all its checks hold.")

    @OptionGroup var argument: StepArgument
    @OptionGroup var options: GlobalOptions

    func run(in session: Session) async throws {
        let labs = try session.labs()
        let printer = VerdictPrinter(session: session)
        _ = try await Failure.about { () async throws(LabFailure) in
            try await labs.watch(labs.single(argument.step)) { reading in
                if !session.asJSON { Output.line("") }
                printer.show(reading.verdicts)
            }
        }
    }
}
