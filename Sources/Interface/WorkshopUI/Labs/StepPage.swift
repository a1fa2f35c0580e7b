import Canvas
import LabKit
import Wire

/// A step on the screen: its text, which scrolls when it is long, and its checks, which stay. In a low
/// window the checks follow the text and scroll with it.
struct StepPage {
    private let scene: Scene
    private let size: Size
    private let text: [Line]
    private let checks: [Line]

    /// Lays the open step out.
    init(_ scene: Scene, _ size: Size) {
        self.scene = scene
        self.size = size
        let text = StepPage.text(scene, size.width)
        let all = StepPage.checks(scene, size.width, isBrief: false)
        let fits = text.count + all.count < size.height
        if !fits, size.height < StepPage.lowHeight {
            self.text = text + [.blank] + all
            checks = []
            return
        }
        // Where room is short only the first check that fails says why.
        let checks = fits ? all : StepPage.checks(scene, size.width, isBrief: true)
        self.text = text
        self.checks = Array(checks.prefix(max(0, size.height - min(3, size.height))))
    }

    /// Below this height nothing stays beside a text that scrolls.
    static let lowHeight = 14

    /// Rows of text in sight at a time; a row says that there is more.
    private var room: Int {
        if checks.isEmpty {
            return text.count > size.height ? max(0, size.height - 1) : size.height
        }
        return max(0, size.height - checks.count - 1)
    }

    /// Rows of text that are out of sight: the greatest scroll.
    var overflow: Int {
        max(0, text.count - room)
    }

    /// Everything, at most as many rows as there is room.
    var rows: [Line] {
        let scroll = min(scene.model.labs.scroll, overflow)
        var rows = Array(text[scroll..<min(text.count, scroll + room)])
        if overflow > 0 {
            while rows.count < room { rows.append(.blank) }
            rows.append(position(scroll))
        } else if !checks.isEmpty {
            rows.append(.blank)
        }
        return Array((rows + checks).prefix(size.height))
    }

    private func position(_ scroll: Int) -> Line {
        let below = overflow - scroll
        let words = scene.words.common
        var line = Line()
        if scroll > 0 { line = line.right(words.linesAbove(String(scroll)) + "  ", .dim) }
        if below > 0 { line = line.right(words.linesBelow(String(below)), .focus) }
        return line
    }

    private static func text(_ scene: Scene, _ width: Int) -> [Line] {
        let model = scene.model
        guard let key = model.labs.key, let step = model.labs.step else { return [] }
        let record = model.labs.progress[key]
        var rows = scene.wrapped(step.title[model.language], width, .title)
        if record.state == .passed {
            let isLast = model.labs.stepIndex.map { $0 + 1 } == model.labs.lab?.steps.count
            let words = scene.words.labs
            let text = isLast ? words.lastStepPassed : words.stepPassed
            rows += StyledWrap(width: width, indent: 2, widths: scene.widths).lines(of: [
                Span(scene.glyphs.passed + " ", .holds), Span(text),
            ])
        }
        // A box follows what announces it, or the box before it, at once.
        var announces = false
        for block in model.stepBlocks {
            if case .code = block, announces {} else { rows.append(.blank) }
            rows += scene.rowsOf(block: block, width)
            if case .list = block { announces = false } else { announces = true }
        }
        for (index, hint) in step.hints.prefix(model.labs.hints[key, default: 0]).enumerated() {
            let label = scene.words.labs.hint(String(index + 1), String(step.hints.count))
            rows += [.blank, Line(label, .underway)]
            let blocks = hint[model.language].filled(model.labs.live[key] ?? LiveValues())
            rows += blocks.flatMap { scene.rowsOf(block: $0, width - 2) }
                .map { $0.indented(2) }
        }
        return rows
    }

