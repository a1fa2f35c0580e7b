import Foundation
import Subprocess
import SystemPackage
import TestSupport

/// py_zipkin and OpenTelemetry's SDK for Python, in the environments that
/// `Tests/Peers/prepare-tracing.sh` makes.
enum TracingPeers {
    private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    private static let build = folder.deletingLastPathComponent().deletingLastPathComponent()
        .appendingPathComponent(".build").path

    /// Whether both environments are there.
    static let arePrepared = ["json", "protobuf"].allSatisfy {
        FileManager.default.isExecutableFile(atPath: python($0))
    }
    /// Why the tests are skipped when they are not.
    static let absence =
        "there are no tracing peers: Tests/Peers/prepare-tracing.sh installs them, or says why not"

    /// Runs a script to its end and gives what it printed.
    static func run(_ script: String, in kind: String, port: Int) async throws -> String {
        let path = folder.appendingPathComponent("Scripts/\(script)").path
        let result = try await withDeadline("\(script) to end", within: .seconds(120)) {
            try await Subprocess.run(
                .path(FilePath(python(kind))), arguments: [path, "\(port)"],
                environment: .inherit.updating(["PYTHONDONTWRITEBYTECODE": "1"]),
                output: .string(limit: 1 << 20), error: .string(limit: 1 << 20))
        }
        guard case .exited(0) = result.terminationStatus else {
            throw Anthunder.ScriptFailed(
                script: script, status: "\(result.terminationStatus)",
                error: result.standardError)
        }
        return result.standardOutput
    }

    private static func python(_ kind: String) -> String {
        "\(build)/tracing-\(kind)-venv/bin/python"
    }
}
