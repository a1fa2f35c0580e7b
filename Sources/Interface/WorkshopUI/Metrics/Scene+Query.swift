import Canvas
import LookoutAPI

extension Scene {
    /// A query's answer: its series, their courses, and a chart of the first; or why there is none.
    func queryRows(_ size: Size) -> [Line] {
        guard let query = model.metrics.query else { return [] }
        switch query.now {
        case nil: return [.blank, Line(words.metrics.asking, .dim)]
        case .refused(let reason):
            return [.blank]
                + StyledWrap(width: size.width, indent: 2, widths: widths)
                .lines(of: [refusalSign, Span(reason)])
                + [.blank] + wrapped(words.metrics.example, size.width, .dim)
                + [Line("  \(MetricsState.firstQuery)")]
        case .answer(let answer):
            if answer.result.isEmpty {
                return [.blank] + wrapped(words.metrics.noSeries, size.width, .dim)
            }
            return answerRows(answer, query.course, size)
        }
    }

    private func answerRows(
        _ answer: MetricAnswer, _ course: MetricResult?, _ size: Size
    ) -> [Line] {
        let range = model.metricRange
        var courses: [[String: String]: [Double?]] = [:]
        var first: Chart?
        if case .answer(let matrix)? = course {
            for series in matrix.result {
                courses[series.metric] = MetricsReading.course(of: series, over: range)
            }
        }
        let spark = size.width >= 60 ? min(30, size.width / 4) : 0
        let common = commonLabels(answer)
        let chartHeight = size.height >= 14 ? size.height / 2 - 1 : 0
        let room = max(1, size.height - (chartHeight > 0 ? chartHeight + 2 : 0) - 1)
        var rows = [
            Line(words.metrics.series(Numbers.grouped(answer.result.count)), .dim)
                .adding("  " + labelText(common), .dim)
        ]
        for series in answer.result.prefix(room) {
            let own = series.metric.filter { common[$0.key] == nil }
            let course = courses[series.metric] ?? []
            if first == nil, !course.isEmpty { first = Chart(course: course, range: range) }
            let name = labelText(own)
            var line = Line("  " + (name.isEmpty ? words.metrics.onlyOne : name))
            if spark > 0 { line = line.right(sparkline(course, spark) + " ", .dim) }
            line = line.right(fitted(valueText(series.value), 14, .right), .title)
            rows.append(line)
        }
        if answer.result.count > room {
            rows[rows.count - 1] = Line().right(
                words.common.linesBelow(Numbers.grouped(answer.result.count - room + 1)), .dim)
        }
        guard let first, chartHeight > 3 else { return rows }
        while rows.count < size.height - chartHeight { rows.append(.blank) }
        return rows
            + chartRows(first, Size(width: size.width, height: chartHeight)) {
                Numbers.measured($0)
            }
    }

    /// Labels about where all series of an answer come from, as far as they are alike; they stand over
    /// the rows.
    private func commonLabels(_ answer: MetricAnswer) -> [String: String] {
        guard let first = answer.result.first?.metric else { return [:] }
        return first.filter { key, value in
            ["__name__", "app", "component", "instance", "job"].contains(key)
                && answer.result.allSatisfy { $0.metric[key] == value }
        }
    }

    /// `name{a="b"}`, as PromQL has it; what was called comes first, before the row ends.
    func labelText(_ labels: [String: String]) -> String {
        let pairs = labels.filter { $0.key != "__name__" }
            .sorted { ($0.key == "method" ? "" : $0.key) < ($1.key == "method" ? "" : $1.key) }
            .map { "\($0.key)=\"\($0.value)\"" }.joined(separator: ", ")
        let title = labels["__name__"] ?? ""
        return pairs.isEmpty ? title : "\(title){\(pairs)}"
    }

    /// A value as text: with few digits, or as Lookout wrote it.
    func valueText(_ point: MetricAnswer.Point?) -> String {
        guard let point else { return "-" }
        return point.value.isFinite ? Numbers.measured(point.value) : point.text
    }

    /// What `y` copies: the query and its values.
    var queryText: String? {
        guard let query = model.metrics.query, case .answer(let answer)? = query.now else {
            return nil
        }
        let lines = answer.result.map {
            "\(labelText($0.metric))  \($0.value?.text ?? "")"
        }
        return ([query.text] + lines).joined(separator: "\n")
    }
}
