import ArgumentParser
import HomeFiles
import Supervisor
import Wire

/// What runs.
struct StatusCommand: SessionCommand {
    static let configuration = CommandConfiguration(
        commandName: "status", abstract: "Show the components: state, pid, port, uptime, memory.")

    @OptionGroup var options: GlobalOptions

    /// The shape of `status --json`.
    private struct Answer: Encodable {
        let components: [ComponentStatus]
        let fileProblems: [String]
    }

    func run(in session: Session) async throws {
        let snapshot = try await Failure.asking { () async throws(ControlError) in
            try await session.control.snapshot()
        }
        let problems = fileProblems(of: session.layout, in: session.language)
        if session.asJSON {
            Output.json(Answer(components: snapshot.components, fileProblems: problems))
            return
        }
        for line in StatusTable.lines(of: snapshot.components, in: session.language) + problems {
            Output.line(line)
        }
        if !problems.isEmpty {
            Output.line(
                session.language == .english
                    ? "  not applied: what runs keeps to the last right files"
                    : "  没有采用：正在运行的仍按上一次正确的文件")
        }
    }

    /// Why what runs may not be what the files say.
    private func fileProblems(of layout: HomeLayout, in language: Language) -> [String] {
        switch HomeReader(layout).read() {
        case .success: []
        case .failure(let found): found.problems.map { $0.line(in: language) }
        }
    }
}

/// Components as a table.
enum StatusTable {
    static func lines(of components: [ComponentStatus], in language: Language) -> [String] {
        let heads =
            language == .english
            ? ["component", "state", "pid", "port", "uptime", "restarts", "memory"]
            : ["组件", "状态", "进程", "端口", "运行时间", "重启", "内存"]
        var table = Table(heads, [.left, .left, .right, .right, .right, .right, .right])
        for status in components {
            table.add([
                "\(status.name)", StateWords.word(for: status.state, in: language),
                status.pid.map { "\($0)" } ?? "-", status.port.map { "\($0)" } ?? "-",
                status.state == .ready ? uptime(status.uptimeSeconds) : "-", "\(status.restarts)",
                status.residentBytes > 0 ? "\(status.residentBytes >> 20) MiB" : "-",
            ])
        }
        let reasons = components.compactMap { status in
            status.reason(in: language).map { "\(status.name): \($0)" }
        }
        return table.lines + reasons
    }

    /// `12 s`, `3:05`, `2:00:01`.
    private static func uptime(_ seconds: Double) -> String {
        let whole = Int(seconds)
        if whole < 60 { return "\(whole) s" }
        let tail = "\(padded(whole / 60 % 60)):\(padded(whole % 60))"
        return whole < 3_600 ? "\(whole / 60):\(padded(whole % 60))" : "\(whole / 3_600):\(tail)"
    }

    private static func padded(_ number: Int) -> String {
        number < 10 ? "0\(number)" : "\(number)"
    }
}
