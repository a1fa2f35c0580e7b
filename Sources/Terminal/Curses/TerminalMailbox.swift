import CTerminal
import Canvas
import Synchronization
import Wire

/// What the program asks of the terminal's thread, and what it may read of it at any time.
///
/// A lock, not an actor: the thread takes from it between two waits and must never wait for it. It
/// holds one frame, the newest.
final class TerminalMailbox: Sendable {
    private struct State {
        var size: Size
        var language: Language
        var work = Work()
        var droppedKeys = 0
    }

    /// What there is to do, in this order.
    struct Work {
        /// The terminal is ours again.
        var wantsBack = false
        /// To be shown.
        var frame: Frame?
        /// For the terminal's clipboard.
        var copied: String?
        /// Turn the mouse on or off.
        var mouse: Bool?
        /// Stop as Ctrl-Z does.
        var wantsStop = false
        /// Resumed when the terminal has been left to another program.
        var lending: CheckedContinuation<Void, Never>?
        /// No more work follows; stays true.
        var isEnding = false
    }

    private let state: Mutex<State>

    init(size: Size, language: Language) {
        state = Mutex(State(size: size, language: language))
    }

    var size: Size {
        get { state.withLock { $0.size } }
        set { state.withLock { $0.size = newValue } }
    }

    /// Of what is said outside of the screen.
    var language: Language {
        get { state.withLock { $0.language } }
        set { state.withLock { $0.language = newValue } }
    }

    var droppedKeys: Int { state.withLock { $0.droppedKeys } }

    func countDroppedKey() {
        state.withLock { $0.droppedKeys += 1 }
    }

    /// Puts a frame in the place of one that has not been shown yet.
    func show(_ frame: Frame) {
        state.withLock { $0.work.frame = frame }
        terminal_wake()
    }

    /// Puts text in the place of text that has not been copied yet.
    func copy(_ text: String) {
        state.withLock { $0.work.copied = text }
        terminal_wake()
    }

    /// Asks for the mouse to be turned on or off.
    func useMouse(_ isOn: Bool) {
        state.withLock { $0.work.mouse = isOn }
        terminal_wake()
    }

    /// Asks for a stop as by Ctrl-Z.
    func stop() {
        state.withLock { $0.work.wantsStop = true }
        terminal_wake()
    }

    /// Waits until the terminal has been left; at once when it has ended.
    func lend() async {
        await withCheckedContinuation { continuation in
            let ended = state.withLock { state in
                precondition(state.work.lending == nil, "the terminal is lent already")
                if !state.work.isEnding { state.work.lending = continuation }
                return state.work.isEnding
            }
            if ended { continuation.resume() } else { terminal_wake() }
        }
    }

    /// Asks for the terminal to be taken back.
    func takeBack() {
        state.withLock { $0.work.wantsBack = true }
        terminal_wake()
    }

    /// Asks the thread to end.
    func end() {
        state.withLock { $0.work.isEnding = true }
        terminal_wake()
    }

    /// For the thread: takes everything that was asked for.
    func take() -> Work {
        state.withLock { state in
            let work = state.work
            state.work = Work(isEnding: work.isEnding)
            return work
        }
    }
}
