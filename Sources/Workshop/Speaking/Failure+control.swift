import Wire
import Supervisor

extension Failure {
    /// Why the supervisor gave no answer.
    init(_ error: ControlError) {
        let english = error.text(in: .english)
        let chinese = error.text(in: .chinese)
        switch error {
        case .notRunning:
            self.init(.unreachable, "not_running", english: english, chinese: chinese)
        case .refused(let body):
            self.init(
                .refused, body.code, english: english, chinese: chinese, details: body.details)
        case .broken:
            self.init(.unreachable, "supervisor_broken", english: english, chinese: chinese)
        }
    }

    /// Why there can be no supervisor.
    init(_ error: SupervisorFailure) {
        switch error {
        case .alreadyRunning(let pid):
            let who = pid.map { " (\($0))" } ?? ""
            self.init(
                .refused, "already_running",
                english: "the workshop of this home is already running\(who); "
                    + "open it with: workshop, end it with: workshop down",
                chinese: "这个主目录的 workshop 已经在运行\(who)；用 workshop 打开，用 workshop down 停止")
        case .supervisedElsewhere(let pid):
            let who = pid.map { " (\($0))" } ?? ""
            self.init(
                .refused, "supervised_elsewhere",
                english: "the workshop of this home is already running\(who), started with another "
                    + "XDG_RUNTIME_DIR; set the same one, or end that process",
                chinese: "这个主目录的 workshop 已经在运行\(who)，但启动时的 XDG_RUNTIME_DIR 不同；"
                    + "请设为相同的值，或结束那个进程")
        case .unusableFolder(let path, let reason):
            self.init(
                .unreadable, "unusable_folder", english: "cannot use \(path): \(reason)",
                chinese: "无法使用 \(path)：\(reason)")
        }
    }

    /// Runs a request to the supervisor and turns its errors into failures.
    static func asking<Value: Sendable>(
        _ request: () async throws(ControlError) -> Value
    ) async throws(Failure) -> Value {
        do {
            return try await request()
        } catch {
            throw Failure(error)
        }
    }
}
