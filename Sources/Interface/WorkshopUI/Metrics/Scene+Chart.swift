import Canvas
import LookoutAPI

extension Scene {
    /// A chart with its scale at the left and the time below.
    ///
    /// - Parameter label: a value of the scale as text.
    func chartRows(_ chart: Chart, _ size: Size, label: (Double) -> String) -> [Line] {
        let rows = size.height - 1
        guard rows >= 2 else { return [] }
        let top = chart.top
        var labels = [Int: String]()
        labels[0] = label(top)
        if rows >= 5 { labels[rows / 2] = label(top * Double(rows - rows / 2) / Double(rows)) }
        let labelWidth = max(4, (labels.values.map { columns($0) }.max() ?? 0))
        let width = max(1, size.width - labelWidth - 2)
        let heights = chart.heights(width: width, rows: rows)
        var lines: [Line] = []
        for row in 0..<rows {
            let below = (rows - 1 - row) * 8
            let text = heights.map { height -> String in
                guard let height, height > below else { return " " }
                return height >= below + 8 ? glyphs.bar : glyphs.levels[height - below - 1]
            }.joined()
            lines.append(
                Line(fitted(labels[row] ?? "", labelWidth, .right) + " ", .dim)
                    .adding(glyphs.vertical, .dim).adding(text))
        }
        return lines + [timeAxis(chart, labelWidth: labelWidth, width: heights.count)]
    }

    private func timeAxis(_ chart: Chart, labelWidth: Int, width: Int) -> Line {
        let start = clock(Int64(chart.range.start * 1_000))
        let end = clock(Int64(chart.range.end * 1_000))
        let gap = max(1, width - columns(start) - columns(end))
        let text = width < 20 ? end : start + String(repeating: " ", count: gap) + end
        return Line(
            fitted("0", labelWidth, .right) + " " + glyphs.bottomLeft + text, .dim)
    }
}
