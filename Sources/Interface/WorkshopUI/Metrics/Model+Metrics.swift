import Canvas
import LookoutAPI
import Wire

extension Model {
    /// Where Lookout answers; nil while it is not ready.
    var lookoutPort: Int? { live.readyPort(of: "lookout") }

    /// What the metrics screen asks as things are; nil when it is not shown.
    var metricsQuestion: Command? {
        guard screen == .metrics, let port = lookoutPort else { return nil }
        return .askLookout(metricQuestions, port: port, isWatching: true)
    }

    private var metricQuestions: [MetricQuestion] {
        let range = metricRange
        var questions: [MetricQuestion] = []
        if let query = metrics.query {
            questions += [.init(text: query.text), .init(text: query.text, range: range)]
        } else {
            questions += ServiceFigure.courses.map {
                .init(text: $0.query(window: metricWindow), range: range)
            }
            if let name = selectedApplication { questions.append(distributionQuestion(name)) }
        }
        if metrics.typing != nil { questions.append(.init(text: MetricsState.names)) }
        return questions
    }

    private func distributionQuestion(_ application: String) -> MetricQuestion {
        .init(text: ServiceFigure.distribution(of: application, window: metrics.seconds))
    }

    /// The moments that are shown: of whole steps, so that a value does not change as time goes on.
    /// The present second is left out: its samples are not all in yet.
    var metricRange: LookoutQueryClient.Range {
        let wanted = size.width >= 134 ? 120 : size.width >= 74 ? 60 : 30
        let step = Double(metrics.seconds / min(wanted, metrics.seconds))
        let end = ((Double(now) / 1_000 - 1) / step).rounded(.down) * step
        let count = Double(metrics.seconds) / step
        return .init(start: end - (count - 1) * step, end: end, step: step)
    }

    /// Over how many seconds a rate is measured: ten at least, and no gap between two moments.
    private var metricWindow: Int { max(10, Int(metricRange.step)) }

    /// The application whose figures are drawn large.
    var selectedApplication: String? {
        let names = metrics.answers?.applications.map(\.name) ?? []
        return names.first { $0 == metrics.selection } ?? names.first
    }

    /// Takes Lookout's answers over. Once a query's answer is on the screen, Lookout is asked as the
    /// attendee asks, so that it counts.
    mutating func take(_ answers: [MetricQuestion: MetricResult]) -> [Command] {
        schedule.answer(.metrics, at: now)
        if case .answer(let names)? = answers[.init(text: MetricsState.names)] {
            metrics.knownNames = names.result.compactMap { $0.metric["__name__"] }.sorted()
        }
        guard let query = metrics.query else {
            takeFigures(answers)
            return []
        }
        let question = MetricQuestion(text: query.text)
        metrics.query?.now = answers[question] ?? query.now
        let course = answers.first { $0.key.text == query.text && $0.key.range != nil }
        metrics.query?.course = course?.value ?? query.course
        guard query.now == nil, case .answer? = answers[question], let port = lookoutPort else {
            return []
        }
        return [.askLookout([question], port: port, isWatching: false)]
    }

    private mutating func takeFigures(_ answers: [MetricQuestion: MetricResult]) {
        let ranges = answers.keys.compactMap(\.range)
        guard let range = ranges.first else { return }
        var found: [String: MetricsReading.Application] = [:]
        let window = max(10, Int(range.step))
        for figure in ServiceFigure.courses {
            let question = MetricQuestion(text: figure.query(window: window), range: range)
            guard case .answer(let answer)? = answers[question] else { continue }
            for series in answer.result {
                guard let name = series.metric["app"] else { continue }
                found[name, default: .init(name: name)].courses[figure] =
                    MetricsReading.course(of: series, over: range)
            }
        }
        for name in found.keys { found[name]?.fillFailures() }
        var reading = MetricsReading(range: range)
        let prepared = ["lookout", "registry", "tracer"]
        reading.applications = found.values.sorted {
            let left = (prepared.contains($0.name) ? 1 : 0, $0.name)
            return left < (prepared.contains($1.name) ? 1 : 0, $1.name)
        }
        metrics.answers = reading
        guard let name = selectedApplication,
            case .answer(let answer)? = answers[distributionQuestion(name)]
        else { return }
        metrics.answers?.buckets = MetricsReading.buckets(of: answer)
    }

    /// Moves among the applications.
    mutating func moveMetrics(_ step: Int) {
        let names = metrics.answers?.applications.map(\.name) ?? []
        guard metrics.query == nil,
            let current = names.firstIndex(where: { $0 == selectedApplication })
        else { return }
        metrics.selection = names[moved(current, by: step, count: names.count)]
        metrics.answers?.buckets = []
        schedule.hurry(.metrics, at: now)
    }

    /// Does what a key of the metrics screen means.
    mutating func actOnMetrics(_ action: Action) -> [Command] {
        switch action {
        case .nextFigure, .previousFigure:
            let all = ServiceFigure.allCases
            let current = all.firstIndex(of: metrics.figure) ?? 0
            let step = action == .nextFigure ? 1 : all.count - 1
            metrics.figure = all[(current + step) % all.count]
        case .zoomIn: metrics.zoom = max(0, metrics.zoom - 1)
        case .zoomOut: metrics.zoom = min(MetricsState.spans.count - 1, metrics.zoom + 1)
        case .query: metrics.typing = TypedLine()
        default: return []
        }
        schedule.hurry(.metrics, at: now)
        return questions()
    }

    /// Back from a query to the applications.
    mutating func closeQuery() -> [Command] {
        guard metrics.query != nil else { return [] }
        metrics.query = nil
        schedule.hurry(.metrics, at: now)
        return questions()
    }

    /// Asks a query and shows what Lookout says.
    mutating func ask(_ text: String) -> [Command] {
        metrics.query = .init(text: text)
        if metrics.history.last != text { metrics.history = metrics.history.suffix(49) + [text] }
        schedule.hurry(.metrics, at: now)
        return show(.metrics) + questions()
    }

    /// A key while a query is typed.
    mutating func typedQuery(_ key: Key) -> [Command] {
        guard var line = metrics.typing else { return [] }
        switch line.take(key, history: metrics.history, complete: completedQuery) {
        case .changed: metrics.typing = line
        case .left: metrics.typing = nil
        case .entered:
            metrics.typing = nil
            let text = line.text.trimmed { $0 == " " }
            return text.isEmpty ? closeQuery() : ask(text)
        case .ignored: break
        }
        return []
    }

    /// The query of 2019 for an empty line; else the last word as far as all names go on that begin so.
    private func completedQuery(_ text: String) -> String {
        if text.isEmpty { return MetricsState.firstQuery }
        let isName = { (character: Character) in
            character.isLetter || character.isNumber || "._:".contains(character)
        }
        let word = String(text.reversed().prefix(while: isName).reversed())
        guard !word.isEmpty else { return text }
        let fitting = metrics.knownNames.filter { $0.hasPrefix(word) }
        guard var common = fitting.first else { return text }
        for name in fitting.dropFirst() {
            common = String(zip(common, name).prefix { $0 == $1 }.map(\.0))
        }
        return text.dropLast(word.count) + common
    }
}
