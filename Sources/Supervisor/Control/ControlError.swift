public import Wire

/// Why a request to the supervisor has no answer.
public enum ControlError: Error, Equatable, Sendable, CustomStringConvertible {
    /// Nobody supervises this home.
    case notRunning
    /// The supervisor understood and refuses: `unknown_component`, `not_running`, `shutting_down`,
    /// `file_refused`, `bad_request`, or a code of a later version.
    case refused(ErrorReply.Body)
    /// The exchange broke off, took too long, or gave no answer of a supervisor.
    case broken(String)

    /// One English sentence with what to do next.
    public var description: String { text(in: .english) }

    /// One sentence with what to do next. A refusal of a code that has no words here is told in the
    /// words of the supervisor, which are English.
    public func text(in language: Language) -> String {
        let english = language == .english
        switch self {
        case .notRunning:
            return english
                ? "the workshop is not running; start it with: workshop up"
                : "workshop 没有运行；用 workshop up 启动"
        case .refused(let body):
            return english ? body.message : Self.chinese(body) ?? body.message
        case .broken(let reason):
            return english
                ? "the supervisor gave no proper answer: \(reason)"
                : "监管进程没有给出正常的回答：\(reason)"
        }
    }

    private static func chinese(_ body: ErrorReply.Body) -> String? {
        switch body.code {
        case "unknown_component":
            body.details?["known"].map { "没有这个组件；现有：\($0)" } ?? "这个组件刚刚被移除"
        case "shutting_down": "workshop 正在结束；请先重新启动它"
        case "not_running": "它没有进程可杀；请先启动它"
        case "file_refused": body.details?["chinese"].map { "文件有错，没有采用：\($0)" }
        default: nil
        }
    }
}
