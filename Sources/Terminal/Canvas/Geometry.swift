/// A width and a height in cells; never negative.
public struct Size: Hashable, Sendable {
    /// Columns.
    public let width: Int
    /// Rows.
    public let height: Int

    /// A size; a negative length counts as zero.
    public init(width: Int, height: Int) {
        self.width = max(0, width)
        self.height = max(0, height)
    }
}

/// A cell's place: column `x` and row `y`, counted from the upper left, from zero.
public struct Point: Hashable, Sendable {
    /// The column.
    public var x: Int
    /// The row.
    public var y: Int

    /// A place.
    public init(x: Int, y: Int) {
        self.x = x
        self.y = y
    }
}

/// A side of a rectangle.
public enum Edge: Sendable, CaseIterable {
    /// The columns at the left.
    case left
    /// The columns at the right.
    case right
    /// The rows at the top.
    case top
    /// The rows at the bottom.
    case bottom
}
