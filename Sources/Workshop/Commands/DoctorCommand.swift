import ArgumentParser
import Foundation
import LabKit
import Supervisor
import Wire

/// What is in the way.
struct DoctorCommand: SessionCommand {
    static let configuration = CommandConfiguration(
        commandName: "doctor", abstract: "Look for what keeps the workshop from running.",
        discussion: """
            Terminal, locale, widths, versions, labs, home, disk, files, ports, and what to install. \
            It exits with 1 when something is in the way.
            """)

    @OptionGroup var options: GlobalOptions

    func run(in session: Session) async throws {
        let environment = ProcessInfo.processInfo.environment
        let home = HomeExamination(session: session)
        var findings =
            MachineExamination(environment: environment).findings
            + TerminalExamination(environment: environment).findings + home.findings
        if let supervisor = try? await session.control.info() {
            findings.append(
                Finding(
                    "supervisor", .fine,
                    english: "the workshop is running (process \(supervisor.pid))",
                    chinese: "workshop 正在运行（进程 \(supervisor.pid)）"))
        } else {
            findings += home.ports
        }
        if session.asJSON {
            Output.json(findings)
        } else {
            for finding in findings {
                Output.line("\(finding.state.sign) \(finding.text[session.language])")
            }
        }
        if findings.contains(where: { $0.state == .problem }) { throw ExitCode(1) }
    }
}
