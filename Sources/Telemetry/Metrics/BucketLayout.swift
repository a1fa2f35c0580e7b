/// The upper bounds of a histogram's buckets: log-linear, the same for every series of a metric, so
/// that series can be added up.
///
/// A fixed layout costs a learner no configuration and a process no memory that grows: at most
/// ``limit`` bounds, and one more bucket for what is above the last.
public struct BucketLayout: Equatable, Sendable {
    /// Upper bounds, inclusive and rising, in the units that are recorded.
    public let bounds: [Int64]
    /// How many recorded units are one unit of the exposition: 1,000,000,000 for nanoseconds.
    public let scale: Double

    /// The most bounds a layout may have.
    public static let limit = 63

    /// A layout from its bounds; those after ``limit`` are left out.
    public init(bounds: [Int64], scale: Double = 1) {
        self.bounds = Array(bounds.prefix(Self.limit))
        self.scale = scale
    }

    /// Nanoseconds from 10 microseconds to 100 seconds: in every decade 1, 1.5, 2, 3, 4, 6, 8, so that
    /// a bound is at most 1.5 times the one before it.
    public static let durations: BucketLayout = {
        let steps: [Int64] = [10, 15, 20, 30, 40, 60, 80]
        var bounds: [Int64] = []
        var decade: Int64 = 1_000
        while decade < 10_000_000_000 {
            bounds += steps.map { $0 * decade }
            decade *= 10
        }
        return BucketLayout(bounds: bounds + [10 * decade], scale: 1e9)
    }()

    /// Bytes, or anything counted, from 16 to 16 Mi, each bound twice the one before it.
    public static let sizes = BucketLayout(bounds: (4...24).map { 1 << $0 })

    /// The bucket of a value: the first whose bound is not below it, else the last.
    public func index(of value: Int64) -> Int {
        var low = 0
        var high = bounds.count
        while low < high {
            let middle = (low + high) / 2
            if bounds[middle] < value { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
