import ArgumentParser
import Foundation
import HomeFiles
import LabKit
import LabRuntime
import Wire

/// Goes to another step.
struct LabJumpCommand: SessionCommand {
    static let configuration = CommandConfiguration(
        commandName: "jump", abstract: "Go to a step: from now on it is the current one.")

    @Argument(help: "The step, as LAB/STEP.") var step: String
    @OptionGroup var options: GlobalOptions

    func run(in session: Session) async throws {
        let labs = try session.labs()
        let key = try Failure.about { () throws(LabFailure) in
            let key = try labs.single(step)
            try labs.open(key)
            return key
        }
        StepPrinter(language: session.language, asJSON: session.asJSON)
            .tell("current", key, english: "is the current step", chinese: "是当前步骤")
    }
}

/// Writes the progress down for another machine.
struct LabExportCommand: SessionCommand {
    static let configuration = CommandConfiguration(
        commandName: "export", abstract: "Write your progress to a file, or to standard output.")

    @Argument(help: "The file; standard output when not given.") var file: String?
    @OptionGroup var options: GlobalOptions

    func run(in session: Session) async throws {
        let text = try session.labs().exportProgress()
        guard let file else {
            Output.line(text)
            return
        }
        if let reason = FileBytes.replace(file, with: Array(text.utf8)) {
            throw Failure(
                .unreadable, "cannot_write", english: "cannot write \(file): \(reason)",
                chinese: "无法写入 \(file)：\(reason)")
        }
    }
}

/// Takes progress from another machine.
struct LabImportCommand: SessionCommand {
    static let configuration = CommandConfiguration(
        commandName: "import", abstract: "Replace your progress by one that was exported.")

    @Argument(help: "The file; - for standard input.") var file: String
    @Flag(help: "Do not ask before your progress here is replaced.") var force = false
    @OptionGroup var options: GlobalOptions

    func run(in session: Session) async throws {
        let labs = try session.labs()
        let text = try read()
        if labs.progress().progress != LabProgress() {
            try Confirmation(session: session, isForced: force).ask(
                english: "Your progress here will be replaced.", chinese: "这里的进度会被替换。")
        }
        try Failure.about { () throws(LabFailure) in try labs.importProgress(text) }
    }

    private func read() throws(Failure) -> String {
        let path = file == "-" ? "/dev/stdin" : file
        switch FileBytes.read(path, limit: ProgressStore.byteLimit) {
        case .success(let bytes): return String(decoding: bytes, as: UTF8.self)
        case .failure(let fault):
            throw Failure(
                .unreadable, fault.code, english: "\(file): \(fault.message(in: .english))",
                chinese: "\(file)：\(fault.message(in: .chinese))")
        }
    }
}
