import Foundation
import TestSupport
import Testing
import Wire

/// The labs from the command line, with real components.
@Suite struct LabJourneys {
    /// One line of `lab watch --json`.
    struct Watched: Decodable {
        struct Check: Decodable {
            let id: String
            let passed: Bool
        }

        let passed: Bool
        let checks: [Check]
    }

    @Test func `watching tells of a purchase as it happens, and passes the step`() async throws {
        try await Workshop.with("watch") { workshop in
            _ = try await workshop.run("up", "--detach")
            let output = workshop.folder.file("watched")
            let watcher = Task {
                try await ProgramRun.run(
                    "/bin/sh",
                    ["-c", "exec \(Workshop.binary) lab watch 1/1 --json > \(output)"],
                    environment: workshop.environment, in: workshop.folder)
            }
            @Sendable func lines() -> [Watched] {
                let text = (try? String(contentsOfFile: output, encoding: .utf8)) ?? ""
                return text.split(separator: "\n").compactMap {
                    try? JSONDecoder().decode(Watched.self, from: Data($0.utf8))
                }
            }
            try await eventually("the first verdicts") { lines().first?.passed == false ? 1 : nil }
            let clock = ContinuousClock()
            _ = try await workshop.run("buy", "00001")
            let bought = clock.now
            try await eventually("the pass") { lines().last?.passed == true ? 1 : nil }
            // The whole purchase is behind us; what is left is within a third of a second, and slow
            // machines are given more.
            #expect(clock.now - bought < .seconds(1))
            #expect(try await watcher.value.status == 0)
            let list = try await workshop.ask(LabListAnswer.self, "lab", "list")
            #expect(list.labs.first?.steps.first?.state == "passed")
        }
    }
}
