import Canvas

extension Scene {
    /// The line at the bottom: what is typed, what was said, or the keys that work here and now.
    func footer(_ width: Int) -> Line {
        if let question = model.question { return Line(questionKeys(question)) }
        if let line = model.commandLine { return prompt(":", line.text, width) }
        if let search = model.logs.typing {
            return prompt("\(words.logs.searchPrompt): ", search.text, width)
        }
        if let query = model.metrics.typing {
            return prompt("\(words.metrics.prompt): ", query.text, width)
        }
        if let remark = model.remark {
            let sign = remark.isRefusal ? refusalSign : Span("\(glyphs.passed) ", .holds)
            return Line([sign, Span(remark.text)])
        }
        guard let context = KeyContext(model) else { return .blank }
        if context == .answer { return Line(registryKeys) }
        return keys(context, width)
    }

    /// A typed line with its cursor; its end is always in sight.
    private func prompt(_ label: String, _ text: String, _ width: Int) -> Line {
        var shown = Substring(text)
        let room = max(1, width - columns(label) - 1)
        while columns(String(shown)) > room { shown = shown.dropFirst() }
        return Line([
            Span(label, .focus), Span(String(shown)), Span(" ", Style(.plain, .reverse)),
        ])
    }

    /// The keys that work, in the table's order; where room is short the vital ones stay.
    private func keys(_ context: KeyContext, _ width: Int) -> Line {
        let last = tail(context, width)
        var room = width - last.reduce(0) { $0 + columns($1.text) }
        let rows = KeyTable.rows(context).filter { works($0) }
        var chosen: Set<Int> = []
        for wantsVital in [true, false] {
            for (index, row) in rows.enumerated() where isVital(row) == wantsVital {
                let text = "\(row.shown.text(glyphs)) \(words.keys[row.topic].word)  "
                guard columns(text) <= room else { continue }
                room -= columns(text)
                chosen.insert(index)
            }
        }
        var line = Line()
        line.trailing = last
        for (index, row) in rows.enumerated() where chosen.contains(index) {
            let gap = line.spans.isEmpty ? "" : "  "
            line = line.adding(gap + row.shown.text(glyphs), .focus)
                .adding(" \(words.keys[row.topic].word)", .dim)
        }
        return line
    }

    /// Whether the footer keeps a row where room is short: the table says so, or the open step needs
    /// it.
    private func isVital(_ row: KeyRow) -> Bool {
        row.isVital || row.topic == .askRegistry && model.stepAsksRegistry
    }

    /// Whether any key of a row does something now.
    private func works(_ row: KeyRow) -> Bool {
        row.actions.values.contains { model.obstacle(to: $0) == nil }
    }

    /// Help and quit, always in sight.
    private func tail(_ context: KeyContext, _ width: Int) -> [Span] {
        if width < 36 { return [Span("?", .focus)] }
        let help = context == .help ? words.keys[.closeHelp].word : words.keys[.help].word
        return [
            Span("?", .focus), Span(" \(help)", .dim), Span("  q", .focus),
            Span(" \(words.keys[.quit].word)", .dim),
        ]
    }
}
