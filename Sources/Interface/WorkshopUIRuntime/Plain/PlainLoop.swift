public import WorkshopUI

/// Takes the workshop line by line: a line, what it causes, its answer, the next line.
///
///     lines ─▶ enter ─▶ tasks ─▶ update … settled? ─▶ answer ─▶ write
///               ticks ─▶ tasks (asking what is so)
///
/// The next line is read only when the one before is answered, so that a file of lines does what
/// a person would do. An answer waits for what its line caused, and at most ``settleLimit`` more for
/// components that start or stop.
public struct PlainLoop: Sendable {
    /// How long an answer waits for components to come to rest.
    public static var settleLimit: Duration { .seconds(15) }
    /// The time between two ticks.
    public static var tickPause: Duration { .milliseconds(100) }

    private let perform: @Sendable (Command) async -> Message?
    private let readLine: @Sendable (_ prompt: String) async -> String?
    private let write: @Sendable ([String]) -> Void
    private let wallMilliseconds: @Sendable () -> Int64

    /// A loop over an interpreter.
    ///
    /// - Parameters:
    ///   - readLine: gives the next line, nil at the end of all; the prompt says where one is.
    ///   - write: takes lines to say, in order.
    public init(
        _ interpreter: Interpreter,
        readLine: @escaping @Sendable (_ prompt: String) async -> String?,
        write: @escaping @Sendable ([String]) -> Void
    ) {
        perform = { command in await interpreter.perform(command) }
        self.readLine = readLine
        self.write = write
        wallMilliseconds = { WorkshopUIRuntime.wallMilliseconds() }
    }

    private enum Event {
        case tick
        case answer(Message?, isAwaited: Bool)
        case line(String?)
    }

    /// What changes while the loop runs.
    private struct Progress {
        var form: PlainForm
        /// Tasks that the line caused, and those that their answers caused.
        var awaited = 0
        /// Whether a line waits for its answer; the greeting counts as one.
        var isAnswering = true
        /// Whether what the line did shows in the supervisor's next snapshot only.
        var wantsSnapshot = true
        var hasSaidStarting = false
        var since: ContinuousClock.Instant
        var exitCode: Int32?
    }

    /// Runs until a line quits or there are no more.
    ///
    /// - Returns: what the process exits with.
    public func run(from form: PlainForm) async -> Int32 {
        let clock = ContinuousClock()
        // Ticks are one at a time, answers as many as tasks under way, lines one at a time.
        let (events, inbox) = AsyncStream.makeStream(of: Event.self)
        var state = Progress(form: form, since: clock.now)
        write(form.greeting)
        await withDiscardingTaskGroup { group in
            group.addTask { await tick(clock, inbox) }
            for await event in events {
                for (command, isAwaited) in handle(event, &state) {
                    group.addTask {
                        let message = await perform(command)
                        inbox.yield(.answer(message, isAwaited: isAwaited))
                    }
                }
                if state.exitCode != nil { break }
                if let prompt = answer(&state, clock) {
                    group.addTask { inbox.yield(.line(await readLine(prompt))) }
                }
            }
            group.cancelAll()
        }
        write([state.form.goodbye])
        return state.exitCode ?? 0
    }

    private func tick(
        _ clock: ContinuousClock, _ inbox: AsyncStream<Event>.Continuation
    ) async {
        while !Task.isCancelled {
            inbox.yield(.tick)
            guard (try? await clock.sleep(for: Self.tickPause)) != nil else { return }
        }
    }

    /// Takes an event in; gives the commands to carry out, and whether the answer waits for them.
    private func handle(_ event: Event, _ state: inout Progress) -> [(Command, Bool)] {
        let commands: [Command]
        var isAwaited = false
        switch event {
        case .tick: commands = state.form.update(.ticked(wallMilliseconds()))
        case .answer(let message, let wasAwaited):
            if wasAwaited { state.awaited -= 1 }
            guard let message else { return [] }
            if case .snapshotArrived = message, state.awaited == 0 { state.wantsSnapshot = false }
            commands = state.form.update(message)
            isAwaited = wasAwaited
        case .line(nil): commands = [.quit(exitCode: 0)]
        case .line(let line?):
            commands = state.form.enter(line)
            isAwaited = true
            state.isAnswering = true
            state.since = ContinuousClock.now
            state.wantsSnapshot = commands.contains(where: \.changesComponents)
        }
        return commands.compactMap { command in
            if case .quit(let exitCode) = command {
                state.exitCode = exitCode
                return nil
            }
            let waits = isAwaited && !command.isWaiting
            if waits { state.awaited += 1 }
            return (command.hastened, waits)
        }
    }

    /// Says the answer when it is ready; gives the prompt of the next line.
    private func answer(_ state: inout Progress, _ clock: ContinuousClock) -> String? {
        guard state.isAnswering, state.awaited == 0 else { return nil }
        let isReady = state.form.isSettled && !state.wantsSnapshot
        let waited = clock.now - state.since
        guard isReady || waited > Self.settleLimit else {
            if !state.hasSaidStarting, waited > .milliseconds(300) {
                state.hasSaidStarting = true
                write([state.form.starting])
            }
            return nil
        }
        state.isAnswering = false
        write(state.form.answer())
        return state.form.prompt
    }
}

extension Command {
    /// Whether it only waits for news.
    fileprivate var isWaiting: Bool {
        switch self {
        case .fetchSnapshot, .fetchLogs, .awaitChange: true
        default: false
        }
    }

    /// The same for somebody whose next line waits for the next snapshot, news or not.
    fileprivate var hastened: Command {
        guard case .fetchSnapshot(let after, let wait) = self else { return self }
        return .fetchSnapshot(after: after, wait: min(wait, 500))
    }

    /// Whether what it does shows in a later snapshot.
    fileprivate var changesComponents: Bool {
        switch self {
        case .perform, .solve, .reset, .resetLabs, .setValue: true
        default: false
        }
    }
}
