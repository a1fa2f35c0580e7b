/// Two traces side by side: the steps that both have in one row, in an order that keeps both.
public struct TraceComparison: Hashable, Sendable {
    /// What makes two steps the same.
    public struct Step: Hashable, Sendable {
        /// How many causes stand above it.
        public var depth: Int
        /// What was done.
        public var name: String
        /// Who did it.
        public var service: String
    }

    /// A step of one trace or of both.
    public struct Row: Hashable, Sendable {
        /// What it is.
        public var step: Step
        /// As the first trace has it; nil when it has not.
        public var first: Waterfall.Row?
        /// As the second trace has it; nil when it has not.
        public var second: Waterfall.Row?
    }

    /// More rows of a trace are left out of the comparison.
    public static let limit = 500

    /// The rows from top to bottom.
    public let rows: [Row]

    /// Compares two traces, by the longest sequence of steps that both have.
    public init(_ first: Waterfall, _ second: Waterfall) {
        let left = first.rows.prefix(Self.limit).map { ($0, Self.step($0)) }
        let right = second.rows.prefix(Self.limit).map { ($0, Self.step($0)) }
        // The length of what both have from each pair of places on.
        var lengths = [[Int]](
            repeating: [Int](repeating: 0, count: right.count + 1), count: left.count + 1)
        for row in left.indices.reversed() {
            for column in right.indices.reversed() {
                lengths[row][column] =
                    left[row].1 == right[column].1
                    ? lengths[row + 1][column + 1] + 1
                    : max(lengths[row + 1][column], lengths[row][column + 1])
            }
        }
        var rows: [Row] = []
        var row = 0
        var column = 0
        while row < left.count || column < right.count {
            if row < left.count, column < right.count, left[row].1 == right[column].1 {
                rows.append(Row(step: left[row].1, first: left[row].0, second: right[column].0))
                row += 1
                column += 1
            } else if column == right.count
                || (row < left.count && lengths[row + 1][column] >= lengths[row][column + 1])
            {
                rows.append(Row(step: left[row].1, first: left[row].0, second: nil))
                row += 1
            } else {
                rows.append(Row(step: right[column].1, first: nil, second: right[column].0))
                column += 1
            }
        }
        self.rows = rows
    }

    private static func step(_ row: Waterfall.Row) -> Step {
        Step(depth: row.depth, name: row.name, service: row.lane.service)
    }
}
