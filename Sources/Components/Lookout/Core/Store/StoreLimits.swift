/// The bounds of a store.
///
/// With the usual ones it takes at most 160 MiB, whatever is fed: each of the series' open chunks is
/// at most 4 KiB, and the oldest sealed chunks go when all bytes together reach the limit.
public struct StoreLimits: Equatable, Sendable {
    /// Different series.
    public var series = 20_000
    /// Bytes of chunks and labels.
    public var bytes = 160 << 20
    /// How long samples are kept, in milliseconds: a workshop's day.
    public var retention: Int64 = 24 * 3_600_000

    /// The usual limits.
    public init() {}
}
