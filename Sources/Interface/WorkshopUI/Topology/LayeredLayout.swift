import Canvas

/// Where the nodes and edges of a graph stand in cells: callers left of those whom they call.
///
/// In four steps, each without chance, so that the same graph always gives the same picture: edges that
/// close a cycle are turned round; each node gets the layer behind its last caller; within a layer
/// nodes are ordered by where their neighbours stand, so that few edges cross; rows and columns
/// follow. Edges run level, then up or down in a channel of their caller's own, then level again.
/// Source: Sugiyama, Tagawa and Toda, "Methods for Visual Understanding of Hierarchical System
/// Structures", 1981; barycentre method.
struct LayeredLayout: Equatable {
    /// A node to be placed.
    struct Node: Equatable {
        var name: String
        var width: Int
        var height: Int
    }

    /// Two nodes to be joined, by their places in the list of nodes.
    struct Edge: Equatable {
        var from: Int
        var to: Int
        /// Columns of the label that stands before its end; 0 for none.
        var label = 0
        /// Whether it may arrive in one row with others, having no label of its own.
        var sharesEntry = false
    }

    /// The way of an edge, corner by corner, from left to right.
    struct Route: Equatable {
        /// Which edge, by its place in the list.
        var edge: Int
        /// Its corners.
        var points: [Point]
        /// Whether it is drawn from its end to its beginning.
        var isReversed: Bool
    }

    /// Where each node stands, in the order of the list.
    private(set) var places: [Rect] = []
    /// One for each edge between two different nodes.
    private(set) var routes: [Route] = []
    /// What all of it takes.
    private(set) var size = Size(width: 0, height: 0)

    /// Lays a graph out. The layout may be wider or higher than a screen: see ``size``.
    ///
    /// - Parameter width: columns there are; gaps grow to fill them.
    init(_ nodes: [Node], _ edges: [Edge], width: Int) {
        guard !nodes.isEmpty else { return }
        var layers = LayerOrder(nodes, edges)
        layers.reduceCrossings()
        let rows = RowPlacing(layers)
        place(layers, rows, edges, width: width)
    }

    private mutating func place(
        _ layers: LayerOrder, _ rows: RowPlacing, _ edges: [Edge], width: Int
    ) {
        let widths = layers.layers.map { layer in
            layer.map { layers.items[$0].width }.max() ?? 0
        }
        let channels = layers.layers.indices.dropLast().map { layer in
            ChannelOrder(layers.segments(after: layer), rows).columns
        }
        // Room for labels, with blanks around them, an arrow, and some of the line.
        let gaps = channels.indices.map { layer in
            let labels = layers.segments(after: layer).map { segment in
                layers.items[segment.to].edge == nil ? edges[segment.edge].label : 0
            }
            return (labels.max() ?? 0) + 4 + 2 * channels[layer].count
        }
        let taken = widths.reduce(0, +) + gaps.reduce(0, +)
        let spare = channels.isEmpty ? 0 : max(0, width - taken) / channels.count
        var starts = [0]
        for (layer, gap) in gaps.enumerated() {
            starts.append(starts[layer] + widths[layer] + gap + min(spare, 14))
        }
        places = layers.items.indices.filter { layers.items[$0].edge == nil }.map { item in
            Rect(
                x: starts[layers.layer[item]], y: rows.top[item],
                width: layers.items[item].width, height: layers.items[item].height)
        }
        var ways: [Int: [Point]] = [:]
        for layer in channels.indices {
            for segment in layers.segments(after: layer) {
                let from = rows.exit(of: segment)
                let to = rows.entry(of: segment)
                let own = layers.items[segment.from]
                let begin = starts[layer] + (own.edge == nil ? own.width : 0)
                let end = starts[layer + 1]
                let base = starts[layer] + widths[layer] + 1
                let column = base + 2 * (channels[layer].firstIndex(of: segment.from) ?? 0)
                var way = ways[segment.edge] ?? []
                way.append(Point(x: begin, y: from))
                if from != to { way += [Point(x: column, y: from), Point(x: column, y: to)] }
                way.append(Point(x: end - 1, y: to))
                ways[segment.edge] = way
            }
        }
        routes = ways.sorted { $0.key < $1.key }.map { edge, points in
            Route(edge: edge, points: points, isReversed: layers.isReversed[edge])
        }
        size = Size(
            width: (starts.last ?? 0) + (widths.last ?? 0), height: rows.height)
    }
}
