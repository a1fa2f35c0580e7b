import ArgumentParser
import Supervisor
import Telemetry
import Wire

/// What components wrote.
struct LogsCommand: SessionCommand {
    static let configuration = CommandConfiguration(
        commandName: "logs", abstract: "Show what components wrote.")

    @Argument(help: "Only this component.") var component: String?
    @Flag(name: .shortAndLong, help: "Go on with new lines until Ctrl-C.") var follow = false
    @Option(name: .shortAndLong, help: "How many of the newest lines to begin with (1 to 2000).")
    var lines = 200
    @OptionGroup var options: GlobalOptions

    func validate() throws {
        guard (1...2_000).contains(lines) else {
            throw ValidationError("--lines is a number from 1 to 2000")
        }
    }

    func run(in session: Session) async throws {
        let id = try component.map { name in
            guard let id = ComponentID(parsing: name) else {
                throw Failure(
                    .usage, "unknown_component",
                    english: "\"\(name)\" is no component; workshop status names them",
                    chinese: "没有叫 \"\(name)\" 的组件；workshop status 会列出所有组件")
            }
            return id
        }
        var after = -1
        repeat {
            let asked = after
            let page = try await Failure.asking { () async throws(ControlError) in
                try await session.control.logs(
                    of: id, after: asked, limit: lines, wait: asked < 0 ? .zero : .seconds(20))
            }
            for line in page.lines { tell(line, in: session) }
            after = page.next
        } while follow
    }

    private func tell(_ line: LogLine, in session: Session) {
        if session.asJSON {
            Output.json(line)
        } else {
            let time = "\(Timestamp(milliseconds: line.timeMilliseconds))".dropFirst(11).prefix(12)
            Output.line("\(time) \(line.component)  \(line.text)")
        }
    }
}
