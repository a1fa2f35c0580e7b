import Canvas
import Synchronization

/// A screen without a terminal: keys come from a script, the frame shown last is kept.
///
/// A lock, not an actor, because a frame is handed over without waiting.
final class ScriptScreen: Screen {
    private struct State {
        var size: Size
        var frame: Frame?
        var pressed: [Key] = []
        var isClosed = false
        var reader: CheckedContinuation<Key?, Never>?
        var draining: [CheckedContinuation<Void, Never>] = []
        var changes: [CheckedContinuation<Void, Never>] = []
    }

    private let state: Mutex<State>

    init(size: Size) {
        state = Mutex(State(size: size))
    }

    var keys: AsyncStream<Key> {
        AsyncStream(unfolding: { await self.nextKey() }, onCancel: { self.close() })
    }

    var size: Size { state.withLock { $0.size } }

    func show(_ frame: Frame) {
        let waiting = state.withLock { state in
            state.frame = frame
            defer { state.changes = [] }
            return state.changes
        }
        for continuation in waiting { continuation.resume() }
    }

    /// What is shown, row by row, trailing blanks cut.
    var rows: [String] {
        (state.withLock { $0.frame }?.rows ?? []).map { row in
            var row = Substring(row)
            while row.last == " " { row.removeLast() }
            return String(row)
        }
    }

    /// Presses a key; returns when the program has taken it and asks for the next one.
    func press(_ key: Key) async {
        let reader = state.withLock { state in
            if case .resize(let size) = key { state.size = size }
            defer { state.reader = nil }
            if state.reader == nil, !state.isClosed { state.pressed.append(key) }
            return state.reader
        }
        reader?.resume(returning: key)
        await drained()
    }

    /// Waits until every key pressed was taken.
    func drained() async {
        await withCheckedContinuation { continuation in
            let isDrained = state.withLock { state in
                let isDrained = state.isClosed || (state.pressed.isEmpty && state.reader != nil)
                if !isDrained { state.draining.append(continuation) }
                return isDrained
            }
            if isDrained { continuation.resume() }
        }
    }

    /// Waits until another frame is shown, or the screen is closed.
    ///
    /// - Parameter rows: what was shown when the caller looked.
    func change(from rows: [String]) async {
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                state.withLock { state in state.changes.append(continuation) }
                if self.rows != rows || isClosed || Task.isCancelled { wakeWaiting() }
            }
        } onCancel: {
            wakeWaiting()
        }
    }

    /// Whether no more keys are taken.
    var isClosed: Bool { state.withLock { $0.isClosed } }

    /// No more keys.
    func close() {
        let (reader, draining) = state.withLock { state in
            state.isClosed = true
            defer { (state.reader, state.draining) = (nil, []) }
            return (state.reader, state.draining)
        }
        reader?.resume(returning: nil)
        for continuation in draining { continuation.resume() }
        wakeWaiting()
    }

    private func wakeWaiting() {
        let waiting = state.withLock { state in
            defer { state.changes = [] }
            return state.changes
        }
        for continuation in waiting { continuation.resume() }
    }

    private func nextKey() async -> Key? {
        await withCheckedContinuation { continuation in
            let (answer, draining) = state.withLock { state in
                if let key = state.pressed.first {
                    state.pressed.removeFirst()
                    return (Key??.some(key), [CheckedContinuation<Void, Never>]())
                }
                if state.isClosed { return (Key??.some(nil), []) }
                state.reader = continuation
                defer { state.draining = [] }
                return (Key??.none, state.draining)
            }
            if let answer { continuation.resume(returning: answer) }
            for waiting in draining { waiting.resume() }
        }
    }
}
