import ArgumentParser
import CTerminal
import Glibc

/// The only executable: the terminal interface, every command, and each component.
@main
enum Main {
    static func main() async {
        // Swift's crash reporter would hold a terminal at a prompt.
        terminal_dismiss_backtracer()
        let arguments = Array(CommandLine.arguments.dropFirst())
        do {
            var command = try WorkshopCommand.parseAsRoot(arguments)
            if var waiting = command as? any AsyncParsableCommand {
                try await waiting.run()
            } else {
                try command.run()
            }
        } catch let failure as Failure {
            failure.tell(asJSON: arguments.contains("--json"), in: Session.language(of: arguments))
            exit(failure.kind.rawValue)
        } catch {
            leave(with: error)
        }
    }

    /// Help and version are no errors; everything else here is wrong usage, which exits with 2.
    private static func leave(with error: any Error) -> Never {
        let status = WorkshopCommand.exitCode(for: error).rawValue
        let text = WorkshopCommand.fullMessage(for: error)
        if status == 0 {
            Output.line(text)
            exit(0)
        }
        if !text.isEmpty { Output.errorLine(text) }
        exit(error is ExitCode ? status : Failure.Kind.usage.rawValue)
    }
}
