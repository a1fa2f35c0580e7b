import LabKit
import Wire

extension PlainForm {
    private var text: PlainWords { model.words.plain }

    /// The day, a lab a line.
    func agenda() -> [String] {
        let labs = model.words.labs
        var lines = [labs.agendaTitle]
        for item in AgendaItem.day {
            switch item {
            case .opening: lines.append("\(item.time)  \(labs.opening)")
            case .lunch: lines.append("\(item.time)  \(labs.lunch)")
            case .lab(let number):
                let lab = model.labs.labs?.first { $0.order == number }
                let title = lab?.title[model.language] ?? labs.titles[number - 1]
                let state = lab.map {
                    labs.stepsDone(String(model.labs.doneCount($0)), String($0.steps.count))
                }
                let line = text.lab(String(number), title, state ?? labs.notBuiltShort)
                lines.append("\(item.time)  \(line)")
            }
        }
        if let reason = model.labs.unreadable { lines.append(labs.unreadable(reason)) }
        return lines + [text.next(text.nextInAgenda)]
    }

    /// The steps of a lab, one a line.
    func steps(of lab: Lab) -> [String] {
        var lines = [text.lab(String(lab.order), lab.title[model.language], lab.time)]
        lines += plain(lab.introduction[model.language])
        for (index, step) in lab.steps.enumerated() {
            let place = "\(index + 1)/\(lab.steps.count)"
            let head = text.step(String(lab.order), place, step.title[model.language])
            lines.append("\(head). \(text.state(word(for: model.labs.record(lab, step))))")
        }
        return lines + [text.next(text.nextInSteps)]
    }

    /// The open step: its text, its checks, what may come next.
    func step() -> [String] {
        guard let lab = model.labs.lab, let step = model.labs.step, let key = model.labs.key,
            let index = model.labs.stepIndex
        else { return [] }
        let place = "\(index + 1)/\(lab.steps.count)"
        let record = model.labs.progress[key]
        var lines = [
            text.step(String(lab.order), place, step.title[model.language]),
            text.state(word(for: record)),
        ]
        let words = step.text[model.language]
        if record.state == .passed {
            lines += understanding(of: words, key)
        } else {
            lines += plain(filled(words.blocks(passed: false), key))
        }
        for (index, hint) in step.hints.prefix(model.labs.hints[key, default: 0]).enumerated() {
            lines.append(text.hint(String(index + 1), String(step.hints.count)))
            lines += plain(filled(hint[model.language], key))
        }
        lines += checks(of: step, key)
        return lines + [text.next(following(key))]
    }

    /// Why it is so, and one thing to try.
    private func understanding(of words: StepText, _ key: StepKey) -> [String] {
        [text.why] + plain(filled(words.why, key))
            + [text.tryThis] + plain(filled(words.tryNext, key))
    }

    /// The words with the values that are so now.
    private func filled(_ blocks: [TextBlock], _ key: StepKey) -> [TextBlock] {
        blocks.filled(model.labs.live[key] ?? LiveValues())
    }

    /// What may come after a step as it is now.
    private func following(_ key: StepKey) -> String {
        guard model.labs.progress[key].state == .passed else { return text.nextInStep }
        return model.obstacle(to: .next) == nil ? text.nextAfterPass : text.nextAfterLast
    }

    private func checks(of step: Step, _ key: StepKey) -> [String] {
        let verdicts = model.labs.verdicts[key]?.verdicts ?? []
        return step.checks.enumerated().flatMap { index, check -> [String] in
            let verdict = verdicts.first { $0.id == check.id }
            let state =
                switch verdict?.passed {
                case true: text.checkHolds
                case false: text.checkNotYet
                default: text.checkUnknown
                }
            let title = (verdict?.title ?? check.title)[model.language]
            let place = "\(index + 1)/\(step.checks.count)"
            let head = text.check(place, state, title)
            guard let verdict, !verdict.passed else { return [head] }
            let language = model.language
            return [
                head, text.expected(verdict.expected[language]),
                text.found(verdict.found[language]),
            ] + (verdict.next[language].isEmpty ? [] : [text.toDo(verdict.next[language])])
        }
    }

    /// What a check found.
    func verdicts(on key: StepKey) -> [String] {
        guard let step = model.labs.step, model.labs.key == key else { return here(key) }
        if case .refused(let reason)? = model.labs.note?.content, model.labs.note?.step == key {
            return [text.refused(reason[model.language])]
        }
        var lines = checks(of: step, key)
        if model.labs.progress[key].state == .passed {
            lines.append(text.stepPassed)
            lines += understanding(of: step.text[model.language], key)
        } else {
            let verdicts = model.labs.verdicts[key]?.verdicts ?? []
            let holding = String(verdicts.count { $0.passed })
            lines.append(text.stepNotPassed(holding, String(step.checks.count)))
        }
        return lines + [text.next(following(key))]
    }

    /// A hint.
    func hint(_ level: Int, of key: StepKey) -> [String] {
        guard let step = model.labs.step, model.labs.key == key,
            step.hints.indices.contains(level - 1)
        else { return here(key) }
        return [text.hint(String(level), String(step.hints.count))]
            + plain(filled(step.hints[level - 1][model.language], key))
    }

    /// What became of solving, resetting or skipping.
    func note(on key: StepKey) -> [String] {
        let labs = model.words.labs
        let note = model.labs.note.flatMap { $0.step == key ? $0.content : nil }
        switch note {
        case .refused(let reason): return [text.refused(reason[model.language])]
        case .finished(.solve): return [labs.wasSolved] + verdicts(on: key)
        case .finished(.reset): return [labs.wasReset, text.next(text.nextInStep)]
        case .finished(.skip): return [labs.wasSkipped, text.next(text.nextAfterPass)]
        case .ran(let line, let outcome):
            return ["$ \(line)"] + outcome.output.split(separator: "\n").map(String.init)
                + [labs.ended(outcome)]
        case .finished, nil: return step()
        }
    }

    private func here(_ key: StepKey) -> [String] {
        model.labs.key == key ? step() : agenda()
    }

    private func word(for record: LabProgress.StepRecord) -> String {
        let labs = model.words.labs
        return switch record.state {
        case .todo: labs.todo
        case .passed: record.solved ? labs.solved : labs.passed
        case .skipped: labs.skipped
        }
    }

    /// Blocks of a step's text as lines; what is to be typed stands on a line of its own.
    func plain(_ blocks: [TextBlock]) -> [String] {
        blocks.flatMap { block -> [String] in
            switch block {
            case .paragraph(let spans): return wrapped(spans.map(\.text).joined())
            case .list(let items, let ordered):
                return items.enumerated().flatMap { index, item in
                    wrapped((ordered ? "\(index + 1). " : "- ") + item.map(\.text).joined())
                }
            case .code(let title, let lines):
                let head = title.isEmpty ? text.command : text.file(title)
                return [head] + lines.map { "    \($0)" }
            }
        }
    }
}