    private static func checks(_ scene: Scene, _ width: Int, isBrief: Bool) -> [Line] {
        let model = scene.model
        guard let key = model.labs.key, let step = model.labs.step, !step.checks.isEmpty else {
            return []
        }
        var rows = [header(scene, key, step)]
        let known = model.labs.verdicts[key]?.verdicts ?? []
        var explained = false
        for check in step.checks {
            let verdict = known.first { $0.id == check.id }
            let sign: Span =
                switch verdict?.passed {
                case true: Span(scene.glyphs.passed, .holds)
                case false: Span(scene.glyphs.notYet, .broken)
                default: Span(scene.glyphs.waiting, .dim)
                }
            let title = verdict?.title ?? check.title
            let wrap = StyledWrap(width: width, indent: 4, widths: scene.widths)
            rows += wrap.lines(of: [Span("  "), sign, Span(" \(title[model.language])")])
            if let verdict, !verdict.passed, !(isBrief && explained) {
                rows += explanation(verdict, scene, width)
                explained = true
            }
        }
        if let note = model.labs.note, note.step == key {
            rows += noteRows(note, scene, width)
        }
        return rows
    }

    private static func header(_ scene: Scene, _ key: StepKey, _ step: Step) -> Line {
        let words = scene.words.labs
        let line = Line(words.checks, .title)
        if let busy = scene.model.labs.busy, busy.step == key {
            switch busy.action {
            case .solve, .skip: return line.right(words.solving, .underway)
            case .run: return line.right(words.running, .underway)
            case .reset: return line.right(words.resetting, .underway)
            default: return line.right(words.checking, .underway)
            }
        }
        guard let known = scene.model.labs.verdicts[key] else {
            return line.right(words.notChecked, .dim)
        }
        if known.verdicts.allPassed, scene.model.labs.progress[key].state != .passed {
            return line.right(words.allHold, .holds)
        }
        let holding = String(known.verdicts.count { $0.passed })
        let count = words.checksHold(holding, String(step.checks.count))
        return line.right(scene.joined(count, scene.ago(known.time)), .dim)
    }

    private static func explanation(_ verdict: Verdict, _ scene: Scene, _ width: Int) -> [Line] {
        let language = scene.model.language
        let words = scene.words.labs
        var rows: [Line] = []
        let expected = verdict.expected[language]
        let found = verdict.found[language]
        if !expected.isEmpty || !found.isEmpty {
            let text = scene.joined(words.expected(expected), words.found(found))
            rows += scene.wrapped(text, width - 4, .dim)
        }
        let next = verdict.next[language]
        if !next.isEmpty { rows += scene.wrapped(next, width - 4) }
        return rows.map { $0.indented(4) }
    }

    /// The command, the end of what it wrote, and how it ended.
    private static func ranRows(
        _ line: String, _ outcome: CommandOutcome, _ scene: Scene, _ width: Int
    ) -> [Line] {
        let words = scene.words.labs
        let output = outcome.output.split(separator: "\n").suffix(6).map(String.init)
        let head = Line("$ " + line, .title)
            .right(words.ended(outcome), outcome.succeeded ? .holds : .broken)
        return [head]
            + output.map {
                Line(scene.widths.clipped($0, to: width - 2, ellipsis: scene.glyphs.ellipsis), .dim)
                    .indented(2)
            }
    }

    private static func noteRows(
        _ note: LabsState.Note, _ scene: Scene, _ width: Int
    ) -> [Line] {
        let words = scene.words.labs
        switch note.content {
        case .finished(.solve): return scene.wrapped(words.wasSolved, width, .underway)
        case .finished(.reset): return scene.wrapped(words.wasReset, width, .underway)
        case .finished(.skip): return scene.wrapped(words.wasSkipped, width, .underway)
        case .finished: return []
        case .ran(let line, let outcome): return ranRows(line, outcome, scene, width)
        case .refused(let reason):
            return StyledWrap(width: width, indent: 2, widths: scene.widths).lines(of: [
                scene.refusalSign, Span(reason[scene.model.language]),
            ])
        }
    }
}

extension Scene {
    /// Two parts of a sentence with the comma of the language.
    func joined(_ left: String, _ right: String) -> String {
        left + (model.language == .chinese ? "，" : ", ") + right
    }
}

extension Model {
    /// How far the open step's text can be scrolled at this size.
    var stepOverflow: Int {
        StepPage(Scene(self), Layout(self).body.size).overflow
    }
}
