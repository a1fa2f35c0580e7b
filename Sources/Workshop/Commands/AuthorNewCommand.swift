import ArgumentParser
import Foundation
import HomeFiles
import LabKit
import LabRuntime
import Wire

/// A lab to begin with.
struct AuthorNewCommand: SessionCommand {
    static let configuration = CommandConfiguration(
        commandName: "new", abstract: "Make the folder of a new lab, which can be taken as it is.")

    @Argument(help: "Its name, such as 07-my-lab: small letters, digits and hyphens.")
    var name: String
    @OptionGroup var options: GlobalOptions

    func run(in session: Session) async throws {
        let folder = LabsFolder(path: try session.requireLabs())
        let next = (folder.load().labs.map(\.order).max() ?? 0) + 1
        guard let template = LabTemplate(name: name, order: min(next, 99)) else {
            throw Failure(
                .usage, "bad_name",
                english:
                    "\(name) is no name of a lab: small letters, digits and hyphens, at most 40",
                chinese: "“\(name)”不能作实验名：只用小写字母、数字和连字符，最多 40 个")
        }
        let place = folder.folder(of: name)
        guard !FileManager.default.fileExists(atPath: place) else {
            throw Failure(
                .refused, "lab_exists", english: "\(place) is there already",
                chinese: "\(place) 已经存在")
        }
        try write(template, to: place)
        tell(place, in: session)
    }

    private func write(_ template: LabTemplate, to place: String) throws(Failure) {
        do {
            try FileManager.default.createDirectory(
                atPath: place, withIntermediateDirectories: true)
            for file in template.files {
                try file.text.write(
                    toFile: "\(place)/\(file.name)", atomically: true, encoding: .utf8)
            }
        } catch {
            throw Failure(
                .unreadable, "cannot_write",
                english: "cannot write \(place): \(error.localizedDescription)",
                chinese: "无法写入 \(place)：\(error.localizedDescription)")
        }
    }

    private func tell(_ place: String, in session: Session) {
        if session.asJSON {
            Output.json(["folder": place])
            return
        }
        Output.line(place)
        Output.line(
            session.language == .english
                ? "next: edit it, then workshop author lint, workshop author test \(name)"
                : "下一步：编辑它，再运行 workshop author lint 和 workshop author test \(name)")
    }
}
