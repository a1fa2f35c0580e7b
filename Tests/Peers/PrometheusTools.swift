import Foundation
import Subprocess
import SystemPackage
import TestSupport

/// Debian's Prometheus and promtool, unpacked by `Tests/Peers/prepare.sh`, and prometheus_client.
///
/// Unpacked, not installed: an installed one would start a server of its own, on Lookout's port.
enum PrometheusTools {
    private static let build = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent(".build")
    static let prometheus = build.appendingPathComponent("peers-prometheus/usr/bin/prometheus").path
    private static let promtool = build.appendingPathComponent(
        "peers-prometheus/usr/bin/promtool"
    ).path
    private static let python = build.appendingPathComponent("peers-venv/bin/python").path
    private static let client = build.appendingPathComponent("peers-venv/prometheus_client").path
    private static let scripts = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .appendingPathComponent("Scripts")

    /// Whether Prometheus is there.
    static let isPrepared = FileManager.default.isExecutableFile(atPath: promtool)
    /// Why its tests are skipped when it is not.
    static let absence =
        "there is no Prometheus here: Tests/Peers/prepare.sh unpacks Debian's, or says why not"
    /// Whether the Python client is there.
    static let hasClient = FileManager.default.fileExists(atPath: client)
    /// Why its test is skipped when it is not.
    static let clientAbsence =
        "there is no prometheus_client here: Tests/Peers/prepare.sh installs it, or says why not"

    /// What a tool said.
    struct Outcome {
        let isFine: Bool
        let output: String
    }

    /// Runs promtool.
    static func promtool(_ arguments: [String], input: String = "") async throws -> Outcome {
        try await run(promtool, arguments, input: input)
    }

    /// Reads an exposition with prometheus_client.
    static func parse(_ form: String, file: String) async throws -> Outcome {
        let script = scripts.appendingPathComponent("openmetrics_check.py").path
        return try await run(python, [script, form, file], input: "")
    }

    private static func run(
        _ program: String, _ arguments: [String], input: String
    ) async throws -> Outcome {
        let result = try await withDeadline("\(program) to end", within: .seconds(120)) {
            try await Subprocess.run(
                .path(FilePath(program)), arguments: Arguments(arguments),
                environment: .inherit.updating(["PYTHONDONTWRITEBYTECODE": "1"]),
                input: .string(input), output: .string(limit: 1 << 20),
                error: .string(limit: 1 << 20))
        }
        var isFine = false
        if case .exited(0) = result.terminationStatus { isFine = true }
        return Outcome(isFine: isFine, output: result.standardOutput + result.standardError)
    }
}
