/// What a metric's numbers count, in the base units of Prometheus.
public enum MetricUnit: String, Sendable {
    /// Durations.
    case seconds
    /// Sizes.
    case bytes
}
