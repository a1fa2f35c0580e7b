import AccountAPI
import LongPoll
import Synchronization

/// How often each method was called since the process began. A lock, because calls come from many
/// tasks.
final class CallCounter: Sendable {
    private let counts = Mutex<[String: Int]>([:])
    private let changes: ChangeSignal?

    /// A counter at nothing.
    ///
    /// - Parameter changes: what advances with every call; nothing when nil.
    init(changes: ChangeSignal? = nil) {
        self.changes = changes
    }

    func count(_ method: BalanceService.Method) {
        counts.withLock { $0[method.rawValue, default: 0] += 1 }
        changes?.advance()
    }

    /// By name of the method; methods never called are absent.
    var current: [String: Int] {
        counts.withLock { $0 }
    }
}
