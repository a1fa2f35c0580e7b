import Foundation
import TestSupport

/// The probe program on a pseudo-terminal.
struct Probe {
    let terminal: PseudoTerminal

    /// Starts it and waits for its first screen.
    init(_ environment: [String: String] = [:], log: String = "/dev/null") async throws {
        terminal = try Self.start(environment, log: log)
        try await terminal.waitFor("last none")
    }

    /// Starts it.
    static func start(
        _ environment: [String: String] = [:], log: String = "/dev/null"
    ) throws -> PseudoTerminal {
        let base = ["LANG": "C.UTF-8", "PROBE_LOG": log, "PATH": "/usr/bin:/bin"]
        return try PseudoTerminal(
            path, [], environment: base.merging(environment) { $1 })
    }

    /// Beside the test bundle.
    static var path: String {
        let bundle = URL(fileURLWithPath: CommandLine.arguments[0])
        let beside = Bundle.allBundles.map(\.bundleURL) + [bundle]
        let folders = beside.flatMap { [$0, $0.deletingLastPathComponent()] }
        let found = folders.map { $0.appendingPathComponent("CursesProbe").path }
            .first { FileManager.default.isExecutableFile(atPath: $0) }
        return found ?? ".build/debug/CursesProbe"
    }
}
