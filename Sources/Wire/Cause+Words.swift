extension Cause {
    /// All clauses as one sentence without its full stop.
    public func text(in language: Language) -> String {
        var text = ""
        var before: Code?
        for clause in clauses {
            if let before {
                text +=
                    language == .chinese
                    ? Cause.chineseJoint(before, clause.code)
                    : Cause.englishJoint(before, clause.code)
            }
            text += language == .chinese ? clause.chinese : clause.english
            before = clause.code
        }
        return text
    }

    /// What stands between two clauses.
    private static func englishJoint(_ before: Code, _ after: Code) -> String {
        switch (before, after) {
        case (.late, .signalled): " and was "
        case (.late, _): " and "
        case (.givenUp, _): "; the last one "
        case (_, .startsAgain), (_, .startsLater): "; "
        default: ": "
        }
    }

    private static func chineseJoint(_ before: Code, _ after: Code) -> String {
        switch (before, after) {
        case (.late, _): "，"
        case (.givenUp, _): "；最近一次"
        case (_, .startsAgain), (_, .startsLater): "；"
        default: "："
        }
    }
}

extension Cause.Clause {
    /// A particular; a question mark when it is not there.
    private func value(_ index: Int) -> String {
        values.indices.contains(index) ? values[index] : "?"
    }

    fileprivate var english: String {
        switch code {
        case .exited: "exited with status \(value(0))"
        case .signalled: "killed by signal \(value(0))" + (name.isEmpty ? "" : " (\(name))")
        case .lost: "lost sight of: \(value(0))"
        case .notLaunched: "could not be launched"
        case .said, .fileApplied: value(0)
        case .late: "was not ready within \(value(0)) s"
        case .startsAgain: "starts again"
        case .startsLater: "starts again in \(value(0)) s"
        case .notAsked: "no service in \(value(0)) has the binding \(value(1))"
        case .stopped: "stopped"
        case .renewed: "stopped to start again"
        case .killedAsAsked: "killed as asked"
        case .pausedAsAsked: "paused as asked, until it is resumed"
        case .givenUp: "given up after \(value(0)) crashes in \(value(1)) s"
        case .ready: "ready on port \(value(0))"
        case .strangeReadyLine: "printed the READY line of \(value(0)), \(value(1))"
        case .stranger:
            "on port \(value(0)) answers a stranger: \(value(1)), process \(value(2))"
        case .notServing: "says that it cannot serve yet"
        case .silent: "does not answer its health probe: \(value(0))"
        case .tooMany:
            "the plan names \(value(0)) processes; only the first \(value(1)) are supervised"
        case .fileRefused: "\(value(0)): \(value(1))"
        case .other: values.joined(separator: " ")
        }
    }

    fileprivate var chinese: String {
        switch code {
        case .exited: "以状态码 \(value(0)) 退出"
        case .signalled: "被信号 \(value(0))" + (name.isEmpty ? " " : "（\(name)）") + "结束"
        case .lost: "失去跟踪：\(value(0))"
        case .notLaunched: "无法启动"
        case .said, .fileApplied: value(0)
        case .late: "\(value(0)) 秒内没有就绪"
        case .startsAgain: "正在重新启动"
        case .startsLater: "\(value(0)) 秒后重新启动"
        case .notAsked: "\(value(0)) 里没有服务的 binding 是 \(value(1))"
        case .stopped: "已停止"
        case .renewed: "为重新启动而停止"
        case .killedAsAsked: "按要求杀掉"
        case .pausedAsAsked: "按要求暂停，等待恢复"
        case .givenUp: "\(value(1)) 秒内崩溃 \(value(0)) 次，不再重启"
        case .ready: "在端口 \(value(0)) 就绪"
        case .strangeReadyLine: "打印的是 \(value(0))、\(value(1)) 的 READY 行"
        case .stranger: "端口 \(value(0)) 上应答的是别的进程：\(value(1))，进程号 \(value(2))"
        case .notServing: "自称还不能提供服务"
        case .silent: "没有应答健康检查：\(value(0))"
        case .tooMany: "文件里有 \(value(0)) 个进程，只管前 \(value(1)) 个"
        case .fileRefused: "\(value(0))：\(values.count > 2 ? value(2) : value(1))"
        case .other: values.joined(separator: " ")
        }
    }

    /// The name of a signal; empty when it has none here.
    private var name: String {
        values.count > 1 ? values[1] : ""
    }
}
