import ArgumentParser
import Supervisor
import Wire

/// A command that asks something of one component.
protocol ControlCommand: SessionCommand {
    static var action: ControlAction { get }
    var component: String { get }
}

extension ControlCommand {
    func run(in session: Session) async throws {
        guard let id = ComponentID(parsing: component) else {
            throw Failure(
                .usage, "unknown_component",
                english: "\"\(component)\" is no component; workshop status names them",
                chinese: "没有叫 \"\(component)\" 的组件；workshop status 会列出所有组件")
        }
        let status = try await Failure.asking { () async throws(ControlError) in
            try await session.control.perform(Self.action, on: id)
        }
        if session.asJSON {
            Output.json(status)
        } else {
            Output.line(
                "\(status.name)  \(StateWords.word(for: status.state, in: session.language))")
        }
    }
}

/// Runs a component, also after it was given up.
struct StartCommand: ControlCommand {
    static let configuration = CommandConfiguration(
        commandName: "start", abstract: "Start a component.")
    static let action = ControlAction.start

    @Argument(help: "The component, for instance account or account-2.") var component: String
    @OptionGroup var options: GlobalOptions
}

/// Ends a component and leaves it ended.
struct StopCommand: ControlCommand {
    static let configuration = CommandConfiguration(
        commandName: "stop", abstract: "Stop a component.")
    static let action = ControlAction.stop

    @Argument(help: "The component, for instance account or account-2.") var component: String
    @OptionGroup var options: GlobalOptions
}

/// Ends a component and runs it again.
struct RestartCommand: ControlCommand {
    static let configuration = CommandConfiguration(
        commandName: "restart", abstract: "Restart a component.")
    static let action = ControlAction.restart

    @Argument(help: "The component, for instance account or account-2.") var component: String
    @OptionGroup var options: GlobalOptions
}

/// Ends a component without warning, as a fault would; the supervisor launches it again.
struct KillCommand: ControlCommand {
    static let configuration = CommandConfiguration(
        commandName: "kill", abstract: "Kill a component (SIGKILL); it is restarted.")
    static let action = ControlAction.kill

    @Argument(help: "The component, for instance account or account-2.") var component: String
    @OptionGroup var options: GlobalOptions
}
