import Canvas
import Synchronization

/// A screen in memory: what was shown is kept, keys are pressed by the test.
public final class MemoryTerminal: Screen {
    private struct State {
        var size: Size
        var frames: [Frame] = []
        var pressed: [Key] = []
        var hasEnded = false
        var reader: CheckedContinuation<Key?, Never>?
        var watchers: [(text: String, continuation: CheckedContinuation<Void, Never>)] = []
        var draining: [CheckedContinuation<Void, Never>] = []
    }

    private let state: Mutex<State>

    /// A blank screen.
    public init(width: Int = 80, height: Int = 24) {
        state = Mutex(State(size: Size(width: width, height: height)))
    }

    /// Keys the test has pressed.
    public var keys: AsyncStream<Key> {
        AsyncStream(unfolding: { await self.nextKey() }, onCancel: { self.end() })
    }

    /// The size at this moment.
    public var size: Size { state.withLock { $0.size } }
    /// Everything that was shown, oldest first.
    public var frames: [Frame] { state.withLock { $0.frames } }
    /// The rows shown now, trailing blanks cut.
    public var rows: [String] { Self.rows(of: frames.last) }
    /// The rows shown now as one text.
    public var text: String { rows.joined(separator: "\n") }

    /// Keeps a frame.
    public func show(_ frame: Frame) {
        let text = Self.rows(of: frame).joined(separator: "\n")
        let seen = state.withLock { state in
            state.frames.append(frame)
            let seen = state.watchers.filter { text.contains($0.text) }
            state.watchers.removeAll { text.contains($0.text) }
            return seen
        }
        for watcher in seen { watcher.continuation.resume() }
    }

    /// Presses keys, one after the other.
    public func press(_ keys: Key...) {
        for key in keys { press(key) }
    }

    /// Types characters.
    public func type(_ text: String) {
        for character in text { press(.character(character)) }
    }

    /// Takes another size and says so by a key.
    public func resize(width: Int, height: Int) {
        let size = Size(width: width, height: height)
        state.withLock { $0.size = size }
        press(.resize(size))
    }

    /// The terminal is gone: keys pressed later are not read.
    public func end() {
        let (reader, draining) = state.withLock { state in
            defer { (state.reader, state.draining) = (nil, []) }
            state.hasEnded = true
            return (state.reader, state.draining)
        }
        reader?.resume(returning: nil)
        for continuation in draining { continuation.resume() }
    }

    /// Waits until a frame shows a text, or the task is cancelled; put it into `withDeadline`.
    public func waitFor(_ text: String) async {
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let isShown = state.withLock { state in
                    let rows = Self.rows(of: state.frames.last)
                    let isShown = rows.joined(separator: "\n").contains(text)
                    if !isShown { state.watchers.append((text, continuation)) }
                    return isShown
                }
                if isShown { continuation.resume() }
                if Task.isCancelled { giveUp() }
            }
        } onCancel: {
            giveUp()
        }
    }

    /// Waits until every key pressed has been taken and dealt with as far as its reader asks for
    /// the next one, or the task is cancelled.
    public func drained() async {
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let isDrained = state.withLock { state in
                    let isDrained =
                        state.hasEnded || (state.pressed.isEmpty && state.reader != nil)
                    if !isDrained { state.draining.append(continuation) }
                    return isDrained
                }
                if isDrained { continuation.resume() }
                if Task.isCancelled { giveUp() }
            }
        } onCancel: {
            giveUp()
        }
    }

    /// The test is over: nobody waits any longer.
    private func giveUp() {
        let waiting = state.withLock { state in
            defer { (state.watchers, state.draining) = ([], []) }
            return state.watchers.map(\.continuation) + state.draining
        }
        for continuation in waiting { continuation.resume() }
    }

    private func press(_ key: Key) {
        let reader = state.withLock { state in
            let reader = state.reader
            state.reader = nil
            if reader == nil, !state.hasEnded { state.pressed.append(key) }
            return reader
        }
        reader?.resume(returning: key)
    }

    private func nextKey() async -> Key? {
        await withCheckedContinuation { continuation in
            let (answer, draining) = state.withLock { state in
                if let key = state.pressed.first {
                    state.pressed.removeFirst()
                    return (Optional(Optional(key)), [CheckedContinuation<Void, Never>]())
                }
                if state.hasEnded { return (.some(nil), []) }
                state.reader = continuation
                defer { state.draining = [] }
                return (nil, state.draining)
            }
            if let answer { continuation.resume(returning: answer) }
            for waiting in draining { waiting.resume() }
        }
    }

    private static func rows(of frame: Frame?) -> [String] {
        (frame?.rows ?? []).map { row in
            var row = Substring(row)
            while row.last == " " { row.removeLast() }
            return String(row)
        }
    }
}
