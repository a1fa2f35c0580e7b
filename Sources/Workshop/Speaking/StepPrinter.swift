import Canvas
import LabKit
import Wire

/// Steps as plain lines of text, wrapped by terminal columns.
struct StepPrinter {
    let language: Language
    let asJSON: Bool

    /// The shape of `lab show --json`.
    private struct Answer: Encodable {
        let lab: String
        let id: String
        let title: String
        let text: String
        let checks: [String]
    }

    func show(_ step: Step, of lab: Lab, passed: Bool, live: LiveValues) {
        let blocks = step.text[language].blocks(passed: passed).filled(live)
        if asJSON {
            Output.json(
                Answer(
                    lab: lab.id, id: step.id, title: step.title[language],
                    text: blocks.map(\.plainText).joined(separator: "\n"),
                    checks: step.checks.map { $0.title[language] }))
            return
        }
        Output.line("\(step.title[language])  (\(lab.id)/\(step.id))")
        Output.line("")
        show(blocks)
        Output.line(language == .english ? "Checks" : "检查")
        for check in step.checks { Output.line("  · \(check.title[language])") }
    }

    func show(_ blocks: [TextBlock]) {
        for block in blocks {
            switch block {
            case .paragraph(let spans):
                for line in wrapped(spans, to: 76) { Output.line(line) }
            case .list(let items, let ordered):
                for (index, item) in items.enumerated() {
                    let mark = ordered ? "\(index + 1). " : "- "
                    for (row, line) in wrapped(item, to: 72).enumerated() {
                        Output.line("  \(row == 0 ? mark : "   ")\(line)")
                    }
                }
            case .code(_, let lines):
                for line in lines { Output.line("    \(line)") }
            }
            Output.line("")
        }
    }

    func tell(_ event: String, _ key: StepKey, english: String, chinese: String) {
        if asJSON {
            Output.json([event: "\(key.lab)/\(key.step)"])
        } else {
            Output.line("\(key.lab)/\(key.step)  \(language == .english ? english : chinese)")
        }
    }

    private func wrapped(_ spans: [TextSpan], to width: Int) -> [String] {
        let text = spans.map { $0.style == .code ? "`\($0.text)`" : $0.text }.joined()
        return TextWrap(width: width).lines(of: text)
    }
}
