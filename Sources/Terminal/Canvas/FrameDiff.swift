/// What has to be written so that a screen showing one frame shows another.
public struct FrameDiff: Hashable, Sendable {
    /// Neighbouring cells of one row; never starts or ends inside a wide character.
    public struct Run: Hashable, Sendable {
        /// The place of the first.
        public let start: Point
        /// The cells, continuations included.
        public let cells: ArraySlice<Cell>
    }

    /// Whether the size changed, so that everything must be drawn anew.
    public let isWhole: Bool
    /// Changed cells, from the top and from the left.
    public let runs: [Run]

    /// Whether there is nothing to write.
    public var isEmpty: Bool { runs.isEmpty }
    /// How many cells are to be written.
    public var cellCount: Int { runs.reduce(0) { $0 + $1.cells.count } }

    /// From what is shown, nil at first, to what shall be shown.
    public init(from old: Frame?, to new: Frame) {
        guard let old, old.size == new.size else {
            isWhole = true
            runs =
                new.width == 0
                ? []
                : (0..<new.height).map { y in Run(start: Point(x: 0, y: y), cells: new.row(y)) }
            return
        }
        isWhole = false
        var found: [Run] = []
        for y in 0..<new.height {
            Self.compare(old.row(y), new.row(y), y: y, into: &found)
        }
        runs = found
    }

    private static func compare(
        _ old: ArraySlice<Cell>, _ new: ArraySlice<Cell>, y: Int, into runs: inout [Run]
    ) {
        let first = new.startIndex
        var index = first
        while index < new.endIndex {
            guard old[index] != new[index] else {
                index += 1
                continue
            }
            var start = index
            if new[start].isContinuation, start > first { start -= 1 }
            while index < new.endIndex, old[index] != new[index] { index += 1 }
            if index < new.endIndex, new[index].isContinuation { index += 1 }
            runs.append(Run(start: Point(x: start - first, y: y), cells: new[start..<index]))
        }
    }

    /// Turns `frame`, the one this was made from, into the other.
    public func apply(to frame: inout Frame) {
        for run in runs { frame.replace(run) }
    }
}
