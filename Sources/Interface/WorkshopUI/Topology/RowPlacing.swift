/// Which rows the items of a layered layout take: every edge enters in a row of its own, those that share
/// an entry in the row below; all edges of an item leave in its first row.
struct RowPlacing: Equatable {
    /// The first row of each item.
    private(set) var top: [Int]
    /// Rows of all of it.
    let height: Int
    private let heights: [Int]
    /// The row of each segment's entry, counted from its item's first.
    private var ports: [Int: Int] = [:]
    private let order: LayerOrder

    /// Rows of an order: each item as near as can be to the middle of its neighbours.
    init(_ order: LayerOrder) {
        self.order = order
        heights = order.items.indices.map { item in
            max(
                order.items[item].height,
                (Self.entries(of: item, order).map(\.row).max() ?? 0) + 1)
        }
        let heights = heights
        let sums = order.layers.map { layer in
            layer.reduce(0) { $0 + heights[$1] } + max(0, layer.count - 1)
        }
        height = sums.max() ?? 0
        top = [Int](repeating: 0, count: order.items.count)
        for layer in order.layers { stack(layer) { [top] in top[$0] } }
        orderPorts()
        for round in 0..<4 {
            let isRight = round.isMultiple(of: 2)
            for layer in isRight ? order.layers : order.layers.reversed() {
                let wanted = layer.map { ($0, isRight ? rowByCallers($0) : rowByCalled($0)) }
                let rows = Dictionary(uniqueKeysWithValues: wanted)
                stack(layer) { [top] item in (rows[item] ?? nil) ?? top[item] }
            }
            orderPorts()
        }
    }

    /// The row in which a segment leaves.
    func exit(of segment: LayerOrder.Segment) -> Int { top[segment.from] }

    /// The row in which a segment arrives.
    func entry(of segment: LayerOrder.Segment) -> Int {
        top[segment.to] + (ports[key(segment)] ?? 0)
    }

    private func key(_ segment: LayerOrder.Segment) -> Int {
        segment.edge * order.items.count + segment.from
    }

    /// Puts a layer's items below each other, each at its wish as far as the others leave room.
    private mutating func stack(_ layer: [Int], wish: (Int) -> Int) {
        var rest = layer.reduce(0) { $0 + heights[$1] + 1 } - 1
        var free = 0
        for item in layer {
            top[item] = max(free, min(wish(item), height - rest))
            free = top[item] + heights[item] + 1
            rest -= heights[item] + 1
        }
    }

    /// Edges from above enter above.
    private mutating func orderPorts() {
        for item in order.items.indices {
            for entry in Self.entries(of: item, order, top) {
                ports[key(entry.segment)] = entry.row
            }
        }
    }

    /// In which row of an item each of its edges arrives.
    private static func entries(
        of item: Int, _ order: LayerOrder, _ top: [Int]? = nil
    ) -> [(segment: LayerOrder.Segment, row: Int)] {
        let entering = order.segments.filter { $0.to == item }
            .sorted { (top?[$0.from] ?? 0, $0.edge) < (top?[$1.from] ?? 0, $1.edge) }
        let own = entering.filter { !order.sharesEntry[$0.edge] }
        let shared = entering.filter { order.sharesEntry[$0.edge] }
        return own.enumerated().map { ($1, $0) } + shared.map { ($0, own.count) }
    }

    private func rowByCallers(_ item: Int) -> Int? {
        let entering = order.segments.filter { $0.to == item }
        guard !entering.isEmpty else { return nil }
        let sum = entering.reduce(0) { $0 + top[$1.from] - (ports[key($1)] ?? 0) }
        return sum / entering.count
    }

    private func rowByCalled(_ item: Int) -> Int? {
        let leaving = order.segments.filter { $0.from == item }
        guard !leaving.isEmpty else { return nil }
        return leaving.reduce(0) { $0 + entry(of: $1) } / leaving.count
    }
}
