import ArgumentParser
import Canvas
import Curses
import Foundation
import HomeFiles
import LabKit
import LabRuntime
import Wire
import WorkshopUI
import WorkshopUIRuntime

/// The interface without a terminal, its keys from a file.
struct ScriptSession {
    let session: Session
    let kept: KeptChoices
    let options: TerminalOptions

    /// The longest script.
    private static let limit = 1 << 20

    /// Carries out the script of a file; `-` is standard input.
    func run(_ file: String) async throws {
        let script = try read(file)
        let labs = try session.labs()
        let host = SupervisorHost(session: session)
        let model = Model(
            settings: Settings(
                orderSeed: "script-\(UUID().uuidString.prefix(8).lowercased())",
                secondsFromUTC: TimeZone.current.secondsFromGMT(),
                glyphs: options.glyphs, widths: options.widths),
            language: options.language, size: Size(width: 80, height: 24),
            place: await kept.place)
        let interpreter = Interpreter(
            control: session.control, http: session.http, labs: LabReader { labs },
            desk: .scripted(host: host, kept: kept, session: session, options))
        let isASCIIOnly = options.isASCIIOnly
        let run = ScriptRun(script) { name, rows in
            Self.save(isASCIIOnly ? rows.map { AsciiTwin.text($0) } : rows, as: name)
        }
        let failure = await run.run(model, with: interpreter)
        _ = await host.end()
        if let failure {
            for row in failure.rows { Output.errorLine(row) }
            throw problem("script_failed", .refused, file, failure.line, failure.text)
        }
    }

    private func read(_ file: String) throws -> Script {
        let text: String
        if file == "-" {
            text = String(
                decoding: FileHandle.standardInput.readDataToEndOfFile(), as: UTF8.self)
        } else {
            guard case .success(let bytes) = FileBytes.read(file, limit: Self.limit) else {
                throw Failure(
                    .unreadable, "script_unreadable",
                    english: "\(file) cannot be read as a script of at most 1 MiB",
                    chinese: "无法读取脚本 \(file)；脚本最多 1 MiB")
            }
            text = String(decoding: bytes, as: UTF8.self)
        }
        do throws(Script.Fault) {
            return try Script(text)
        } catch {
            throw problem("bad_script", .usage, file, error.line, error.text)
        }
    }

    private func problem(
        _ code: String, _ kind: Failure.Kind, _ file: String, _ line: Int, _ text: LocalizedText
    ) -> Failure {
        Failure(
            kind, code, english: "\(file):\(line): \(text.english)",
            chinese: "\(file):\(line)：\(text.chinese)")
    }

    private static func save(_ rows: [String], as name: String) -> LocalizedText? {
        if name == "-" {
            for row in rows { Output.line(row) }
            return nil
        }
        let text = rows.joined(separator: "\n") + "\n"
        return FileBytes.replace(name, with: Array(text.utf8)).map { reason in
            LocalizedText(
                chinese: "无法写入 \(name)：\(reason)", english: "\(name) cannot be written: \(reason)")
        }
    }
}
