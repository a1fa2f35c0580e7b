import Canvas
import Wire

extension Scene {
    /// What happened in the last minute, a row for each count: its name, its course, its rate now.
    ///
    /// Every column is a span of the minute; its height is measured against the highest of all rows,
    /// so that rows can be compared.
    func chartRows(_ width: Int) -> [Line] {
        let names = chartNames
        guard !names.isEmpty else { return [] }
        let label = min(12, (names.map { columns($0.text) }.max() ?? 0) + 1)
        let rates = names.map { rate(of: $0.series) }
        let rateWidth = rates.map { columns($0.text) }.max() ?? 0
        let room = width - label - rateWidth - 1
        // Spans of whole seconds that make up a minute.
        guard let spans = [30, 20, 12, 10].first(where: { $0 <= room }) else { return [] }
        let histories = names.map { model.live.histories[$0.series] ?? CountHistory() }
        let courses = histories.map {
            $0.spans(spans, ofSeconds: 60 / spans, at: model.now)
        }
        let most = max(1, courses.joined().max() ?? 1)
        let rows = names.indices.map { index in
            let course = courses[index]
            return Line(fitted(names[index].text, label), .plain)
                .adding(bars(course, most: most), course.contains { $0 > 0 } ? .plain : .dim)
                .rightSpan(rates[index])
        }
        return [Line(words.live.lastMinute, .dim)] + rows
    }

    private func rate(of series: LiveState.Series) -> Span {
        let tenths = model.live.histories[series]?.tenthsPerSecond(at: model.now) ?? 0
        return Span(words.live.perSecond(Numbers.tenths(tenths)), tenths > 0 ? .plain : .dim)
    }

    private func bars(_ counts: [Int], most: Int) -> String {
        let levels = glyphs.levels
        return counts.map { count in
            // What happened at all is higher than nothing.
            count <= 0 ? levels[0] : levels[max(1, count * (levels.count - 1) / most)]
        }.joined()
    }

    /// The counts that there are: orders always, the calls of each provider once the shop is split,
    /// refusals once there were some.
    private var chartNames: [(series: LiveState.Series, text: String)] {
        guard let bookstore = model.live.measured.bookstore else { return [] }
        var names: [(series: LiveState.Series, text: String)] = [(.orders, words.live.orders)]
        for provider in bookstore.providers.prefix(4) {
            names.append((.calls(provider.address), name(of: provider.address)))
        }
        if bookstore.refusals > 0 { names.append((.refusals, words.live.refusals)) }
        return names
    }
}
