import Synchronization

/// Milliseconds since 1970 that pass only when a test says so.
final class ManualTime: Sendable {
    private let milliseconds = Mutex<Int64>(1_700_000_000_000)

    var now: @Sendable () -> Int64 {
        { self.milliseconds.withLock { $0 } }
    }

    /// Lets time pass in steps of at most half a second.
    func advance(by duration: Int64, _ tick: () -> Void) {
        var left = duration
        while left > 0 {
            let step = min(left, 500)
            milliseconds.withLock { $0 += step }
            left -= step
            tick()
        }
    }
}
