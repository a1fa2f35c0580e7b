import Synchronization
import TracerAPI

/// Brings finished spans to the tracer in the background.
///
/// Spans wait in a bounded buffer; one more than it holds is dropped and counted. ``run()`` sends
/// them in batches, 100 ms after the first at the latest, and sleeps while there are none. A batch
/// that cannot be delivered is tried three times, then dropped and counted. A class, because all of
/// a process's spans meet here.
public final class SpanReporter: Sendable {
    /// What became of a batch.
    public enum Delivery: Hashable, Sendable {
        /// It arrived.
        case taken
        /// It did not, and may next time.
        case failed(String)
        /// The tracer does not want it: asking again is useless.
        case refused(String)
    }

    /// What has become of the spans so far.
    public struct Counts: Hashable, Sendable {
        /// Delivered.
        public var delivered = 0
        /// Dropped: the buffer was full, or the tracer was not there.
        public var dropped = 0
        /// Traces that were not recorded, so that these spans are not all there were.
        public var unsampled = 0
        /// Waiting.
        public var waiting = 0
    }

    /// The bounds of a reporter.
    public struct Limits: Hashable, Sendable {
        /// Spans that may wait.
        public var waiting: Int
        /// Spans of one batch.
        public var batch: Int
        /// How long the first span of a batch may wait for others.
        public var pause: Duration
        /// How long to wait before each further attempt with a batch.
        public var retries: [Duration]

        /// 8,192 waiting, 1,000 a batch, 100 ms, two retries, unless said otherwise.
        public init(
            waiting: Int = 8_192, batch: Int = 1_000, pause: Duration = .milliseconds(100),
            retries: [Duration] = [.milliseconds(100), .milliseconds(400)]
        ) {
            self.waiting = waiting
            self.batch = batch
            self.pause = pause
            self.retries = retries
        }
    }

    /// Sends a batch, a list of spans in Zipkin's JSON; told the counts so far.
    public typealias Deliver = @Sendable (_ body: [UInt8], Counts) async -> Delivery

    private struct State {
        var spans: [FinishedSpan] = []
        var counts = Counts()
    }

    private let local: ZipkinEndpoint
    private let limits: Limits
    private let clock: any Clock<Duration>
    private let deliver: Deliver
    private let state = Mutex(State())
    private let wakes: AsyncStream<Void>
    private let wake: AsyncStream<Void>.Continuation

    /// A reporter.
    ///
    /// - Parameters:
    ///   - service: whose spans these are: the application's name.
    ///   - address: its IPv4 address.
    public init(
        service: String, address: String = "127.0.0.1", limits: Limits = Limits(),
        clock: any Clock<Duration> = ContinuousClock(), deliver: @escaping Deliver
    ) {
        local = ZipkinEndpoint(serviceName: service.lowercased(), ipv4: address)
        self.limits = limits
        self.clock = clock
        self.deliver = deliver
        (wakes, wake) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
    }

    /// What has become of the spans so far.
    public var counts: Counts {
        state.withLock { state in
            var counts = state.counts
            counts.waiting = state.spans.count
            return counts
        }
    }

    /// Takes a span; never waits.
    public func report(_ span: FinishedSpan) {
        let isFirst = state.withLock { state in
            guard state.spans.count < limits.waiting else {
                state.counts.dropped += 1
                return false
            }
            state.spans.append(span)
            return state.spans.count == 1
        }
        if isFirst { wake.yield() }
    }

    /// Counts a trace that is not recorded.
    public func passOver() {
        state.withLock { $0.counts.unsampled += 1 }
    }

    /// Sends until the task is cancelled; then once more what is left, without retries.
    public func run() async {
        for await _ in wakes {
            try? await clock.sleep(for: limits.pause)
            while !Task.isCancelled, let batch = take() { await send(batch, limits.retries) }
        }
        // In a task of its own, because this one is cancelled and would not get through.
        await Task { while let batch = self.take() { await self.send(batch, []) } }.value
    }

    private func take() -> [FinishedSpan]? {
        state.withLock { state in
            guard !state.spans.isEmpty else { return nil }
            let batch = Array(state.spans.prefix(limits.batch))
            state.spans.removeFirst(batch.count)
            return batch
        }
    }

    private func send(_ batch: [FinishedSpan], _ retries: [Duration]) async {
        let body = ZipkinSpan.list(batch.lazy.map { $0.zipkin(local: self.local) })
        var pauses = retries[...]
        while true {
            let delivery = await deliver(body, counts)
            if case .taken = delivery {
                state.withLock { $0.counts.delivered += batch.count }
                return
            }
            guard case .failed = delivery, let pause = pauses.popFirst(),
                (try? await clock.sleep(for: pause)) != nil
            else { break }
        }
        state.withLock { $0.counts.dropped += batch.count }
    }
}
