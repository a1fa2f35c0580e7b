import LongPoll
import TestSupport
import Testing

@Suite struct ChangeSignalTests {
    /// Ends by cancellation only.
    let forever: @Sendable (Duration) async throws -> Void = { _ in
        for await _ in AsyncStream<Int>.makeStream().stream {}
    }

    @Test func `a version already past is not waited for`() async throws {
        let signal = ChangeSignal()
        signal.advance(to: 3)
        try await withDeadline("an old version") {
            await signal.wait(past: 2, atMost: .seconds(60), sleep: forever)
        }
    }

    @Test func `each advance is the next version, and an older one is none`() {
        let signal = ChangeSignal()
        signal.advance()
        signal.advance()
        #expect(signal.version == 2)
        signal.advance(to: 7)
        signal.advance(to: 3)
        #expect(signal.version == 7)
    }

    @Test func `everyone who waits is woken by a newer version`() async throws {
        let signal = ChangeSignal()
        try await withDeadline("a hundred waiters") {
            await withTaskGroup(of: Void.self) { group in
                for _ in 0..<100 {
                    group.addTask {
                        await signal.wait(past: 0, atMost: .seconds(60), sleep: forever)
                    }
                }
                signal.advance(to: 1)
                await group.waitForAll()
            }
        }
    }

    @Test func `closing wakes, and nobody waits afterwards`() async throws {
        let signal = ChangeSignal()
        try await withDeadline("a closed signal") {
            async let woken: Void = signal.wait(past: 0, atMost: .seconds(60), sleep: forever)
            signal.close()
            await woken
            await signal.wait(past: 0, atMost: .seconds(60), sleep: forever)
        }
    }

    @Test func `cancelling ends a wait`() async throws {
        let signal = ChangeSignal()
        try await withDeadline("a cancelled wait") {
            await withTaskGroup(of: Void.self) { group in
                group.addTask { await signal.wait(past: 0, atMost: .seconds(60), sleep: forever) }
                group.cancelAll()
                await group.waitForAll()
            }
        }
    }
}
