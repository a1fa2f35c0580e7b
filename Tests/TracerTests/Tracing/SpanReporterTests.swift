import Synchronization
import TestSupport
import Testing
import Tracing
import TracerAPI

@testable import Telemetry

@Suite struct `Bringing spans to the tracer` {
    /// Takes batches, and answers as a script says; afterwards it takes everything.
    private final class Post: Sendable {
        struct State {
            var answers: [SpanReporter.Delivery]
            var batches: [Int] = []
            var dropped: [Int] = []
        }

        private let state: Mutex<State>
        let deliveries: AsyncStream<Int>
        private let delivered: AsyncStream<Int>.Continuation

        init(_ answers: SpanReporter.Delivery...) {
            state = Mutex(State(answers: answers))
            (deliveries, delivered) = AsyncStream.makeStream()
        }

        var batches: [Int] { state.withLock(\.batches) }
        var dropped: [Int] { state.withLock(\.dropped) }

        func deliver(_ body: [UInt8], dropped: Int) -> SpanReporter.Delivery {
            let count = (try? ZipkinReader().spans(body).count) ?? -1
            let answer = state.withLock { state in
                state.batches.append(count)
                state.dropped.append(dropped)
                return state.answers.isEmpty ? .taken : state.answers.removeFirst()
            }
            delivered.yield(count)
            return answer
        }
    }

    private func span(_ name: String = "a") -> FinishedSpan {
        let sink = SpanSink()
        sink.tracer().startSpan(name).end()
        return sink.spans[0]
    }

    private func reporter(
        _ post: Post, clock: any Clock<Duration>, waiting: Int = 8, batch: Int = 4
    ) -> SpanReporter {
        SpanReporter(
            service: "shop", limits: .init(waiting: waiting, batch: batch), clock: clock
        ) { body, counts in post.deliver(body, dropped: counts.dropped) }
    }

    /// Moves the clock on whenever somebody waits for it, until so many batches were delivered.
    private func await(_ count: Int, of post: Post, moving clock: TestClock) async throws {
        try await eventually("\(count) batches") {
            clock.advance(by: .milliseconds(100))
            return post.batches.count >= count ? true : nil
        }
    }

    @Test func `spans go out in batches, the rest when the process ends`() async throws {
        let post = Post()
        let clock = TestClock()
        let reporter = reporter(post, clock: clock)
        for _ in 0..<6 { reporter.report(span()) }
        let run = Task { await reporter.run() }
        try await self.await(2, of: post, moving: clock)
        #expect(post.batches == [4, 2])
        try await eventually("all to be delivered") { reporter.counts.delivered == 6 ? true : nil }
        reporter.report(span())
        run.cancel()
        await run.value
        #expect(post.batches == [4, 2, 1])
        #expect(reporter.counts == SpanReporter.Counts(delivered: 7, dropped: 0, waiting: 0))
    }

    @Test func `what the buffer cannot hold is dropped and told with the next batch`() async throws
    {
        let post = Post()
        let reporter = reporter(post, clock: TestClock(), waiting: 3)
        for _ in 0..<5 { reporter.report(span()) }
        #expect(reporter.counts == SpanReporter.Counts(delivered: 0, dropped: 2, waiting: 3))
        let run = Task { await reporter.run() }
        run.cancel()
        await run.value
        #expect(post.batches == [3])
        #expect(post.dropped == [2])
    }

    @Test func `a tracer that is away is tried three times, then the batch is dropped`()
        async throws
    {
        let post = Post(.failed("away"), .failed("away"), .failed("away"))
        let clock = TestClock()
        let reporter = reporter(post, clock: clock)
        reporter.report(span())
        let run = Task { await reporter.run() }
        try await self.await(3, of: post, moving: clock)
        try await eventually("the drop") { reporter.counts.dropped == 1 ? true : nil }
        reporter.report(span())
        try await self.await(4, of: post, moving: clock)
        try await eventually("the delivery") { reporter.counts.delivered == 1 ? true : nil }
        run.cancel()
        await run.value
    }

    @Test func `a batch that the tracer refuses is not sent again`() async throws {
        let post = Post(.refused("no"))
        let clock = TestClock()
        let reporter = reporter(post, clock: clock)
        reporter.report(span())
        let run = Task { await reporter.run() }
        try await self.await(1, of: post, moving: clock)
        try await eventually("the drop") { reporter.counts.dropped == 1 ? true : nil }
        run.cancel()
        await run.value
        #expect(post.batches == [1])
    }
}
