/// Carries a query out, from the leaves up.
struct Evaluator {
    let moments: Query.Moments
    private let series: [Selector: [StoredSeries]]
    private let limits: QueryLimits
    private var samplesRead = 0

    init(
        moments: Query.Moments, series: [Selector: [StoredSeries]], limits: QueryLimits
    ) {
        self.moments = moments
        self.series = series
        self.limits = limits
    }

    mutating func evaluate(_ expression: Expression) throws(QueryError) -> Grid {
        switch expression {
        case .number(let number):
            return .scalar(repeating(number))
        case .text(let text):
            return .text(text)
        case .instant(let selector):
            return .vector(try instant(selector))
        case .range:
            throw QueryError(
                .execution, at: 0,
                "a range vector is no answer; put it into a function, for instance rate()")
        case .call(let function, let arguments, let position):
            return try call(function, arguments, at: position)
        case .aggregation(let aggregation):
            return try aggregate(aggregation)
        case .binary(let operation):
            return try combine(
                operation, evaluate(operation.left), evaluate(operation.right))
        case .negation(let expression):
            return negated(try evaluate(expression))
        }
    }

    func repeating(_ number: Double) -> [Double] {
        Array(repeating: number, count: moments.count)
    }

    /// The lines of an expression that is an instant vector.
    mutating func lines(_ expression: Expression) throws(QueryError) -> [GridLine] {
        if case .vector(let lines) = try evaluate(expression) { return lines }
        return []
    }

    /// The numbers of an expression that is a scalar.
    mutating func numbers(_ expression: Expression) throws(QueryError) -> [Double] {
        if case .scalar(let numbers) = try evaluate(expression) { return numbers }
        return repeating(.nan)
    }

    private func negated(_ grid: Grid) -> Grid {
        switch grid {
        case .scalar(let numbers): return .scalar(numbers.map { -$0 })
        case .text: return grid
        case .vector(let lines):
            return .vector(
                lines.map { line in
                    GridLine(
                        line.labels.withoutName,
                        line.numbers.map { $0.isStaleMarker ? $0 : -$0 })
                })
        }
    }

    // MARK: Selectors

    private mutating func chosen(_ selector: Selector) throws(QueryError) -> [StoredSeries] {
        let chosen = series[selector] ?? []
        guard chosen.count * moments.count <= limits.numbers else {
            throw QueryError(
                .execution, at: 0,
                "\(chosen.count) series at \(moments.count) moments are too many; "
                    + "choose fewer by labels, or take a longer step")
        }
        return chosen
    }

    private mutating func count(_ samples: Int) throws(QueryError) {
        samplesRead += samples
        guard samplesRead <= limits.samples else {
            throw QueryError(
                .execution, at: 0,
                "the query reads more than \(limits.samples) samples; ask for a shorter time")
        }
    }

    /// The latest sample of each series that is not too old, at each moment.
    private mutating func instant(_ selector: Selector) throws(QueryError) -> [GridLine] {
        var lines: [GridLine] = []
        for one in try chosen(selector) {
            var numbers = repeating(GridLine.nothing)
            var cursor = SampleCursor(
                one, from: moments.start - selector.offset - limits.lookback)
            var next = cursor.next()
            var latest: Sample?
            var read = 0
            for index in numbers.indices {
                let time = moments.time(index) - selector.offset
                while let sample = next, sample.time <= time {
                    latest = sample
                    next = cursor.next()
                    read += 1
                }
                if let latest, time - latest.time < limits.lookback {
                    numbers[index] = latest.value
                }
            }
            try count(read)
            lines.append(GridLine(one.labels, numbers))
        }
        return lines
    }

    /// A function of all samples in a window that ends at each moment, both ends included, as
    /// Prometheus had it before version 3: over a whole number of scrapes an increase is then whole.
    mutating func overRange(
        _ selector: Selector, _ length: Int64, keepsName: Bool,
        _ function: (ArraySlice<Sample>, _ start: Int64, _ end: Int64) -> Double?
    ) throws(QueryError) -> [GridLine] {
        var lines: [GridLine] = []
        for one in try chosen(selector) {
            var numbers = repeating(GridLine.nothing)
            var cursor = SampleCursor(one, from: moments.start - selector.offset - length)
            var next = cursor.next()
            var window: [Sample] = []
            var first = 0
            var read = 0
            for index in numbers.indices {
                let end = moments.time(index) - selector.offset
                while let sample = next, sample.time <= end {
                    if !sample.isStale { window.append(sample) }
                    next = cursor.next()
                    read += 1
                }
                while first < window.count, window[first].time < end - length { first += 1 }
                if first > 4_096, first > window.count / 2 {
                    window.removeFirst(first)
                    first = 0
                }
                guard first < window.count else { continue }
                numbers[index] = function(window[first...], end - length, end) ?? GridLine.nothing
            }
            try count(read)
            lines.append(GridLine(keepsName ? one.labels : one.labels.withoutName, numbers))
        }
        return lines
    }
}
