import HTTPClient
import Logging
import ServiceLifecycle
import Synchronization
import TracerAPI
import TracerCore

/// Sends spans on to another collector, in the order they came, from a bounded queue.
///
/// What the queue cannot hold, and what does not arrive in three attempts, is dropped and counted. A
/// class, because the collector's requests meet here.
final class Forwarder: Service {
    private struct State {
        var queue: [[ZipkinSpan]] = []
        var waiting = 0
        var sent = 0
        var dropped = 0
        var isAway = false
    }

    /// The most spans that wait.
    static let limit = 50_000

    private let target: ForwardTarget
    private let client: HTTPClient
    private let clock: any Clock<Duration>
    private let logger: Logger
    private let state = Mutex(State())
    private let wakes: AsyncStream<Void>
    private let wake: AsyncStream<Void>.Continuation

    init(
        target: ForwardTarget, client: HTTPClient = HTTPClient(),
        clock: any Clock<Duration> = ContinuousClock(), logger: Logger
    ) {
        self.target = target
        self.client = client
        self.clock = clock
        self.logger = logger
        (wakes, wake) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
    }

    var counts: TracerState.Forwarding {
        state.withLock { state in
            TracerState.Forwarding(
                target: "\(target)", sent: state.sent, dropped: state.dropped,
                waiting: state.waiting)
        }
    }

    /// Takes spans; never waits.
    func add(_ spans: [ZipkinSpan]) {
        guard !spans.isEmpty else { return }
        state.withLock { state in
            guard state.waiting + spans.count <= Self.limit else {
                state.dropped += spans.count
                return
            }
            state.queue.append(spans)
            state.waiting += spans.count
        }
        wake.yield()
    }

    func run() async throws {
        await cancelWhenGracefulShutdown {
            for await _ in self.wakes {
                while !Task.isCancelled, let batch = self.take() { await self.send(batch) }
            }
        }
    }

    private func take() -> [ZipkinSpan]? {
        state.withLock { state in
            guard !state.queue.isEmpty else { return nil }
            let batch = state.queue.removeFirst()
            state.waiting -= batch.count
            return batch
        }
    }

    private func send(_ batch: [ZipkinSpan]) async {
        let body = target.format == .zipkin ? ZipkinSpan.list(batch) : OTLPWriter.request(batch)
        let request = HTTPClient.Request(
            "POST", target.path, headers: [("Content-Type", "application/json")], body: body)
        var reason = ""
        for pause in [Duration.zero, .milliseconds(200), .seconds(1)] {
            if pause > .zero { try? await clock.sleep(for: pause) }
            if Task.isCancelled { break }
            do throws(HTTPClientError) {
                let answer = try await client.send(
                    request, to: .tcp(host: target.host, port: target.port), deadline: .seconds(5))
                if (200..<300).contains(answer.status) { return note(sent: batch.count) }
                reason = "it answers \(answer.status)"
                if (400..<500).contains(answer.status), answer.status != 429 { break }
            } catch {
                reason = "\(error)"
            }
        }
        note(dropped: batch.count, because: reason)
    }

    private func note(sent count: Int) {
        let isBack = state.withLock { state in
            defer { state.isAway = false }
            state.sent += count
            return state.isAway
        }
        if isBack { logger.notice("spans are sent on again", metadata: ["to": "\(target)"]) }
    }

    private func note(dropped count: Int, because reason: String) {
        let isNew = state.withLock { state in
            defer { state.isAway = true }
            state.dropped += count
            return !state.isAway
        }
        if isNew {
            logger.warning(
                "spans cannot be sent on; they are dropped and counted",
                metadata: ["to": "\(target)", "reason": "\(reason)"])
        }
    }
}
