import Foundation
import LabKit
import LabRuntime
import Synchronization
import TestSupport
import Testing
import Wire

/// What checks say, all of it, in both languages: the same state gives the same words.
@Suite struct VerdictWordsTests {
    private static let golden = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "Goldens/verdicts.txt")

    @Test func `every verdict of every lab is as it was written down`() async throws {
        let first = try await words()
        let second = try await words()
        #expect(first == second)
        if ProcessInfo.processInfo.environment["WORKSHOP_RECORD"] == "1" {
            try first.write(to: Self.golden, atomically: true, encoding: .utf8)
        }
        #expect(first == (try String(contentsOf: Self.golden, encoding: .utf8)))
    }

    /// Every step with the workshop down, at the start, and solved in order.
    private func words() async throws -> String {
        try await withScratchFolder("words") { folder in
            let workshop = try WorkshopDouble(folder)
            let session = workshop.session()
            var lines: [String] = []
            for lab in session.labs {
                for step in lab.steps {
                    let key = StepKey(lab: lab.id, step: step.id)
                    workshop.state.withLock { $0.isUp = false }
                    lines += try await told(key, "down", session)
                    workshop.state.withLock { $0.isUp = true }
                    lines += try await told(key, "start", session)
                    guard WorkshopDouble.plays(lab) else { continue }
                    _ = try await session.solve(key)
                    lines += try await told(key, "solved", session)
                }
            }
            return lines.joined(separator: "\n") + "\n"
        }
    }

    private func told(
        _ key: StepKey, _ state: String, _ session: LabSession
    ) async throws -> [String] {
        try await session.check(key, .watching).flatMap { verdict in
            [Language.english, .chinese].map { language in
                let report = verdict.report(in: language)
                return [
                    "\(key.step)/\(report.id)", state, report.code.rawValue, report.expected,
                    report.found, report.next,
                ].joined(separator: " | ")
            }
        }
    }
}
