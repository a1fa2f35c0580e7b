/// The bounds of a process's metrics; what is beyond them is counted and dropped.
public struct MetricLimits: Equatable, Sendable {
    /// Names.
    public var names = 500
    /// Sets of labels of one name: an explosion of one metric leaves the others whole.
    public var seriesOfName = 200
    /// Sets of labels of all names together.
    public var series = 2_000
    /// Bytes of a label's value; longer ones are cut.
    public var labelBytes = 120

    /// The usual limits. SOFALookout's was 5,000 metrics a process, its histograms not counted.
    public init() {}
}
