import Wire
import HomeFiles
import ArgumentParser
import LabRuntime
import Supervisor

/// Where things are.
struct InfoCommand: SessionCommand {
    static let configuration = CommandConfiguration(
        commandName: "info", abstract: "Show where the workshop keeps what, and who supervises it.")

    @OptionGroup var options: GlobalOptions

    /// The shape of `info --json`.
    private struct Answer: Encodable {
        let version: String
        let home: String
        let state: String
        let runtime: String
        let logs: String
        let labs: String?
        let supervisor: Int32?
    }

    func run(in session: Session) async throws {
        let supervisor = try? await session.control.info()
        let answer = Answer(
            version: WorkshopCommand.version, home: session.layout.home,
            state: session.layout.state, runtime: session.layout.runtime,
            logs: session.layout.logs, labs: session.labsFolder, supervisor: supervisor?.pid)
        if session.asJSON {
            Output.json(answer)
            return
        }
        let english = session.language == .english
        let missing = english ? "not found" : "没有找到"
        let idle = english ? "not running" : "没有运行"
        var table = Table(["workshop", answer.version], [.left, .left])
        table.add([english ? "home" : "主目录", answer.home])
        table.add([english ? "progress" : "进度", session.layout.progressFile])
        table.add([english ? "logs" : "日志", answer.logs])
        table.add([english ? "labs" : "实验", answer.labs ?? missing])
        table.add([english ? "control socket" : "控制套接字", session.layout.controlSocket])
        table.add([english ? "supervisor" : "监管进程", answer.supervisor.map { "\($0)" } ?? idle])
        for line in table.lines { Output.line(line) }
    }
}
