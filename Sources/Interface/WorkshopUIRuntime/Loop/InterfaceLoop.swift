import Canvas
import Synchronization

/// Feeds a program's model with keys, answers, states and ticks, carries out its commands, and
/// shows how it looks.
///
///     key ─┐                 ┌─ commands ─▶ tasks ─┐
///     tick ├─▶ inbox ─▶ update                     │
///     state┘      ▲          └─ view ─▶ screen     │
///                 └────────────── answers ─────────┘
///
/// A frame is drawn when the model has changed: at once when none was shown for a while, else when
/// that is over. A key waits least, so that a frame that was just drawn never holds it up; what
/// somebody asked for waits a thirtieth of a second, and news that nobody asked for a quarter. So a
/// key is answered at once, and news by the thousand cost four frames a second.
///
/// Before anything else that happens the program is told the time, and when it has asked to be. An
/// idle loop waits, writes nothing and costs next to nothing.
public struct InterfaceLoop<
    Model: Equatable & Sendable, Message: Sendable, Command, Time: Clock
>: Sendable where Time.Duration == Duration {
    /// How the loop ended.
    public struct Outcome: Sendable {
        /// The model at the end.
        public let model: Model
        /// What the process exits with.
        public let exitCode: Int32
    }

    /// The shortest time between two frames that only show news.
    public static var newsPause: Duration { .milliseconds(250) }
    /// The shortest time between a frame and one that shows what was asked for.
    public static var framePause: Duration { .milliseconds(33) }
    /// So many frames at the beginning wait no longer than an answer to a key: what is known of the
    /// workshop arrives then, and somebody waits for it.
    public static var firstFrames: Int { 4 }
    /// The shortest time between a frame and one that answers a key.
    public static var answerPause: Duration { .milliseconds(8) }
    /// How long quitting waits for work that must finish.
    public static var finishLimit: Duration { .seconds(2) }

    private let program: InterfaceProgram<Model, Message, Command>
    private let screen: any Screen
    private let clock: Time
    private let inbox = Inbox<Message>()
    private let ended = EndedWork()

    /// A loop; it is run once.
    public init(
        _ program: InterfaceProgram<Model, Message, Command>, on screen: any Screen, clock: Time
    ) {
        self.program = program
        self.screen = screen
        self.clock = clock
    }

    /// Delivers news from outside: of a source that was not read yet only the newest is kept.
    public func report(_ message: Message, from source: String) {
        inbox.report(message, from: source)
    }

    /// Waits until the inbox is empty, no task is under way and every change is shown. Tasks that
    /// only wait for news do not count.
    public func idle() async {
        await inbox.idle()
    }

    /// Runs until a command quits or the screen ends (129, as after SIGHUP).
    ///
    /// - Parameter first: messages that start the program, before any key.
    public func run(from model: Model, first: [Message] = []) async -> Outcome {
        var state = Progress(model: model, work: WorkTable(inbox: inbox))
        await withDiscardingTaskGroup { group in
            group.addTask { await readKeys() }
            handle(first, &state)
            show(&state)
            while state.exitCode == nil {
                pace(&state) { due in group.addTask { await sayFrameIsDue(at: due) } }
                setAlarm(&state)
                guard let batch = await inbox.next(owesFrame: state.owesFrame) else { break }
                if batch.isFrameDue { state.paced = nil }
                if batch.isTickDue { state.alarm = nil }
                if batch.hasKeys { state.owesAnswer = true }
                state.work.forget(ended.take())
                handle(batch.messages, &state)
                if !state.owesFrame { state.owesAnswer = false }
                if state.owesFrame, isTimeForFrame(state) { show(&state) }
            }
            state.alarm?.task.cancel()
            if state.exitCode != nil { show(&state) }
            await state.work.finish { try? await clock.sleep(for: Self.finishLimit) }
            inbox.close()
            group.cancelAll()
        }
        return Outcome(model: state.model, exitCode: state.exitCode ?? 129)
    }

    /// What changes while the loop runs.
    private struct Progress {
        var model: Model
        var work: WorkTable<Message>
        var shown: Model?
        var lastFrame: Time.Instant?
        var frameCount = 0
        /// Whether a key came since the last frame.
        var owesAnswer = false
        /// When the loop is going to be told that a frame is due.
        var paced: Time.Instant?
        /// When the program was told the time last.
        var lastTick: Time.Instant?
        /// What will tell the loop that it is time for a tick.
        var alarm: (due: Time.Instant, task: Task<Void, Never>)?
        var exitCode: Int32?

        init(model: Model, work: WorkTable<Message>) {
            self.model = model
            self.work = work
        }

        var owesFrame: Bool { shown != model }
    }

    private func handle(_ messages: [Message], _ state: inout Progress) {
        var told = messages
        if let time = program.time {
            told.insert(time.tick(), at: 0)
            state.lastTick = clock.now
        }
        for message in told {
            for command in program.update(&state.model, message) {
                switch program.work(command) {
                case .task(let task): state.work.start(task) { [ended] in ended.add($0) }
                case .cancel(let id): state.work.cancel(id)
                case .quit(let exitCode): state.exitCode = state.exitCode ?? exitCode
                case .nothing: break
                }
            }
        }
    }

    private func show(_ state: inout Progress) {
        screen.show(program.view(state.model))
        state.shown = state.model
        state.owesAnswer = false
        state.lastFrame = clock.now
        state.frameCount += 1
    }

    /// When the next frame may be shown; nil for now.
    private func nextFrame(_ state: Progress) -> Time.Instant? {
        guard let lastFrame = state.lastFrame, let shown = state.shown else { return nil }
        let isFirst = state.frameCount < Self.firstFrames
        if state.owesAnswer || isFirst { return lastFrame.advanced(by: Self.answerPause) }
        let isNews = program.isNewsOnly(shown, state.model)
        return lastFrame.advanced(by: isNews ? Self.newsPause : Self.framePause)
    }

    private func isTimeForFrame(_ state: Progress) -> Bool {
        guard let due = nextFrame(state) else { return true }
        return clock.now >= due
    }

    /// Makes sure that the program is told the time when it wants to, also when nothing happens.
    private func setAlarm(_ state: inout Progress) {
        guard let time = program.time, let lastTick = state.lastTick else { return }
        let due = lastTick.advanced(by: time.pause(state.model))
        if let alarm = state.alarm {
            if alarm.due <= due { return }
            alarm.task.cancel()
        }
        let task = Task { [inbox, clock] in
            guard (try? await clock.sleep(until: due, tolerance: nil)) != nil else { return }
            inbox.tickIsDue()
        }
        state.alarm = (due, task)
    }

    /// Makes sure that an owed frame is shown even when nothing else happens.
    private func pace(_ state: inout Progress, start: (Time.Instant) -> Void) {
        guard state.owesFrame, let due = nextFrame(state) else { return }
        if let paced = state.paced, paced <= due { return }
        state.paced = due
        start(due)
    }

    private func sayFrameIsDue(at due: Time.Instant) async {
        try? await clock.sleep(until: due, tolerance: nil)
        inbox.frameIsDue()
    }

    private func readKeys() async {
        for await key in screen.keys {
            if let message = program.message(key) { await inbox.press(message) }
        }
        inbox.close()
    }
}

/// Numbers of tasks that have ended since the loop last looked.
private final class EndedWork: Sendable {
    private let numbers = Mutex<Set<Int>>([])

    func add(_ number: Int) {
        numbers.withLock { _ = $0.insert(number) }
    }

    func take() -> Set<Int> {
        numbers.withLock { numbers in
            defer { numbers = [] }
            return numbers
        }
    }
}
