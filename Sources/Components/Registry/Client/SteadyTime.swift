import Glibc

/// Milliseconds since 1970 that never go back, whatever happens to the machine's clock, and that
/// stand still while the machine sleeps.
public enum SteadyTime {
    /// A reader: the wall clock once, and from then on how long the machine ran.
    public static func live() -> @Sendable () -> Int64 {
        let start = milliseconds(CLOCK_REALTIME)
        let begin = milliseconds(CLOCK_MONOTONIC)
        return { start + milliseconds(CLOCK_MONOTONIC) - begin }
    }

    private static func milliseconds(_ clock: clockid_t) -> Int64 {
        var time = timespec()
        clock_gettime(clock, &time)
        return Int64(time.tv_sec) * 1_000 + Int64(time.tv_nsec) / 1_000_000
    }
}
