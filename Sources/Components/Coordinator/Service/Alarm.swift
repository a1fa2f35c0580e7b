import NIOCore
import Synchronization

/// Rings once at a time that can be changed until then. A class with a lock: the ring comes from an
/// event loop.
final class Alarm: Sendable {
    private let eventLoop: any EventLoop
    private let timer = Mutex<Scheduled<Void>?>(nil)

    init(eventLoop: any EventLoop) {
        self.eventLoop = eventLoop
    }

    /// Sets it to ring after a time, at once when that is over; never when nil.
    func set(in time: Duration?, _ ring: @escaping @Sendable () -> Void) {
        let next = time.map { eventLoop.scheduleTask(in: TimeAmount(max($0, .zero)), ring) }
        let previous = timer.withLock { timer in
            defer { timer = next }
            return timer
        }
        previous?.cancel()
    }
}
