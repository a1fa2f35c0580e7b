import Canvas
import LabKit

extension Scene {
    /// The title over the labs screen.
    func labsTitle(compact: Bool) -> Line {
        guard let lab = model.labs.lab else { return Line(words.labs.agendaTitle, .title) }
        var line = Line(words.labs.lab(String(lab.order)), .title)
            .adding("  \(lab.title[model.language])", .title)
        if !compact { line = line.adding("  \(lab.time)", .dim) }
        let count = String(lab.steps.count)
        if let index = model.labs.stepIndex {
            return line.right(words.labs.stepOf(String(index + 1), count), .dim)
        }
        return line.right(words.labs.stepsDone(String(model.labs.doneCount(lab)), count), .dim)
    }

    /// The rows of the labs screen: a step, the list of steps, or the agenda.
    func labsRows(_ size: Size) -> [Line] {
        if model.labs.step != nil { return StepPage(self, size).rows }
        if let lab = model.labs.lab { return stepList(lab, size) }
        return agenda(size)
    }

    private func agenda(_ size: Size) -> [Line] {
        let selection = model.labs.agendaSelection
        var rows = AgendaItem.day.enumerated().map { index, item in
            agendaRow(item, isSelected: index == selection, width: size.width).item(index)
        }
        let promise = promise(of: AgendaItem.day[selection], width: size.width)
        rows = window(rows, around: selection, height: max(1, size.height))
        if size.height > rows.count + promise.count { rows += [.blank] + promise }
        return Array(rows.prefix(size.height))
    }

    private func agendaRow(_ item: AgendaItem, isSelected: Bool, width: Int) -> Line {
        let line = Line([marker(isSelected), Span(fitted(item.time, 13), .dim)])
        switch item {
        case .opening: return line.adding(words.labs.opening, .dim)
        case .lunch: return line.adding(words.labs.lunch, .dim)
        case .lab(let number):
            guard let lab = model.labs.labs?.first(where: { $0.order == number }) else {
                let known = model.labs.labs != nil
                let text = "\(number)  \(words.labs.titles[number - 1])"
                return line.adding(text, .dim)
                    .right(known ? words.labs.notBuiltShort : "", .dim)
            }
            let done = model.labs.doneCount(lab)
            let total = lab.steps.count
            var row = line.adding(
                "\(number)  \(lab.title[model.language])", isSelected ? .title : .plain)
            if width >= 48 { row.trailing = bar(done, of: total, width: min(8, total)) }
            return row.right(" " + words.labs.progress(String(done), String(total)))
        }
    }

    private func bar(_ done: Int, of total: Int, width: Int) -> [Span] {
        let filled = total == 0 ? 0 : done * width / total
        return [
            Span(String(repeating: glyphs.bar, count: filled), .holds),
            Span(String(repeating: glyphs.barRest, count: width - filled), .dim),
        ]
    }

    private func promise(of item: AgendaItem, width: Int) -> [Line] {
        switch item {
        case .opening: return wrapped(words.labs.openingPromise, width)
        case .lunch: return wrapped(words.labs.lunchPromise, width)
        case .lab(let number):
            var rows = wrapped(words.labs.promises[number - 1], width)
            if let reason = model.labs.unreadable {
                rows += [.blank] + wrapped(words.labs.unreadable(reason), width, .broken)
            } else if model.labs.labs == nil {
                rows += [.blank, Line(words.labs.noLabs, .dim)]
            } else if model.selectedLab == nil {
                rows += [.blank, Line(words.labs.notBuilt, .dim)]
            }
            return rows
        }
    }

    private func stepList(_ lab: Lab, _ size: Size) -> [Line] {
        var rows: [Line] = []
        let selection = model.labs.stepSelection
        let list = lab.steps.enumerated().map { index, step in
            stepRow(lab, step, number: index + 1, isSelected: index == selection).item(index)
        }
        let about = lab.introduction[model.language].flatMap { rowsOf(block: $0, size.width) }
        if size.height >= list.count + about.count + 3 {
            rows = about + [.blank]
        }
        return rows + window(list, around: selection, height: size.height - rows.count)
    }

    private func stepRow(_ lab: Lab, _ step: Step, number: Int, isSelected: Bool) -> Line {
        let record = model.labs.record(lab, step)
        let line = Line([
            marker(isSelected), stepSign(record), Span(" \(number)  ", .dim),
            Span(step.title[model.language], isSelected ? .title : .plain),
        ])
        return line.right(stepWord(record), .dim)
    }

    private func stepSign(_ record: LabProgress.StepRecord) -> Span {
        switch record.state {
        case .todo: Span(glyphs.waiting, .dim)
        case .passed: Span(glyphs.passed, .holds)
        case .skipped: Span("-", .dim)
        }
    }

    private func stepWord(_ record: LabProgress.StepRecord) -> String {
        switch record.state {
        case .todo: words.labs.todo
        case .passed: record.solved ? words.labs.solved : words.labs.passed
        case .skipped: words.labs.skipped
        }
    }

    /// A block of text as rows, without a blank row behind it.
    func rowsOf(block: TextBlock, _ width: Int, isClose: Bool = false) -> [Line] {
        switch block {
        case .paragraph(let spans): return wrapped(spans, width)
        case .list(let items, let isOrdered):
            return items.enumerated().flatMap { index, item in
                let sign = isOrdered ? "\(index + 1). " : "\(glyphs.waiting) "
                return wrapped([TextSpan(sign)] + item, width, indent: columns(sign))
            }
        case .code(let title, let lines):
            return isClose ? codeRows(title, lines, width) : codeBox(title, lines, width)
        }
    }

    private func wrapped(_ spans: [TextSpan], _ width: Int, indent: Int = 0) -> [Line] {
        let runs = spans.map { span in
            switch span.style {
            case .plain: Span(span.text)
            case .code: Span(span.text, .focus)
            case .strong: Span(span.text, .title)
            }
        }
        return StyledWrap(width: width, indent: indent, widths: widths).lines(of: runs)
    }

    /// What is to be copied without a box: its name, and a bar at its left.
    private func codeRows(_ title: String, _ lines: [String], _ width: Int) -> [Line] {
        let head = title.isEmpty ? [] : [Line("  \(title)", .title)]
        return head
            + lines.map { line in
                Line([Span("  \(glyphs.vertical) ", .dim), Span(fitted(line, width - 4), .focus)])
            }
    }

    private func codeBox(_ title: String, _ lines: [String], _ width: Int) -> [Line] {
        let longest = lines.map { columns($0) }.max() ?? 0
        let inner = max(8, min(width - 4, max(longest, columns(title) + 4, 36)))
        let side = glyphs.vertical
        let label = title.isEmpty ? "" : " \(title) "
        let rest = max(0, inner + 1 - columns(label))
        let top = Line([
            Span(glyphs.topLeft + glyphs.horizontal, .dim), Span(label, .title),
            Span(String(repeating: glyphs.horizontal, count: rest) + glyphs.topRight, .dim),
        ])
        let rows = lines.map { line in
            Line([
                Span(side + " ", .dim), Span(fitted(line, inner), .focus), Span(" " + side, .dim),
            ])
        }
        let bottom = Line(
            glyphs.bottomLeft + String(repeating: glyphs.horizontal, count: inner + 2)
                + glyphs.bottomRight, .dim)
        return [top] + rows + [bottom]
    }
}
