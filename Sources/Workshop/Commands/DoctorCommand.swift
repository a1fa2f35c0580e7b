import ArgumentParser
import ComponentRuntime
import Foundation
import HomeFiles
import LabRuntime
import Supervisor
import Wire
import LabKit

/// What is in the way.
struct DoctorCommand: SessionCommand {
    static let configuration = CommandConfiguration(
        commandName: "doctor", abstract: "Look for what keeps the workshop from running.")

    @OptionGroup var options: GlobalOptions

    /// One thing that was looked at.
    private struct Finding: Encodable {
        let id: String
        let holds: Bool
        let text: Localized<String>

        enum CodingKeys: CodingKey { case id, holds, message }

        func encode(to encoder: any Encoder) throws {
            var container = encoder.container(keyedBy: CodingKeys.self)
            try container.encode(id, forKey: .id)
            try container.encode(holds, forKey: .holds)
            try container.encode(text.english, forKey: .message)
        }
    }

    func run(in session: Session) async throws {
        let supervisor = try? await session.control.info()
        var findings = [labs(session), home(session), files(session), terminal()]
        if let supervisor {
            findings.append(
                Finding(
                    id: "supervisor", holds: true,
                    text: Localized(
                        chinese: "workshop 正在运行（进程 \(supervisor.pid)）",
                        english: "the workshop is running (process \(supervisor.pid))")))
        } else {
            findings += ports(session)
        }
        if session.asJSON {
            Output.json(findings)
        } else {
            for finding in findings {
                Output.line("\(finding.holds ? "✓" : "✗") \(finding.text[session.language])")
            }
        }
        if findings.contains(where: { !$0.holds }) { throw ExitCode(1) }
    }

    private func labs(_ session: Session) -> Finding {
        let folder = session.labsFolder
        return Finding(
            id: "labs", holds: folder != nil,
            text: folder.map { Localized(chinese: "实验在 \($0)", english: "the labs are in \($0)") }
                ?? Localized(
                    chinese: "没有找到 Labs 文件夹；请用 WORKSHOP_LABS 指定",
                    english: "the folder Labs was not found; set WORKSHOP_LABS to its path"))
    }

    private func home(_ session: Session) -> Finding {
        let home = session.layout.home
        var folder = home
        while !FileManager.default.fileExists(atPath: folder), folder != "/" {
            folder = (folder as NSString).deletingLastPathComponent
        }
        let holds = FileManager.default.isWritableFile(atPath: folder)
        return Finding(
            id: "home", holds: holds,
            text: holds
                ? Localized(chinese: "主目录 \(home) 可写", english: "the home \(home) can be written")
                : Localized(
                    chinese: "无法写入主目录 \(home)；用 --home 换一个",
                    english: "the home \(home) cannot be written; choose another with --home"))
    }

    private func files(_ session: Session) -> Finding {
        let layout = session.layout
        guard FileManager.default.fileExists(atPath: layout.bookstoreFile) else {
            return Finding(
                id: "files", holds: true,
                text: Localized(
                    chinese: "主目录还是空的；第一次启动时会放入初始文件",
                    english: "the home is still empty; the first start puts the files there"))
        }
        switch HomeReader(layout).read() {
        case .success:
            return Finding(
                id: "files", holds: true,
                text: Localized(
                    chinese: "bookstore.yaml、account.yaml、workshop.yaml 都没有错误",
                    english: "bookstore.yaml, account.yaml and workshop.yaml are right"))
        case .failure(let problems):
            return Finding(
                id: "files", holds: false,
                text: Localized(
                    chinese: problems.problems.map { $0.line(in: .chinese) }
                        .joined(separator: "\n  "),
                    english: problems.problems.map { $0.line(in: .english) }
                        .joined(separator: "\n  ")))
        }
    }

    private func terminal() -> Finding {
        let name = ProcessInfo.processInfo.environment["TERM"] ?? ""
        let holds = !name.isEmpty && name != "dumb" && isatty(STDOUT_FILENO) == 1
        return Finding(
            id: "terminal", holds: holds,
            text: holds
                ? Localized(chinese: "终端是 \(name)", english: "the terminal is \(name)")
                : Localized(
                    chinese: "这里没有可用的终端（TERM=\(name)）；命令行仍然可用",
                    english: "there is no capable terminal here (TERM=\(name)); "
                        + "the commands work all the same"))
    }

    private func ports(_ session: Session) -> [Finding] {
        guard case .success(let files) = HomeReader(session.layout).read() else { return [] }
        let wanted = [
            ("registry", files.workshop.registryPort), ("registry", files.workshop.registryHTTP),
            ("bookstore", files.bookstore.port), ("account", files.account.port),
        ]
        return wanted.filter { $0.1 != 0 }.map { name, port in
            let holds = LocalPort.isFree(port)
            let holder = PortHolder.description(of: port) ?? "another program"
            return Finding(
                id: "port-\(port)", holds: holds,
                text: holds
                    ? Localized(
                        chinese: "\(name) 的端口 \(port) 空闲",
                        english: "port \(port) for the \(name) is free")
                    : Localized(
                        chinese: "\(name) 的端口 \(port) 被占用（\(holder)）；停掉它，或在文件里换一个端口",
                        english: "port \(port) for the \(name) is taken by \(holder); "
                            + "end it, or change the port in the file"))
        }
    }
}
