import Canvas
import TracerAPI

extension Scene {
    /// Two traces step by step on one scale: the first full, the second light.
    func comparisonRows(_ first: Waterfall, _ second: Waterfall, _ size: Size) -> [Line] {
        let rows = TraceComparison(first, second).rows
        let duration = max(first.duration, second.duration)
        let text = words.traces
        let label = max(10, min(30, size.width / 3))
        let bar = max(1, size.width - label - 32)
        func head(_ name: String, _ waterfall: Waterfall, _ style: Style) -> Line {
            Line("  \(name)  ", style)
                .adding(clock(waterfall.timestamp / 1_000), .dim)
                .adding("  \(waterfall.rows.first?.name ?? "")")
                .right(Microseconds.text(waterfall.duration))
        }
        var lines = [head("A", first, .title), head("B", second, .title), .blank]
        lines.append(
            Line(
                "  " + fitted(text.what, label) + fitted("A", 9, .right) + fitted("B", 10, .right)
                    + fitted("B - A", 10, .right), .dim))
        let selection = min(model.traces.open?.row ?? 0, max(0, rows.count - 1))
        var body: [Line] = []
        for row in rows {
            let bars = [(row.first, first), (row.second, second)].map { step, waterfall in
                step.map { waterfall.bar($0, columns: bar, duration: duration).whole }
            }
            body.append(
                Line(
                    [Span("  ")] + cut(comparedLabel(row), to: label) + times(row)
                        + [Span(" " + run(bars[0], glyphs.bar, bar), .plain)]))
            if size.height > 14 {
                let gap = String(repeating: " ", count: label + 32)
                body.append(Line(gap + run(bars[1], glyphs.barRest, bar), .plain))
            }
        }
        let perRow = size.height > 14 ? 2 : 1
        let room = max(1, size.height - lines.count)
        return lines + window(body, around: selection * perRow, height: room)
    }

    private func comparedLabel(_ row: TraceComparison.Row) -> [Span] {
        let hasFailed = (row.first?.error ?? row.second?.error) != nil
        return [
            Span(String(repeating: "  ", count: row.step.depth)),
            Span(hasFailed ? "\(glyphs.failed) " : "", .broken),
            Span(row.step.name, hasFailed ? .broken : .plain),
            Span("  \(row.step.service)", .dim),
        ]
    }

    private func times(_ row: TraceComparison.Row) -> [Span] {
        let first = row.first?.lane.duration
        let second = row.second?.lane.duration
        func cell(_ time: Int64?, _ width: Int) -> Span {
            Span(
                fitted(time.map(Microseconds.text) ?? "-", width, .right),
                time == nil ? .dim : .plain)
        }
        guard let first, let second else {
            return [cell(first, 9), cell(second, 10), Span(fitted("", 10))]
        }
        let difference = second - first
        let sign = difference < 0 ? "-" : "+"
        let style: Style = difference > first / 2 + 500 ? .underway : .dim
        return [
            cell(first, 9), cell(second, 10),
            Span(fitted(sign + Microseconds.text(abs(difference)), 10, .right), style),
        ]
    }

    private func run(_ range: Range<Int>?, _ sign: String, _ width: Int) -> String {
        guard let range else { return "" }
        return String(repeating: " ", count: range.lowerBound)
            + String(repeating: sign, count: min(range.upperBound, width) - range.lowerBound)
    }
}
