import LookoutAPI

/// What the metrics screen shows of each application, from what it answers: HTTP requests and calls over
/// Bolt, probes left out.
enum ServiceFigure: CaseIterable {
    /// Requests a second.
    case rate
    /// Requests a second that failed on the side that answers.
    case failures
    /// Half of the requests took no longer, in seconds.
    case median
    /// 99 of 100 requests took no longer, in seconds.
    case p99
    /// How many requests took how long, over the whole time shown.
    case distribution

    /// The figures with a course over time.
    static let courses: [ServiceFigure] = [.rate, .failures, .median, .p99]

    /// The query for all applications, each moment telling of the `window` before it.
    func query(window: Int) -> String {
        let requests = "http.server.requests.count"
        let calls = "rpc.provider.service.stats"
        return switch self {
        case .rate:
            "sum by (app) (rate(\(requests)[\(window)s])"
                + " or rate(\(calls).total_count.count[\(window)s]))"
        case .failures:
            "sum by (app) (rate(\(requests){status=~\"5..\"}[\(window)s])"
                + " or rate(\(calls).fail_count.count[\(window)s]))"
        case .median: Self.quantile(0.5, window)
        case .p99: Self.quantile(0.99, window)
        case .distribution: ""
        }
    }

    /// How many requests of an application took how long, in the `window` before now.
    static func distribution(of application: String, window: Int) -> String {
        let sums = buckets.map {
            "sum by (le) (increase(\($0){app=\"\(application)\"}[\(window)s]))"
        }
        return sums.joined(separator: " or ")
    }

    /// Calls over Bolt first: where there are both, they are what the application is for.
    private static let buckets = [
        "rpc.provider.service.stats.total_time_seconds_bucket",
        "http.server.request.duration_seconds_bucket",
    ]

    private static func quantile(_ share: Double, _ window: Int) -> String {
        buckets.map {
            "histogram_quantile(\(share), sum by (app, le) (rate(\($0)[\(window)s])))"
        }.joined(separator: " or ")
    }
}
