import Wire
import ArgumentParser
import Supervisor

/// Ends everything.
struct DownCommand: SessionCommand {
    static let configuration = CommandConfiguration(
        commandName: "down", abstract: "Stop all components and the supervisor.")

    @OptionGroup var options: GlobalOptions

    func run(in session: Session) async throws {
        try await Failure.asking { () async throws(ControlError) in
            try await session.control.down()
        }
        if session.asJSON {
            Output.json(["stopped": true])
        } else {
            Output.line(session.language == .english ? "stopped" : "已停止")
        }
    }
}
