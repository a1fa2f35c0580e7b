import Canvas
import TestSupport
import Testing
import WorkshopUIRuntime

@Suite struct InterfaceLoopTests {
    private let screen = MemoryTerminal(width: 40, height: 4)
    private let clock = TestClock()
    private let gate = Gate()

    /// Runs a loop beside a test's body, then quits it; gives how it ended.
    @discardableResult
    private func running(
        ticking: Bool = false,
        _ body: @escaping @Sendable (Counting.Loop) async throws -> Void
    ) async throws -> Counting.Loop.Outcome {
        let loop = Counting.Loop(
            Counting.program(gate, ticking: ticking), on: screen, clock: clock)
        return try await withDeadline("the loop to end") {
            async let outcome = loop.run(from: Counting())
            try await body(loop)
            screen.press(.character("q"))
            return await outcome
        }
    }

    /// Waits until all keys have had their effect, letting the time for owed frames pass.
    private func settle(_ loop: Counting.Loop) async {
        await screen.drained()
        await passTime { await loop.idle() }
    }

    /// Lets the time for owed frames pass until something has happened.
    private func passTime(until happened: @escaping @Sendable () async -> Void) async {
        await withTaskGroup(of: Void.self) { group in
            group.addTask { await happened() }
            group.addTask {
                while !Task.isCancelled {
                    clock.advance(by: Counting.Loop.framePause)
                    await Task.yield()
                }
            }
            await group.next()
            group.cancelAll()
        }
    }

    @Test func `a key is answered by one frame at once`() async throws {
        try await running { loop in
            await settle(loop)
            #expect(screen.frames.count == 1)
            clock.advance(by: .seconds(1))
            screen.press(.character("+"))
            await screen.drained()
            await loop.idle()
            #expect(screen.rows[0] == "count 1 ticks 0")
            #expect(screen.frames.count == 2)
        }
    }

    @Test func `a key does not wait for the pause after a frame of news`() async throws {
        try await running { loop in
            await settle(loop)
            clock.advance(by: .seconds(1))
            loop.report(.reported(1), from: "counter")
            await screen.waitFor("count 1 ticks 0")
            let before = clock.now
            screen.press(.character("+"))
            while clock.sleeperCount == 0 { await Task.yield() }
            clock.advance(by: Counting.Loop.answerPause)
            await screen.waitFor("count 2 ticks 0")
            #expect(before.duration(to: clock.now) < Counting.Loop.framePause)
        }
    }

    @Test func `thousands of keys cost a few frames and none is lost`() async throws {
        try await running { loop in
            await settle(loop)
            clock.advance(by: .seconds(1))
            for _ in 0..<3_000 { screen.press(.character("+")) }
            await settle(loop)
            #expect(screen.rows[0] == "count 3000 ticks 0")
            #expect(screen.frames.count <= 6)
        }
    }

    @Test func `nothing new shows no frame`() async throws {
        try await running { loop in
            await settle(loop)
            for _ in 0..<10 {
                screen.press(.character("."))
                await settle(loop)
            }
            #expect(screen.frames.count == 1)
        }
    }

    @Test func `of states only the newest is kept`() async throws {
        try await running { loop in
            await settle(loop)
            for number in 1...5_000 { loop.report(.reported(number), from: "counter") }
            await settle(loop)
            #expect(screen.rows[0] == "count 5000 ticks 0")
            #expect(screen.frames.count <= 6)
        }
    }

    @Test func `a command's answer comes back, and the loop is not idle before`() async throws {
        try await running { loop in
            screen.press(.character("a"))
            await screen.drained()
            async let settled: Void = settle(loop)
            gate.open("plain")
            await settled
            #expect(screen.rows[1] == "answers plain")
        }
    }

    @Test func `waiting for news does not count as work`() async throws {
        try await running { loop in
            screen.press(.character("w"))
            await settle(loop)
            #expect(screen.rows[1] == "answers")
            gate.open("news")
            await passTime { await screen.waitFor("answers news") }
        }
    }

