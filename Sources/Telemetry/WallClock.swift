import Glibc

/// The time of day, for log lines and rows; never for deadlines, which want a clock that only rises.
public struct WallClock: Sendable {
    /// A clock.
    public init() {}

    /// Milliseconds since 1970.
    public func now() -> Int64 {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return Int64(time.tv_sec) * 1_000 + Int64(time.tv_nsec) / 1_000_000
    }
}
