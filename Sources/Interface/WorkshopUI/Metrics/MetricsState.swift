import LookoutAPI

/// The metrics screen.
struct MetricsState: Equatable {
    /// How much time is shown, in seconds: a minute to a day.
    static let spans = [60, 300, 900, 3_600, 21_600, 86_400]
    /// The query of the workshop of 2019.
    static let firstQuery = #"rpc.consumer.service.stats.total_count.count{app="stock_mng"}"#
    /// All names there are, for completion.
    static let names = #"count by (__name__) ({__name__=~".+"})"#

    /// How much time is shown: a place in ``spans``.
    var zoom = 1
    /// What the chart shows.
    var figure = ServiceFigure.rate
    /// The selected application; the first when nil or gone.
    var selection: String?
    /// The last answers; nil before Lookout has answered.
    var answers: MetricsReading?
    /// The query that is shown in the place of the applications.
    var query: Query?
    /// The query while it is typed.
    var typing: TypedLine?
    /// Queries typed before, newest last; at most 50.
    var history: [String] = []
    /// The names of metrics, sorted; for completion.
    var knownNames: [String] = []

    /// A query of the attendee.
    struct Query: Equatable {
        /// In PromQL.
        var text: String
        /// Now; nil before Lookout has answered.
        var now: MetricResult?
        /// Over the time shown.
        var course: MetricResult?
    }

    /// Seconds shown.
    var seconds: Int { Self.spans[zoom] }
}

/// What Lookout said of all applications, in moments of one step.
struct MetricsReading: Equatable {
    /// One application.
    struct Application: Equatable {
        /// Its name of 2019: `stock_mng`.
        var name: String
        /// A value for each moment; nil where there is none.
        var courses: [ServiceFigure: [Double?]] = [:]

        /// Where there were requests and no series tells of failures, none failed.
        mutating func fillFailures() {
            guard let rates = courses[.rate] else { return }
            let failures = courses[.failures] ?? Array(repeating: nil, count: rates.count)
            courses[.failures] = zip(rates, failures).map { $1 ?? ($0 == nil ? nil : 0) }
        }
    }

    /// Requests that took so long.
    struct Bucket: Equatable {
        /// At most so many seconds, and more than the bucket before.
        var upper: Double
        /// How many.
        var count: Double
    }

    /// The moments.
    var range: LookoutQueryClient.Range
    /// In the order of the screen.
    var applications: [Application] = []
    /// The distribution of the selected application, shortest first; empty buckets at the ends left
    /// out.
    var buckets: [Bucket] = []

    /// How many moments there are.
    static func count(of range: LookoutQueryClient.Range) -> Int {
        Int(((range.end - range.start) / max(0.001, range.step)).rounded()) + 1
    }

    /// Values of a series at the moments of a range.
    static func course(
        of series: MetricAnswer.Series, over range: LookoutQueryClient.Range
    ) -> [Double?] {
        var course = [Double?](repeating: nil, count: count(of: range))
        for point in series.values ?? [] {
            let place = Int(((point.time - range.start) / range.step).rounded())
            let value = point.value
            if course.indices.contains(place), value.isFinite { course[place] = value }
        }
        return course
    }

    /// Cumulative buckets as single ones.
    static func buckets(of answer: MetricAnswer) -> [Bucket] {
        var cumulative: [(upper: Double, count: Double)] = []
        for series in answer.result {
            guard let le = series.metric["le"], let count = series.value?.value else { continue }
            cumulative.append((le == "+Inf" ? .infinity : Double(le) ?? .infinity, count))
        }
        cumulative.sort { $0.upper < $1.upper }
        var before = 0.0
        var buckets = cumulative.map { upper, count in
            defer { before = max(before, count) }
            return Bucket(upper: upper, count: max(0, (count - before).rounded()))
        }
        while buckets.last?.count == 0 { buckets.removeLast() }
        return Array(buckets.drop { $0.count == 0 })
    }
}
