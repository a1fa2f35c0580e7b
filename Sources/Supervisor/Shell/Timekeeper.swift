// The compiler may take `struct timespec` for a part of CDispatch, whose C headers include it too.
import CDispatch
import Glibc

/// The clock that the shell is given: it tells the moment and waits.
public struct Timekeeper: Sendable {
    /// The present moment.
    public let now: @Sendable () -> Moment
    /// Waits; throws `CancellationError` when the task is cancelled.
    public let sleep: @Sendable (Duration) async throws -> Void

    /// A clock from its two abilities.
    public init(
        now: @escaping @Sendable () -> Moment,
        sleep: @escaping @Sendable (Duration) async throws -> Void
    ) {
        self.now = now
        self.sleep = sleep
    }

    /// The machine's clocks, counted from now on.
    public static func live() -> Timekeeper {
        // The one place where the supervisor touches real time.
        let clock = ContinuousClock()
        let start = clock.now
        return Timekeeper(
            now: { Moment(elapsed: clock.now - start, wallMilliseconds: wallMilliseconds()) },
            sleep: { try await clock.sleep(for: $0) })
    }

    private static func wallMilliseconds() -> Int64 {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return Int64(time.tv_sec) * 1_000 + Int64(time.tv_nsec) / 1_000_000
    }
}
