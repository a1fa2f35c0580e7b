/// The answer to a query.
public struct QueryResult: Equatable, Sendable {
    /// A series of the answer.
    public struct Series: Equatable, Sendable {
        /// Its labels.
        public var labels: Labels
        /// Its points by time; of the last moment only in an answer for one moment.
        public var points: [Point]
    }

    /// A number of the answer.
    public struct Point: Equatable, Sendable {
        /// Milliseconds since 1970.
        public var time: Int64
        /// The number.
        public var value: Double

        /// Equal also when both are NaN.
        public static func == (left: Point, right: Point) -> Bool {
            left.time == right.time && left.value.bitPattern == right.value.bitPattern
        }
    }

    /// What kind of answer.
    public enum Kind: String, Sendable {
        /// Series with one point each.
        case vector
        /// Series with a point at each moment.
        case matrix
        /// A number without labels, or one at each moment.
        case scalar
        /// A text.
        case text = "string"
    }

    /// What kind of answer.
    public var kind: Kind
    /// The series; one without labels for a scalar.
    public var series: [Series]
    /// The text of a text.
    public var text = ""

    init(_ grid: Grid, of expression: Expression, at moments: Query.Moments) {
        switch grid {
        case .scalar(let numbers):
            kind = .scalar
            series = [Series(labels: Labels([]), points: Self.points(numbers, moments))]
        case .text(let value):
            kind = .text
            series = []
            text = value
        case .vector(let lines):
            kind = moments.count == 1 ? .vector : .matrix
            var isSorted = false
            if case .call(.sort, _, _) = expression { isSorted = true }
            if case .call(.sortDescending, _, _) = expression { isSorted = true }
            let found = lines.map {
                Series(labels: $0.labels, points: Self.points($0.numbers, moments))
            }.filter { !$0.points.isEmpty }
            series = isSorted ? found : found.sorted { $0.labels < $1.labels }
        }
    }

    private static func points(_ numbers: [Double], _ moments: Query.Moments) -> [Point] {
        numbers.indices.compactMap { index in
            numbers[index].isStaleMarker
                ? nil : Point(time: moments.time(index), value: numbers[index])
        }
    }
}
