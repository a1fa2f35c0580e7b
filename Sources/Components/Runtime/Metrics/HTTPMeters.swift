import CoreMetrics
import HTTPTypes
import Synchronization

/// Counts and times the answers of an HTTP server: by the path of the route, the method and the
/// status; what has no route counts under `unmatched`, so that strangers cannot make series.
///
/// A class with a lock around the series that are known, because requests are answered on any thread;
/// counting itself takes no lock.
final class HTTPMeters: Sendable {
    private struct Answer: Hashable {
        let path: String
        let method: String
        let status: Int
    }

    private struct Series: Sendable {
        var counters: [Answer: Counter] = [:]
        var timers: [Answer: Timer] = [:]

        mutating func counter(_ answer: Answer, _ factory: any MetricsFactory) -> Counter {
            if let known = counters[answer] { return known }
            let counter = Counter(
                label: "http.server.requests",
                dimensions: [
                    ("path", answer.path), ("method", answer.method),
                    ("status", "\(answer.status)"),
                ], factory: factory)
            if counters.count < HTTPMeters.limit { counters[answer] = counter }
            return counter
        }

        mutating func timer(_ answer: Answer, _ factory: any MetricsFactory) -> Timer {
            if let known = timers[answer] { return known }
            let timer = Timer(
                label: "http.server.request.duration",
                dimensions: [("path", answer.path), ("method", answer.method)],
                factory: factory)
            if timers.count < HTTPMeters.limit { timers[answer] = timer }
            return timer
        }
    }

    private let factory: any MetricsFactory
    private let active: Meter
    private let series = Mutex(Series())
    /// More are not remembered; the factory has bounds of its own.
    private static let limit = 1_000

    init(factory: any MetricsFactory) {
        self.factory = factory
        active = Meter(label: "http.server.active_requests", factory: factory)
    }

    func begin() {
        active.increment(by: 1.0)
    }

    func end(path: String?, method: HTTPRequest.Method, status: Int, nanoseconds: Int64) {
        active.decrement(by: 1.0)
        let path = path ?? "unmatched"
        let method = Self.name(of: method)
        let counter = series.withLock {
            $0.counter(Answer(path: path, method: method, status: status), factory)
        }
        let timer = series.withLock {
            $0.timer(Answer(path: path, method: method, status: 0), factory)
        }
        counter.increment()
        timer.recordNanoseconds(nanoseconds)
    }

    private static func name(of method: HTTPRequest.Method) -> String {
        switch method {
        case .get, .post, .put, .delete, .head, .options, .patch: method.rawValue
        default: "other"
        }
    }
}
