/// All series of one name at one moment, as an exposition writes them.
public struct MetricFamily: Equatable, Sendable {
    /// What kind of numbers they are.
    public enum Kind: String, Sendable {
        /// Only rises; falls to 0 when its process is launched anew.
        case counter
        /// Rises and falls.
        case gauge
        /// How many values fell into which bucket.
        case histogram
    }

    /// One series.
    public struct Series: Equatable, Sendable {
        /// Its labels, by name.
        public var labels: [MetricLabel]
        /// Its numbers.
        public var value: Value

        /// A series from its parts.
        public init(labels: [MetricLabel], value: Value) {
            self.labels = labels
            self.value = value
        }
    }

    /// The numbers of a series.
    public enum Value: Equatable, Sendable {
        /// Of a counter that counts whole things, or of a gauge.
        case number(Double)
        /// Of a histogram: how many in each bucket (not yet added up, one more than bounds), and the
        /// sum in the layout's recorded units.
        case distribution(BucketLayout, counts: [Int64], sum: Int64)
    }

    /// The name with dots and without a unit, `http.server.request.duration`.
    public var name: String
    /// What kind of numbers.
    public var kind: Kind
    /// Help and unit.
    public var definition: MetricDefinition
    /// The series, ordered by their labels.
    public var series: [Series]

    /// A family from its parts.
    public init(name: String, kind: Kind, definition: MetricDefinition, series: [Series]) {
        self.name = name
        self.kind = kind
        self.definition = definition
        self.series = series
    }
}

/// A label of a series.
public struct MetricLabel: Hashable, Comparable, Sendable {
    /// Letters, digits and `_`.
    public var name: String
    /// Any text.
    public var value: String

    /// A label from its parts.
    public init(_ name: String, _ value: String) {
        self.name = name
        self.value = value
    }

    /// By name, then by value.
    public static func < (left: MetricLabel, right: MetricLabel) -> Bool {
        (left.name, left.value) < (right.name, right.value)
    }
}
