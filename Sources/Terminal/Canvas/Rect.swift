/// A rectangle of cells, and the ways to cut it up into panes.
///
/// Every operation clips: no part is ever larger than the whole or of negative size.
public struct Rect: Hashable, Sendable {
    /// The upper left cell.
    public let origin: Point
    /// The extent.
    public let size: Size

    /// A rectangle by its upper left cell and its extent.
    public init(origin: Point, size: Size) {
        self.origin = origin
        self.size = size
    }

    /// A rectangle by its numbers; negative lengths count as zero.
    public init(x: Int, y: Int, width: Int, height: Int) {
        self.init(origin: Point(x: x, y: y), size: Size(width: width, height: height))
    }

    /// The first column.
    public var x: Int { origin.x }
    /// The first row.
    public var y: Int { origin.y }
    /// Columns.
    public var width: Int { size.width }
    /// Rows.
    public var height: Int { size.height }
    /// The first column to the right of the rectangle.
    public var endX: Int { x + width }
    /// The first row below the rectangle.
    public var endY: Int { y + height }
    /// Whether it has no cell.
    public var isEmpty: Bool { width == 0 || height == 0 }

    /// Whether the cell at `point` lies inside.
    public func contains(_ point: Point) -> Bool {
        point.x >= x && point.x < endX && point.y >= y && point.y < endY
    }

    /// The cells that both have.
    public func intersection(_ other: Rect) -> Rect {
        let left = max(x, other.x)
        let top = max(y, other.y)
        return Rect(
            x: left, y: top, width: min(endX, other.endX) - left,
            height: min(endY, other.endY) - top)
    }

    /// Smaller by the given margins on each side.
    public func inset(horizontal: Int, vertical: Int = 0) -> Rect {
        let dx = min(max(0, horizontal), width / 2)
        let dy = min(max(0, vertical), height / 2)
        return Rect(x: x + dx, y: y + dy, width: width - 2 * dx, height: height - 2 * dy)
    }

    /// Smaller by the same margin on all four sides.
    public func inset(by margin: Int) -> Rect {
        inset(horizontal: margin, vertical: margin)
    }

    /// Cuts `length` columns or rows off at `edge`, and `gap` more that belong to neither part.
    ///
    /// When there is not enough room the part comes first, then the gap, then the rest.
    public func split(_ edge: Edge, _ length: Int, gap: Int = 0) -> (part: Rect, rest: Rect) {
        let whole = edge == .left || edge == .right ? width : height
        let cut = min(max(0, length), whole)
        let after = min(cut + max(0, gap), whole)
        switch edge {
        case .left:
            return (
                Rect(x: x, y: y, width: cut, height: height),
                Rect(x: x + after, y: y, width: width - after, height: height)
            )
        case .right:
            return (
                Rect(x: endX - cut, y: y, width: cut, height: height),
                Rect(x: x, y: y, width: width - after, height: height)
            )
        case .top:
            return (
                Rect(x: x, y: y, width: width, height: cut),
                Rect(x: x, y: y + after, width: width, height: height - after)
            )
        case .bottom:
            return (
                Rect(x: x, y: endY - cut, width: width, height: cut),
                Rect(x: x, y: y, width: width, height: height - after)
            )
        }
    }

    /// Cuts off `fraction` (0 to 1, rounded to a whole cell) of the room at `edge`.
    public func split(
        _ edge: Edge, fraction: Double, gap: Int = 0
    ) -> (part: Rect, rest: Rect) {
        let whole = edge == .left || edge == .right ? width : height
        let length = (Double(max(0, whole - max(0, gap))) * min(max(0, fraction), 1)).rounded()
        return split(edge, Int(length), gap: gap)
    }

    /// The row at `index` from the top as a rectangle one high; empty when there is none.
    public func row(_ index: Int) -> Rect {
        guard index >= 0, index < height else { return Rect(x: x, y: y, width: width, height: 0) }
        return Rect(x: x, y: y + index, width: width, height: 1)
    }

    /// A rectangle of `size` in the middle, clipped to this one: a dialog's place.
    public func centred(_ size: Size) -> Rect {
        let w = min(size.width, width)
        let h = min(size.height, height)
        return Rect(x: x + (width - w) / 2, y: y + (height - h) / 2, width: w, height: h)
    }
}
