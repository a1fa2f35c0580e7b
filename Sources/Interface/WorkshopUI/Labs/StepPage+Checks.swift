import Canvas
import LabKit
import Wire

extension StepPage {
    /// The checks of the open step as rows: what holds, and what to look at where one does not.
    struct Checks {
        let scene: Scene
        let width: Int

        init(_ scene: Scene, width: Int) {
            self.scene = scene
            self.width = width
        }

        private var model: Model { scene.model }
        private var words: LabsWords { scene.words.labs }

        /// Blanks before a check; none where every column counts.
        private var margin: Int { width < 30 ? 0 : 2 }

        /// All rows; brief ones explain only the first check that does not hold, tight ones in one
        /// paragraph.
        func rows(isBrief: Bool, isTight: Bool = false) -> [Line] {
            guard let key = model.labs.key, let step = model.labs.step, !step.checks.isEmpty else {
                return []
            }
            var rows = [header(key, step)]
            let known = model.labs.verdicts[key]?.verdicts ?? []
            var explained = false
            for check in step.checks {
                let verdict = known.first { $0.id == check.id }
                rows += titleRows(check, verdict, key)
                if let verdict, !verdict.passed, !(isBrief && explained) {
                    rows += isTight ? tightExplanation(verdict) : explanation(verdict)
                    explained = true
                }
            }
            if let note = model.labs.note, note.step == key { rows += noteRows(note) }
            return rows
        }

        /// How many rows stand above the first check that does not hold.
        var rowsBeforeFailure: Int {
            guard let key = model.labs.key, let step = model.labs.step else { return 0 }
            let known = model.labs.verdicts[key]?.verdicts ?? []
            let holding = step.checks.prefix { check in
                known.first { $0.id == check.id }?.passed == true
            }
            return 1 + holding.reduce(0) { $0 + titleRows($1, nil, key).count }
        }

        /// A check's sign and title; the sign never stands alone in a row.
        private func titleRows(_ check: Check, _ verdict: Verdict?, _ key: StepKey) -> [Line] {
            let title = (verdict?.title ?? check.title)[model.language]
            let fresh = scene.style(.verdict(key, check.id))
            let wrap = StyledWrap(width: width, indent: margin + 2, widths: scene.widths)
            return wrap.lines(of: [
                Span(String(repeating: " ", count: margin)), sign(of: verdict),
                Span("\(StyledWrap.hardBlank)\(title)", fresh),
            ])
        }

        /// What is not so yet is on its way, not broken; what cannot be read is.
        private func sign(of verdict: Verdict?) -> Span {
            switch verdict?.code {
            case .holds: Span(scene.glyphs.passed, .holds)
            case .differs, .absent: Span(scene.glyphs.notYet, .underway)
            case .unreadable, .overdue, .untrusted: Span(scene.glyphs.failed, .broken)
            case nil: Span(scene.glyphs.waiting, .dim)
            }
        }

        private func header(_ key: StepKey, _ step: Step) -> Line {
            let line = Line(words.checks, .title)
            if let busy = model.labs.busy, busy.step == key {
                return line.right(busyText(busy), .underway)
            }
            guard let known = model.labs.verdicts[key] else {
                return line.right(words.notChecked, .dim)
            }
            let isPassed = model.labs.progress[key].state == .passed
            if known.verdicts.allPassed, !isPassed { return line.right(words.allHold, .holds) }
            let holding = String(known.verdicts.count { $0.passed })
            let total = String(step.checks.count)
            let count = words.checksHold(holding, total)
            if isPassed { return line.right(count, .dim) }
            // What was asked for is answered for a while, then the count goes on by itself.
            if let asked = known.asked, model.now - asked < LabsState.answerDuration {
                return line.right(scene.joined(words.notPassed, count), .broken)
            }
            guard scene.age(of: .watch) == nil else {
                return line.right(scene.joined(count, scene.ago(known.time)), .dim)
            }
            return line.right(words.checksHoldNow(holding, total), .dim)
        }

        private func busyText(_ busy: LabsState.Busy) -> String {
            let text =
                switch busy.action {
                case .solve, .skip: words.solving
                case .run: words.running
                case .reset: words.resetting
                default: words.checking
                }
            let seconds = max(0, model.now - busy.since) / 1_000
            return seconds < 1
                ? text : "\(text) \(scene.words.common.seconds(String(seconds)))"
        }

        private func tightExplanation(_ verdict: Verdict) -> [Line] {
            let language = model.language
            let text = scene.joined(
                words.expected(verdict.expected[language]), words.found(verdict.found[language]))
            let stop = language == .chinese ? "。" : ". "
            let wrap = StyledWrap(width: width - margin - 2, widths: scene.widths)
            return wrap.lines(of: [Span(text + stop, .dim), Span(verdict.next[language])])
                .map { $0.indented(margin + 2) }
        }

        private func explanation(_ verdict: Verdict) -> [Line] {
            let language = model.language
            var rows: [Line] = []
            let expected = verdict.expected[language]
            let found = verdict.found[language]
            if !expected.isEmpty || !found.isEmpty {
                let text = scene.joined(words.expected(expected), words.found(found))
                rows += scene.wrapped(text, width - margin - 2, .dim)
            }
            let next = verdict.next[language]
            if !next.isEmpty { rows += scene.wrapped(next, width - margin - 2) }
            return rows.map { $0.indented(margin + 2) }
        }

        /// The command, the end of what it wrote, and how it ended.
        private func ranRows(_ line: String, _ outcome: CommandOutcome) -> [Line] {
            let output = outcome.output.split(separator: "\n").suffix(6).map(String.init)
            let style: Style = outcome.succeeded ? .holds : .broken
            let cut = { scene.widths.clipped($0, to: width - 2, ellipsis: scene.glyphs.ellipsis) }
            return [Line("$ " + line, .title).right(words.ended(outcome), style)]
                + output.map { Line(cut($0), .dim).indented(2) }
        }

        private func noteRows(_ note: LabsState.Note) -> [Line] {
            switch note.content {
            case .finished(.solve): return scene.wrapped(words.wasSolved, width, .underway)
            case .finished(.reset): return scene.wrapped(words.wasReset, width, .underway)
            case .finished(.skip): return scene.wrapped(words.wasSkipped, width, .underway)
            case .finished: return []
            case .ran(let line, let outcome): return ranRows(line, outcome)
            case .refused(let reason):
                return StyledWrap(width: width, indent: 2, widths: scene.widths).lines(of: [
                    scene.refusalSign, Span(reason[model.language]),
                ])
            }
        }
    }
}

extension Scene {
    /// Two parts of a sentence with the comma of the language.
    func joined(_ left: String, _ right: String) -> String {
        left + (model.language == .chinese ? "，" : ", ") + right
    }
}
