import Foundation
import Subprocess
import SystemPackage
import TestSupport

/// anthunder 0.8.1, the Python implementation of SOFABolt, in the environment that
/// `Tests/Peers/prepare.sh` makes.
enum Anthunder {
    private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    private static let python = folder.deletingLastPathComponent().deletingLastPathComponent()
        .appendingPathComponent(".build/peers-venv/bin/python").path

    /// Whether the environment is there.
    static let isPrepared = FileManager.default.isExecutableFile(atPath: python)
    /// Why the tests are skipped when it is not.
    static let absence =
        "there is no anthunder here: Tests/Peers/prepare.sh installs it, or says why not"

    /// Runs a script to its end and gives what it printed.
    static func run(_ script: String, _ arguments: [String]) async throws -> String {
        let result = try await withDeadline("\(script) to end", within: .seconds(120)) {
            try await Subprocess.run(
                configuration(script, arguments), output: .string(limit: 1 << 20),
                error: .string(limit: 1 << 20))
        }
        guard case .exited(0) = result.terminationStatus else {
            throw ScriptFailed(
                script: script, status: "\(result.terminationStatus)",
                error: result.standardError)
        }
        return result.standardOutput
    }

    /// Runs a server script beside a test's body, which gets its port.
    static func serve(
        _ script: String, _ arguments: [String],
        _ body: @escaping @Sendable (_ port: Int) async throws -> Void
    ) async throws {
        _ = try await withDeadline("\(script) and its test", within: .seconds(120)) {
            try await Subprocess.run(
                configuration(script, arguments), input: .inputWriter, output: .sequence,
                error: .discarded
            ) { execution in
                var text = ""
                for try await buffer in execution.standardOutput {
                    text += buffer.withUnsafeBytes { String(decoding: $0, as: UTF8.self) }
                    if text.contains("\n") { break }
                }
                guard let port = Int(text.dropFirst(5).prefix { $0.isNumber }) else {
                    throw ScriptFailed(script: script, status: "no port", error: text)
                }
                do {
                    try await body(port)
                } catch {
                    try await execution.standardInputWriter.finish()
                    throw error
                }
                try await execution.standardInputWriter.finish()
            }
        }
    }

    /// A script ended badly.
    struct ScriptFailed: Error {
        let script: String
        let status: String
        let error: String
    }

    private static func configuration(_ script: String, _ arguments: [String]) -> Configuration {
        let path = folder.appendingPathComponent("Scripts/\(script)").path
        return Configuration(
            executable: .path(FilePath(python)), arguments: Arguments([path] + arguments),
            environment: .inherit.updating(["PYTHONDONTWRITEBYTECODE": "1"]))
    }
}
