/// How much a store keeps, and what it did not take.
public struct StoreFigures: Equatable, Sendable {
    /// Series kept now.
    public var series = 0
    /// Samples kept now.
    public var samples = 0
    /// Bytes of chunks and labels now.
    public var bytes = 0
    /// Series that were not made because there were too many.
    public var droppedSeries = 0
    /// Samples that came too late.
    public var droppedSamples = 0

    /// Nothing.
    public init() {}
}
