/// The first steps of a layered layout: which layer each node is in, and in which order.
struct LayerOrder: Equatable {
    /// What stands in a layer: a node, or an edge that passes through.
    struct Item: Equatable {
        var width: Int
        var height: Int
        /// The edge that passes; nil for a node.
        var edge: Int?
    }

    /// The part of an edge between two neighbouring layers.
    struct Segment: Equatable {
        var edge: Int
        /// An item of the left layer.
        var from: Int
        /// An item of the right one.
        var to: Int
    }

    /// Nodes in the order of the list, then what passes.
    private(set) var items: [Item]
    /// The layer of each item.
    private(set) var layer: [Int]
    /// The items of each layer from top to bottom.
    private(set) var layers: [[Int]] = []
    /// Which edges are drawn from their end to their beginning.
    private(set) var isReversed: [Bool]
    /// Which edges arrive in one row with others of their kind.
    let sharesEntry: [Bool]
    private(set) var segments: [Segment] = []

    /// Layers in the order of the lists.
    init(_ nodes: [LayeredLayout.Node], _ edges: [LayeredLayout.Edge]) {
        items = nodes.map { Item(width: $0.width, height: $0.height) }
        let isBack = Self.backEdges(nodes.count, edges)
        isReversed = isBack
        sharesEntry = edges.map(\.sharesEntry)
        let forward = edges.indices.map { index in
            isBack[index]
                ? LayeredLayout.Edge(from: edges[index].to, to: edges[index].from) : edges[index]
        }
        var layer = Self.longestPaths(nodes.count, forward)
        for (index, edge) in forward.enumerated() where edge.from != edge.to {
            var before = edge.from
            for passed in (layer[edge.from] + 1)..<max(layer[edge.from] + 1, layer[edge.to]) {
                items.append(Item(width: 0, height: 1, edge: index))
                layer.append(passed)
                segments.append(Segment(edge: index, from: before, to: items.count - 1))
                before = items.count - 1
            }
            segments.append(Segment(edge: index, from: before, to: edge.to))
        }
        layers = (0...(layer.max() ?? 0)).map { wanted in
            layer.indices.filter { layer[$0] == wanted }
        }
        self.layer = layer
    }

    /// The segments between a layer and the next, in the order of the edges.
    func segments(after layer: Int) -> [Segment] {
        segments.filter { self.layer[$0.from] == layer }
    }

    // MARK: Layers

    /// Edges that lead back to where the search came from, found depth first in the order of the
    /// lists.
    private static func backEdges(_ count: Int, _ edges: [LayeredLayout.Edge]) -> [Bool] {
        var isBack = [Bool](repeating: false, count: edges.count)
        var isOpen = [Bool](repeating: false, count: count)
        var isDone = isOpen
        func visit(_ node: Int) {
            isOpen[node] = true
            for (index, edge) in edges.enumerated() where edge.from == node {
                if isOpen[edge.to] {
                    isBack[index] = true
                } else if !isDone[edge.to] {
                    visit(edge.to)
                }
            }
            isOpen[node] = false
            isDone[node] = true
        }
        for node in 0..<count where !isDone[node] { visit(node) }
        return isBack
    }

    /// For each node the number of edges on the longest way to it.
    private static func longestPaths(_ count: Int, _ edges: [LayeredLayout.Edge]) -> [Int] {
        var layer = [Int](repeating: 0, count: count)
        // Without cycles the longest way has fewer edges than there are nodes.
        for _ in 0..<count {
            var isSettled = true
            for edge in edges where edge.from != edge.to && layer[edge.to] <= layer[edge.from] {
                layer[edge.to] = layer[edge.from] + 1
                isSettled = false
            }
            if isSettled { break }
        }
        // Who calls but is never called stands right before whom it calls.
        for node in 0..<count where !edges.contains(where: { $0.to == node }) {
            let next = edges.filter { $0.from == node }.map { layer[$0.to] }.min()
            if let next { layer[node] = max(0, next - 1) }
        }
        return layer
    }

    // MARK: Order

    /// Orders every layer by the mean place of its neighbours, to and fro; the order with the fewest
    /// crossings stays.
    mutating func reduceCrossings() {
        var best = layers
        var fewest = crossings
        for round in 0..<8 {
            let isDown = round.isMultiple(of: 2)
            let order = isDown ? Array(layers.indices) : layers.indices.reversed()
            for index in order { sort(index, byNextLayer: !isDown) }
            if crossings < fewest {
                fewest = crossings
                best = layers
            }
        }
        layers = best
    }

    private mutating func sort(_ index: Int, byNextLayer isNext: Bool) {
        let neighbour = isNext ? index + 1 : index - 1
        guard layers.indices.contains(neighbour) else { return }
        var place: [Int: Int] = [:]
        for (row, item) in layers[neighbour].enumerated() { place[item] = row }
        let keys = layers[index].enumerated().map {
            row, item -> (key: Double, row: Int, item: Int) in
            let rows = segments.compactMap { segment -> Int? in
                if isNext { return segment.from == item ? place[segment.to] : nil }
                return segment.to == item ? place[segment.from] : nil
            }
            let mean = rows.isEmpty ? Double(row) : Double(rows.reduce(0, +)) / Double(rows.count)
            return (mean, row, item)
        }
        layers[index] = keys.sorted { ($0.key, $0.row) < ($1.key, $1.row) }.map(\.item)
    }

    private var crossings: Int {
        var place = [Int](repeating: 0, count: items.count)
        for layer in layers { for (row, item) in layer.enumerated() { place[item] = row } }
        var count = 0
        for (index, first) in segments.enumerated() {
            for second in segments[(index + 1)...] where layer[first.from] == layer[second.from] {
                let left = place[first.from] - place[second.from]
                let right = place[first.to] - place[second.to]
                if left * right < 0 { count += 1 }
            }
        }
        return count
    }
}
