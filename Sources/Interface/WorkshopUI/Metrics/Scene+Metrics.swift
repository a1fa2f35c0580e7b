import Canvas
import LookoutAPI
import TracerAPI

extension Scene {
    /// The title over the metrics: how much time is shown.
    var metricsTitle: Line {
        let text = words.metrics
        var line = Line(words.common.metrics, .title)
        if let query = model.metrics.query { line = line.adding("  \(query.text)", .plain) }
        if let age = age(of: .metrics) { line = line.right("\(age)  ", .underway) }
        return line.right(text.last(duration(Double(model.metrics.seconds))), .dim)
    }

    /// The rows of the metrics screen: applications and a chart, or a query and its answer.
    func metricsRows(_ size: Size) -> [Line] {
        guard model.lookoutPort != nil else {
            return [.blank] + wrapped(words.metrics.notReady, size.width, .dim)
        }
        if model.metrics.query != nil { return queryRows(size) }
        guard let reading = model.metrics.answers else {
            return [.blank, Line(words.metrics.asking, .dim)]
        }
        guard !reading.applications.isEmpty else {
            return [.blank] + wrapped(words.metrics.none, size.width, .dim)
        }
        let names = reading.applications.map(\.name)
        let selection = names.firstIndex { $0 == model.selectedApplication } ?? 0
        let isSmall = size.height < 12
        let columns = FigureColumns(width: size.width)
        var rows = isSmall ? [] : [figureHead(columns)]
        let list = reading.applications.enumerated().map { index, application in
            applicationRow(application, columns, isSelected: index == selection).item(index)
        }
        let listHeight = isSmall ? max(1, size.height - 5) : min(list.count, size.height / 2 - 1)
        rows += window(list, around: selection, height: max(1, listHeight))
        let room = size.height - rows.count - 1
        guard room >= 4 else { return Array(rows.prefix(size.height)) }
        return rows + [.blank]
            + figureRows(
                reading, reading.applications[selection],
                Size(width: size.width, height: room))
    }

    private func figureHead(_ columns: FigureColumns) -> Line {
        var line = Line("  " + fitted(words.metrics.application, columns.name), .dim)
        for figure in columns.figures {
            let isShown = figure == model.metrics.figure
            line = line.adding(
                fitted(words.metrics.short(figure), columns.cell, .right),
                isShown ? .title : .dim)
        }
        return line
    }

    private func applicationRow(
        _ application: MetricsReading.Application, _ columns: FigureColumns, isSelected: Bool
    ) -> Line {
        let isChosen = isSelected && hasFocus
        var line = Line([
            marker(isChosen),
            Span(fitted(application.name, columns.name), isChosen ? .title : .plain),
        ])
        for figure in columns.figures {
            let course = application.courses[figure] ?? []
            let latest = course.last ?? nil
            let hasFailures = figure == .failures && (course.compactMap { $0 }.max() ?? 0) > 0
            let style: Style = hasFailures ? .broken : latest == nil || latest == 0 ? .dim : .plain
            line = line.adding(" " + sparkline(course, columns.spark), hasFailures ? .broken : .dim)
                .adding(
                    fitted(numberText(latest, figure), columns.cell - columns.spark - 1, .right),
                    style)
        }
        return line
    }

    /// A course in one row; every column is the highest of its part.
    func sparkline(_ course: [Double?], _ width: Int) -> String {
        guard width > 0, !course.isEmpty else { return String(repeating: " ", count: width) }
        let most = course.compactMap { $0 }.max() ?? 0
        let levels = glyphs.levels
        return (0..<width).map { column in
            let from = course.count * column / width
            let to = max(from + 1, course.count * (column + 1) / width)
            guard let value = course[from..<min(to, course.count)].compactMap({ $0 }).max() else {
                return " "
            }
            guard most > 0, value > 0 else { return levels[0] }
            // What happened at all is higher than nothing.
            return levels[max(1, Int(value / most * Double(levels.count - 1)))]
        }.joined()
    }

    /// A figure's value as text: `12.4`, `1.90 ms`.
    func figureText(_ value: Double?, _ figure: ServiceFigure) -> String {
        guard let value else { return "-" }
        switch figure {
        case .rate, .failures: return words.live.perSecond(Numbers.measured(value))
        case .median, .p99, .distribution:
            return Microseconds.text(Int64((min(value, 1e9) * 1_000_000).rounded()))
        }
    }

    /// The same where the heading has the unit.
    func numberText(_ value: Double?, _ figure: ServiceFigure) -> String {
        guard let value, figure == .rate || figure == .failures else {
            return figureText(value, figure)
        }
        return Numbers.measured(value)
    }

    private func figureRows(
        _ reading: MetricsReading, _ application: MetricsReading.Application, _ size: Size
    ) -> [Line] {
        let figure = model.metrics.figure
        let head = Line(application.name, .title).adding("  \(words.metrics.long(figure))")
        if figure == .distribution {
            return [head]
                + distributionRows(
                    reading.buckets, Size(width: size.width, height: size.height - 1))
        }
        let course = application.courses[figure] ?? []
        let most = course.compactMap { $0 }.max()
        let chart = Chart(course: course, range: reading.range)
        return [head.right(words.metrics.highest(figureText(most, figure)), .dim)]
            + chartRows(chart, Size(width: size.width, height: size.height - 1)) {
                figureText($0, figure)
            }
    }

    /// How many requests took how long.
    private func distributionRows(_ buckets: [MetricsReading.Bucket], _ size: Size) -> [Line] {
        guard !buckets.isEmpty else { return [Line(words.metrics.noRequests, .dim)] }
        // As many neighbours together as it takes to fit.
        let together = (buckets.count + size.height - 1) / max(1, size.height)
        let rows = stride(from: 0, to: buckets.count, by: together).map { start in
            let part = buckets[start..<min(start + together, buckets.count)]
            return (upper: part.last?.upper ?? 0, count: part.reduce(0) { $0 + $1.count })
        }
        let most = max(1, rows.map(\.count).max() ?? 1)
        let room = max(1, size.width - 26)
        return rows.map { row in
            let isLast = row.upper.isInfinite
            let label =
                isLast ? words.metrics.longer : words.metrics.upTo(figureText(row.upper, .p99))
            let length = row.count > 0 ? max(1, Int(row.count / most * Double(room))) : 0
            return Line(fitted(label, 14, .right) + " ", .dim)
                .adding(String(repeating: glyphs.bar, count: length))
                .adding(" \(Numbers.grouped(Int(row.count)))", .dim)
        }
    }
}

/// Where the columns of the applications' table stand.
struct FigureColumns: Equatable {
    /// Columns of the name.
    let name: Int
    /// Columns of a figure, its course included.
    let cell: Int
    /// Columns of its course.
    let spark: Int
    /// The figures there is room for.
    let figures: [ServiceFigure]

    /// Columns that fit a width.
    init(width: Int) {
        let all = ServiceFigure.courses
        figures = width >= 60 ? all : width >= 40 ? [.rate, .p99] : [.rate]
        name = width >= 60 ? 14 : 12
        cell = max(9, (width - 2 - name) / figures.count)
        spark = max(0, min(24, cell - 9))
    }
}
