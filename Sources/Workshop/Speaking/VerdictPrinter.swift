import Wire
import ArgumentParser
import LabKit

/// Verdicts, and the exit code they come to.
struct VerdictPrinter {
    let session: Session

    /// The shape of `lab check --json`.
    private struct Answer: Encodable {
        let passed: Bool
        let checks: [VerdictReport]
    }

    /// - Throws: `ExitCode` 1 when a check failed.
    func tell(_ verdicts: [Verdict]) throws {
        show(verdicts)
        if !verdicts.allPassed { throw ExitCode(1) }
    }

    /// The verdicts, whatever they are.
    func show(_ verdicts: [Verdict]) {
        let reports = verdicts.map { $0.report(in: session.language) }
        if session.asJSON {
            Output.json(Answer(passed: verdicts.allPassed, checks: reports))
        } else {
            for report in reports { tell(report) }
        }
    }

    private func tell(_ report: VerdictReport) {
        guard !report.passed else { return Output.line("✓ \(report.title)") }
        // The same in every language, for whoever asks somebody else about it.
        Output.line("✗ \(report.title)  [\(report.id).\(report.code.rawValue)]")
        let english = session.language == .english
        Output.line("  \(english ? "expected" : "期望")  \(report.expected)")
        Output.line("  \(english ? "found" : "实际")  \(report.found)")
        if !report.next.isEmpty { Output.line("  → \(report.next)") }
    }
}
