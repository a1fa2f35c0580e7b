import Canvas
import Wire

extension Scene {
    /// The title over the logs: whose lines, and whether they follow.
    var logsTitle: Line {
        let text = words.logs
        var line = Line(words.common.logs, .title).adding("  ")
        let choices: [ComponentID?] = [nil] + model.live.components.map { $0.name }
        for choice in choices {
            let name = choice?.description ?? text.all
            let isChosen = choice == model.logs.filter
            line = line.adding(isChosen ? "[\(name)]" : " \(name) ", isChosen ? .title : .dim)
        }
        if let age = age(of: .logs) { return line.right(age, .underway) }
        guard let anchor = model.logs.anchor else { return line.right(text.following, .holds) }
        let below = model.logs.shown.count { $0.sequence > anchor }
        return line.right(text.paused(Numbers.grouped(below)), .underway)
    }

    /// The rows of the logs: the bottom line last, long lines broken.
    func logsRows(_ size: Size) -> [Line] {
        var height = size.height
        var top: [Line] = []
        if !model.logs.search.isEmpty, height > 3 {
            top = [searchRow]
            height -= 1
        }
        if model.logs.dropped > 0, height > 6 {
            top.append(Line(words.logs.dropped(Numbers.grouped(model.logs.dropped)), .dim))
            height -= 1
        }
        let shown = model.logs.shown
        guard !shown.isEmpty else {
            let text = model.logs.filter.map { words.logs.noLinesOf($0.description) }
            return top + [.blank] + wrapped(text ?? words.logs.noLines, size.width, .dim)
        }
        let bottom = model.logs.anchor.flatMap { anchor in
            shown.lastIndex { $0.sequence <= anchor }
        }
        var rows: [Line] = []
        for line in shown[...(bottom ?? shown.count - 1)].reversed() {
            rows = logRows(line, size.width) + rows
            if rows.count >= height { break }
        }
        return top + rows.suffix(height)
    }

    private var searchRow: Line {
        let shown = model.logs.shown
        let matches = shown.filter {
            !TextSearch.ranges(of: model.logs.search, in: LogText($0.text).shown).isEmpty
        }
        let place = matches.firstIndex { $0.sequence == model.logs.match }
        guard let place else { return Line(words.logs.noMatch(model.logs.search), .dim) }
        return Line(
            words.logs.matchOf(
                model.logs.search, Numbers.grouped(place + 1), Numbers.grouped(matches.count)), .dim
        )
    }

    private func logRows(_ line: LogLine, _ width: Int) -> [Line] {
        let isMatch = line.sequence == model.logs.match
        var head = [Span(isMatch ? "\(glyphs.selected) " : "  ", .focus)]
        var indent = 2
        if width >= 50 {
            head.append(Span("\(clock(line.timeMilliseconds))  ", .dim))
            indent += 10
        }
        if model.logs.filter == nil {
            let name = fitted(line.component.description, width >= 50 ? 11 : 10)
            head.append(Span(name, .dim))
            indent += columns(name)
        }
        let wrap = StyledWrap(width: max(1, width - indent), widths: widths)
        return wrap.lines(of: highlighted(LogText(line.text))).enumerated().map { index, row in
            if index == 0 { return Line(head + row.spans) }
            return row.indented(indent)
        }
    }

    /// The parts of a line in their styles, what is searched for marked.
    private func highlighted(_ text: LogText) -> [Span] {
        let all = text.shown
        let said = all.index(all.startIndex, offsetBy: text.message.count)
        let style = style(of: text.weight)
        var spans: [Span] = []
        func add(_ range: Range<String.Index>) {
            if range.lowerBound < said {
                spans.append(
                    Span(String(all[range.lowerBound..<min(range.upperBound, said)]), style))
            }
            if range.upperBound > said {
                spans.append(
                    Span(String(all[max(range.lowerBound, said)..<range.upperBound]), .dim))
            }
        }
        var index = all.startIndex
        for range in TextSearch.ranges(of: model.logs.search, in: all) {
            add(index..<range.lowerBound)
            spans.append(Span(String(all[range]), Style(.focus, [.reverse])))
            index = range.upperBound
        }
        add(index..<all.endIndex)
        return spans.filter { !$0.text.isEmpty }
    }

    /// A line's parts for a row that is cut: the message, then the rest dim.
    func spans(of line: LogLine) -> [Span] {
        let text = LogText(line.text)
        let gap = text.particulars.isEmpty ? "" : " "
        return [
            Span(text.message, style(of: text.weight)), Span(gap + text.particulars, .dim),
        ]
    }

    private func style(of weight: LogText.Weight) -> Style {
        switch weight {
        case .ordinary: .plain
        case .warning: .underway
        case .error: .broken
        }
    }
}
