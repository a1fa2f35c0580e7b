import ArgumentParser
import Foundation
import LabKit
import LabRuntime
import Wire

/// Lets the commands of somebody's labs run.
struct AuthorTrustCommand: SessionCommand {
    static let configuration = CommandConfiguration(
        commandName: "trust",
        abstract: "Let the commands of the labs in a folder run, as the labs are now.",
        discussion: """
            It shows the commands and asks. A lab that is changed afterwards has to be trusted again.
            """)

    @Argument(help: "The folder with the labs.") var folder: String
    @Flag(help: "Do not ask.") var force = false
    @OptionGroup var options: GlobalOptions

    func run(in session: Session) async throws {
        let path = URL(filePath: folder).standardizedFileURL.resolvingSymlinksInPath().path
        // The folder of one lab means that lab.
        let isLab = FileManager.default.fileExists(atPath: "\(path)/lab.yaml")
        let labs = LabsFolder(
            path: isLab ? (path as NSString).deletingLastPathComponent : path)
        let names = isLab ? [(path as NSString).lastPathComponent] : labs.labFolders
        guard !names.isEmpty else {
            throw Failure(
                .usage, "labs_not_found", english: "\(path) holds no labs",
                chinese: "\(path) 里没有实验")
        }
        for name in names { show(name, in: labs, session) }
        try Confirmation(session: session, isForced: force).ask(
            english: "These commands may then run on this machine, as you.",
            chinese: "这些命令以后会以你的身份在这台机器上运行。")
        if let failure = session.trust.trust(names.map(labs.folder(of:))) {
            throw Failure(failure)
        }
        tell(names, in: session)
    }

    private func show(_ name: String, in labs: LabsFolder, _ session: Session) {
        guard !session.asJSON else { return }
        Output.line(name)
        guard case .success(let lab) = labs.source(of: name).flatMap({ $0.lab() }) else {
            Output.line(
                session.language == .english ? "  cannot be read as a lab" : "  读不出实验的内容")
            return
        }
        for line in lab.commands { Output.line("  $ \(line)") }
    }

    private func tell(_ names: [String], in session: Session) {
        if session.asJSON {
            Output.json(["trusted": names])
        } else {
            let list = names.joined(separator: ", ")
            Output.line(session.language == .english ? "trusted: \(list)" : "已信任：\(list)")
        }
    }
}
