/// Numbers every change of every service so that a later change has a higher number, also when the
/// registry was restarted in between: the upper bits are the time.
///
/// The form `(milliseconds - 1546272000000) << 15 | sequence` is SOFARegistry's (DatumVersionUtil).
struct DatumVersion: Equatable, Sendable {
    private(set) var last: Int64 = 0

    /// The number of the next change.
    mutating func next(at now: Int64) -> Int64 {
        last = max(last + 1, max(0, now - 1_546_272_000_000) << 15)
        return last
    }
}
