import AccountAPI
import Synchronization

/// How often each method was called since the process began. A lock, because calls come from many
/// tasks.
final class CallCounter: Sendable {
    private let counts = Mutex<[String: Int]>([:])

    func count(_ method: BalanceService.Method) {
        counts.withLock { $0[method.rawValue, default: 0] += 1 }
    }

    /// By name of the method; methods never called are absent.
    var current: [String: Int] {
        counts.withLock { $0 }
    }
}
