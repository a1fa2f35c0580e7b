import Canvas
import Wire

extension Scene {
    /// The help, from the key tables and the commands.
    func helpRows(_ size: Size, scroll: Int) -> [Line] {
        let all = helpLines(size.width)
        let start = min(max(0, scroll), max(0, all.count - size.height))
        var rows = Array(all[start...].prefix(size.height))
        let below = all.count - start - rows.count
        if below > 0, rows.count > 2 {
            rows[rows.count - 1] = Line()
                .right(words.common.linesBelow(Numbers.grouped(below + 1)), .focus)
        }
        return rows
    }

    /// All rows of the help, in two columns where there is room.
    func helpLines(_ width: Int) -> [Line] {
        guard width >= 96 else { return Array(helpSections(width).joined(separator: [.blank])) }
        let column = (width - 4) / 2
        let sections = helpSections(column)
        let half = (sections.reduce(0) { $0 + $1.count + 1 } + 1) / 2
        var left: [Line] = []
        var right: [Line] = []
        for section in sections {
            if right.isEmpty, left.count + section.count / 2 <= half {
                left += section + [.blank]
            } else {
                right += section + [.blank]
            }
        }
        return (0..<max(left.count, right.count)).map { index in
            let first = index < left.count ? left[index] : .blank
            let used = first.spans.reduce(0) { $0 + columns($1.text) }
            let gap = Span(String(repeating: " ", count: max(1, column + 4 - used)))
            guard index < right.count else { return first }
            return Line(first.spans + [gap] + right[index].spans)
        }
    }

    /// The sections of the help: what means the same everywhere, then the keys of the screen below
    /// it, then those of the others.
    private func helpSections(_ width: Int) -> [[Line]] {
        var sections = [section(words.keys.everywhere, KeyTable.everywhere, width)]
        var under = model
        under.help = nil
        under.question = nil
        let here = KeyContext(under)
        let contexts: [KeyContext] = [
            .agenda, .steps, .step, .shop, .system, .topology, .logs, .traces, .trace, .metrics,
            .transactions, .transaction, .breaking,
        ]
        for context in contexts.filter({ $0 == here }) + contexts.filter({ $0 != here }) {
            sections.append(section(words.keys.title(context), KeyTable.rows(context), width))
        }
        sections.append(commands(width))
        sections.append([Line(words.keys.signs, .title)] + signs(width))
        return sections
    }

    private func section(_ title: String, _ rows: [KeyRow], _ width: Int) -> [Line] {
        [Line(title, .title)]
            + rows.flatMap { row in
                entry(row.shown.text(glyphs), words.keys[row.topic].sentence, 10, width)
            }
    }

    private func commands(_ width: Int) -> [Line] {
        [Line(words.keys.commands, .title)]
            + CommandWord.allCases.flatMap { word in
                entry(word.usage, word.sentence(words.command), 18, width)
            }
    }

    private func entry(_ name: String, _ text: String, _ indent: Int, _ width: Int) -> [Line] {
        let indent = min(indent, max(4, width / 2))
        let rows = wrapped(text, max(1, width - indent - 2))
        return rows.enumerated().map { index, row in
            let label = index == 0 ? fitted(name, indent) : String(repeating: " ", count: indent)
            return Line([Span("  "), Span(label, .focus)] + row.spans)
        }
    }

    private func signs(_ width: Int) -> [Line] {
        var spans: [Span] = []
        for state in [ComponentStatus.State.ready, .starting, .stopped, .failed] {
            spans += [sign(state), Span(" \(words.system.word(state))  ")]
        }
        spans += [Span(glyphs.passed, .holds), Span(" \(words.labs.passed)  ")]
        spans += [Span(glyphs.waiting, .dim), Span(" \(words.labs.todo)")]
        let wrap = StyledWrap(width: width - 2, widths: widths)
        return wrap.lines(of: spans).map { $0.indented(2) }
    }
}

extension Model {
    /// How far the help can be scrolled at this size.
    var helpOverflow: Int {
        let size = Layout(self).body.size
        return max(0, Scene(self).helpLines(size.width).count - size.height)
    }
}
