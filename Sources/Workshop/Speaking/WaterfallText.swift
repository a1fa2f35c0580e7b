import Canvas
import Telemetry
import TracerAPI
import Wire

/// A trace drawn in text: a row for each step, a bar for when it was under way. In a call's bar the
/// server's part is drawn full and the way to it and back is drawn light.
struct WaterfallText {
    private let waterfall: Waterfall
    private let traceID: String
    private let language: Language
    private let widths = DisplayWidth.standard

    init(_ spans: [ZipkinSpan], language: Language) {
        waterfall = Waterfall(spans)
        traceID = spans.first?.traceID.shown ?? ""
        self.language = language
    }

    /// The lines, none wider than so many columns.
    func lines(columns: Int) -> [String] {
        let width = min(200, max(60, columns))
        let labels = waterfall.rows.map(label)
        let times = waterfall.rows.map { Microseconds.text($0.lane.duration) }
        let timeWidth = times.map(widths.columns).max() ?? 0
        let longest = labels.map(widths.columns).max() ?? 0
        let labelWidth = min(longest, width - timeWidth - 16)
        let barWidth = width - labelWidth - timeWidth - 3
        var lines = [head]
        for (index, row) in waterfall.rows.enumerated() {
            let cut = fit(labels[index], to: labelWidth)
            let time = String(repeating: " ", count: timeWidth - widths.columns(of: times[index]))
            lines.append("\(cut) \(time)\(times[index]) \(trimmed(bar(row, width: barWidth)))")
            if let error = row.error {
                let indent = String(repeating: "  ", count: row.depth) + "  ! "
                lines.append(trimmed(fit(indent + error, to: width)))
            }
        }
        return lines
    }

    private var head: String {
        let time = Timestamp(milliseconds: waterfall.timestamp / 1_000)
        let all = Microseconds.text(waterfall.duration)
        return language == .english
            ? "trace \(traceID)  \(time)  \(all)" : "链路 \(traceID)  \(time)  \(all)"
    }

    private func label(_ row: Waterfall.Row) -> String {
        let called = row.calledService
        let services = row.lane.service + (called.isEmpty ? "" : " > \(called)")
        let id = row.spanID.isEmpty ? "" : "\(row.spanID) "
        return String(repeating: "  ", count: row.depth) + "\(id)\(row.name)  \(services)"
    }

    private func bar(_ row: Waterfall.Row, width: Int) -> String {
        let bar = waterfall.bar(row, columns: width)
        return (0..<width).map { column in
            guard bar.whole.contains(column) || bar.server?.contains(column) == true else {
                return " "
            }
            return bar.server.map { $0.contains(column) } ?? true ? "█" : "░"
        }.joined()
    }

    private func fit(_ text: String, to width: Int) -> String {
        var columns = widths.columns(of: text)
        guard columns > width else { return text + String(repeating: " ", count: width - columns) }
        var cut = text
        while columns > width - 1, !cut.isEmpty {
            cut.removeLast()
            columns = widths.columns(of: cut)
        }
        return cut + "…" + String(repeating: " ", count: width - 1 - columns)
    }

    private func trimmed(_ text: String) -> String {
        var text = text
        while text.last == " " { text.removeLast() }
        return text
    }
}
