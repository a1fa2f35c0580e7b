import TestSupport
import Testing

@testable import Supervisor

@Suite struct ChangeSignalTests {
    /// Its waits end by cancellation only.
    let patient = Timekeeper(
        now: { Moment(elapsed: .zero, wallMilliseconds: 0) },
        sleep: { _ in for await _ in AsyncStream<Int>.makeStream().stream {} })

    @Test func `a version already past is not waited for`() async throws {
        let signal = ChangeSignal()
        signal.advance(to: 3)
        try await withDeadline("an old version") {
            await signal.wait(past: 2, atMost: .seconds(60), by: patient)
        }
    }

    @Test func `everyone who waits is woken by a newer version`() async throws {
        let signal = ChangeSignal()
        try await withDeadline("a hundred waiters") {
            await withTaskGroup(of: Void.self) { group in
                for _ in 0..<100 {
                    group.addTask { await signal.wait(past: 0, atMost: .seconds(60), by: patient) }
                }
                signal.advance(to: 1)
                await group.waitForAll()
            }
        }
    }

    @Test func `closing wakes, and nobody waits afterwards`() async throws {
        let signal = ChangeSignal()
        try await withDeadline("a closed signal") {
            async let woken: Void = signal.wait(past: 0, atMost: .seconds(60), by: patient)
            signal.close()
            await woken
            await signal.wait(past: 0, atMost: .seconds(60), by: patient)
        }
    }

    @Test func `cancelling ends a wait`() async throws {
        let signal = ChangeSignal()
        try await withDeadline("a cancelled wait") {
            await withTaskGroup(of: Void.self) { group in
                group.addTask { await signal.wait(past: 0, atMost: .seconds(60), by: patient) }
                group.cancelAll()
                await group.waitForAll()
            }
        }
    }
}