    @Test func `a cancelled command gives no answer`() async throws {
        try await running { loop in
            screen.press(.character("s"), .character("x"), .character("+"))
            await settle(loop)
            #expect(gate.cancelled == ["slow"])
            #expect(screen.rows == ["count 1 ticks 0", "answers", "", ""])
        }
    }

    @Test func `a command of the same name takes the place of the one before`() async throws {
        try await running { loop in
            screen.press(.character("s"), .character("s"))
            while gate.cancelled.isEmpty { await Task.yield() }
            gate.open("slow")
            await settle(loop)
            #expect(screen.rows[1] == "answers slow")
        }
    }

    @Test func `quitting waits for what must finish and cancels the rest`() async throws {
        let outcome = try await running { loop in
            screen.press(.character("a"), .character("k"))
            await screen.drained()
            gate.open("place")
        }
        #expect(outcome.exitCode == 7)
        #expect(gate.finished.contains("place"))
        #expect(gate.cancelled == ["plain"])
    }

    @Test func `quitting waits two seconds at most`() async throws {
        let outcome = try await running { loop in
            screen.press(.character("k"))
            await screen.drained()
            // The loop is no longer idle-counting: move the clock until its last wait is over.
            _ = try await eventually("the wait for what must finish") {
                clock.advance(by: .seconds(1))
                return gate.cancelled.isEmpty ? nil : true
            }
        }
        #expect(outcome.exitCode == 7)
        #expect(gate.cancelled == ["place"])
    }

    @Test func `ticks come no faster than four times a second and never pile up`() async throws {
        try await running(ticking: true) { _ in
            let before = clock.now
            await advance(until: "ticks 5")
            let passed = before.duration(to: clock.now)
            #expect(passed >= .milliseconds(999))
            clock.advance(by: .seconds(60))
            await advance(until: "ticks 6")
            await advance(until: "ticks 7")
        }
    }

    @Test func `before anything else that happens the program is told the time`() async throws {
        try await running(ticking: true) { loop in
            await advance(until: "ticks 1")
            screen.press(.character("+"))
            await advance(until: "count 1 ticks 2")
        }
    }

    @Test func `the first frames follow each other quickly`() async throws {
        try await running { loop in
            await settle(loop)
            let before = clock.now
            for number in 1..<Counting.Loop.firstFrames {
                loop.report(.reported(number), from: "counter")
                while clock.sleeperCount == 0, screen.rows[0] != "count \(number) ticks 0" {
                    await Task.yield()
                }
                clock.advance(by: Counting.Loop.answerPause)
                await screen.waitFor("count \(number) ticks 0")
            }
            let most = Counting.Loop.answerPause * Counting.Loop.firstFrames
            #expect(before.duration(to: clock.now) <= most)
        }
    }

    @Test func `news cost four frames a second`() async throws {
        try await running { loop in
            await settle(loop)
            for number in 1..<Counting.Loop.firstFrames {
                loop.report(.reported(-number), from: "counter")
                await settle(loop)
            }
            clock.advance(by: .seconds(1))
            let before = (frames: screen.frames.count, time: clock.now)
            for number in 1...100 {
                loop.report(.reported(number), from: "counter")
                await Task.yield()
                clock.advance(by: .milliseconds(20))
            }
            await advance(until: "count 100 ")
            let time = before.time.duration(to: clock.now)
            let most = Int(time / Counting.Loop.newsPause) + 2
            #expect(screen.frames.count - before.frames <= most)
        }
    }

    /// Moves the clock on by frames until the screen shows a text.
    private func advance(until text: String) async {
        while !screen.text.contains(text), !Task.isCancelled {
            // Only while somebody sleeps: the loop is given the time to do its part.
            if clock.sleeperCount > 0 { clock.advance(by: Counting.Loop.framePause) }
            await Task.yield()
        }
    }

    @Test func `a new size is drawn`() async throws {
        try await running { loop in
            screen.resize(width: 20, height: 2)
            await settle(loop)
            #expect(screen.frames.last?.size == Size(width: 20, height: 2))
        }
    }

    @Test func `the loop ends with its terminal`() async throws {
        let outcome = try await running { _ in screen.end() }
        #expect(outcome.exitCode == 129)
    }
}
