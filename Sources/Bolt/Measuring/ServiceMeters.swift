import CoreMetrics
import Synchronization

/// Counts and times calls of service methods, under the names and labels of SOFALookout
/// (`rpc.consumer.service.stats.*`, `rpc.provider.service.stats.*`).
///
/// A class with a lock around the series that are known, because calls end on any thread; counting
/// itself takes no lock.
public final class ServiceMeters: Sendable {
    /// Which side of a call is measured.
    public enum Side: String, Sendable {
        /// The caller's.
        case consumer
        /// The one that answers.
        case provider
    }

    /// What came of a call.
    struct Outcome {
        var nanoseconds: Int64
        var hasFailed: Bool
        /// Bytes of the argument and, unless it failed, of the result.
        var requestSize = 0
        var responseSize: Int?
    }

    private struct Key: Hashable {
        let service: String
        let method: String
        let caller: String
    }

    private struct Series: Sendable {
        let count: Counter
        let time: Timer
        let failures: Counter
        let failureTime: Timer
        let request: Recorder?
        let response: Recorder?
    }

    /// More are counted under the caller `other`.
    private static let limit = 256

    private let side: Side
    private let factory: any MetricsFactory
    private let series = Mutex<[Key: Series]>([:])

    /// Meters for one side of calls.
    public init(_ side: Side, factory: any MetricsFactory) {
        self.side = side
        self.factory = factory
    }

    /// Counts a call.
    ///
    /// - Parameter caller: the calling application, for a provider; empty otherwise.
    func record(_ outcome: Outcome, service: String, method: String, caller: String = "") {
        let series = series.withLock { known in
            var key = Key(service: service, method: method, caller: caller)
            if let found = known[key] { return found }
            if known.count >= Self.limit {
                key = Key(service: service, method: method, caller: "other")
                if let found = known[key] { return found }
            }
            let made = make(key)
            if known.count < Self.limit * 2 { known[key] = made }
            return made
        }
        series.count.increment()
        series.time.recordNanoseconds(outcome.nanoseconds)
        if outcome.hasFailed {
            series.failures.increment()
            series.failureTime.recordNanoseconds(outcome.nanoseconds)
        }
        series.request?.record(Int64(outcome.requestSize))
        if let size = outcome.responseSize { series.response?.record(Int64(size)) }
    }

    private func make(_ key: Key) -> Series {
        let name = "rpc.\(side.rawValue).service.stats."
        var labels = [
            ("service", key.service), ("method", key.method), ("protocol", "bolt"),
        ]
        switch side {
        case .consumer: labels.append(("invoke_type", "sync"))
        case .provider: labels.append(("caller_app", key.caller))
        }
        func recorder(_ last: String) -> Recorder? {
            guard side == .consumer else { return nil }
            return Recorder(
                label: name + last, dimensions: labels, aggregate: true, factory: factory)
        }
        return Series(
            count: Counter(label: "\(name)total_count", dimensions: labels, factory: factory),
            time: Timer(label: "\(name)total_time", dimensions: labels, factory: factory),
            failures: Counter(label: "\(name)fail_count", dimensions: labels, factory: factory),
            failureTime: Timer(label: "\(name)fail_time", dimensions: labels, factory: factory),
            request: recorder("request_size"), response: recorder("response_size"))
    }
}
