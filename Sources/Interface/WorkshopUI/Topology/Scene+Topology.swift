import Canvas
import TracerAPI
import Wire

extension Scene {
    /// The title of the system screen: the table's, or the topology's.
    var systemTitle: Line {
        guard model.system.showsTopology else { return Line(words.common.system, .title) }
        return Line(words.common.system, .title).adding("  \(words.topology.title)", .dim)
    }

    /// Who calls whom, drawn where there is room, and the selected node closer.
    func topologyRows(_ size: Size) -> [Line] {
        let graph = model.topologyGraph
        guard !graph.nodes.isEmpty else {
            return [.blank] + wrapped(words.common.waitingForSupervisor, size.width, .dim)
        }
        let selected = model.selectedNode
        var rows = drawing(graph, selected, size) ?? list(graph, selected, size.width)
        if age(of: .evidence) != nil { rows = rows.map(\.dimmed) }
        let detail = selected.map { nodeDetail($0, graph, size.width) } ?? []
        let watching = size.height >= 12 ? watcherRows(size.width) : []
        let room = size.height - watching.count
        if rows.count + 1 + min(detail.count, 4) > room {
            // The part with the selected node.
            let row = rows.firstIndex { $0.item != nil && $0.isSelected } ?? 0
            rows = window(rows, around: row, height: max(1, room - 1 - min(detail.count, 4)))
        }
        var all = rows.map { $0.selected(false) } + [.blank] + detail
        all = Array(all.prefix(room))
        while all.count < room { all.append(.blank) }
        return all + watching
    }

    /// How an edge goes now: what failed within a minute, its rate, or how often it was used.
    func edgeText(_ edge: TopologyGraph.Edge) -> (text: String, style: Style) {
        if edge.relation == .isRegistered { return ("", .dim) }
        if edge.failureRate > 0 {
            return ("\(glyphs.failed) \(rateText(edge.failureRate))", .broken)
        }
        if edge.recentFailures > 0 {
            return ("\(glyphs.failed) \(Numbers.grouped(edge.recentFailures))", .broken)
        }
        if edge.rate > 0 { return (rateText(edge.rate), .plain) }
        return (edge.count > 0 ? "\(glyphs.times) \(Numbers.grouped(edge.count))" : "", .dim)
    }

    /// `0.4/s`, `12/s`: edges are short.
    private func rateText(_ tenths: Int) -> String {
        words.topology.perSecond(
            tenths < 100 ? Numbers.tenths(tenths) : Numbers.grouped((tenths + 5) / 10))
    }

    // MARK: Drawn

    /// The rows of a node: its name, then its processes when there are several.
    private func label(_ node: TopologyGraph.Node) -> [Line] {
        let isChosen = node.name == model.selectedNode?.name && hasFocus
        let style: Style = isChosen ? Style(.focus, [.bold, .reverse]) : .title
        switch node.kind {
        case .you, .stranger: return [Line("\(node.name)", isChosen ? style : .plain)]
        case .database: return [Line("\(node.name)", isChosen ? style : .plain)]
        case .component:
            if node.replicas.count == 1 {
                return [Line([sign(node.replicas[0].state), Span(" "), Span(node.name, style)])]
            }
            let head = Line("\(node.name) \(glyphs.times)\(node.replicas.count)", style)
            return [head]
                + node.replicas.prefix(6).map { status in
                    Line([sign(status.state), Span(" \(status.name)", .dim)])
                }
        }
    }

    /// The graph in cells, with what its edges tell as far as there is room; nil when it is too wide
    /// even without.
    private func drawing(
        _ graph: TopologyGraph, _ selected: TopologyGraph.Node?, _ size: Size
    ) -> [Line]? {
        let labels = graph.nodes.map { label($0) }
        let nodes = zip(graph.nodes, labels).map { node, lines in
            let width = lines.map { $0.spans.reduce(0) { $0 + columns($1.text) } }.max() ?? 0
            return LayeredLayout.Node(name: node.name, width: width + 1, height: lines.count)
        }
        let edges = graph.edges.compactMap { edge -> LayeredLayout.Edge? in
            guard let from = graph.nodes.firstIndex(where: { $0.name == edge.from }),
                let to = graph.nodes.firstIndex(where: { $0.name == edge.to })
            else { return nil }
            return LayeredLayout.Edge(
                from: from, to: to, label: columns(edgeText(edge).text),
                sharesEntry: edge.relation == .isRegistered)
        }
        guard edges.count == graph.edges.count, nodes.count <= TopologyGraph.limit else {
            return nil
        }
        let bare = edges.map { LayeredLayout.Edge(from: $0.from, to: $0.to, sharesEntry: true) }
        let layout = [edges, bare].lazy.map { LayeredLayout(nodes, $0, width: size.width - 2) }
            .first { $0.size.width <= size.width }
        guard let layout else { return nil }
        var sketch = Sketch(
            Size(width: size.width, height: layout.size.height), glyphs, widths)
        for route in layout.routes { draw(route, graph.edges[route.edge], into: &sketch) }
        for (lines, place) in zip(labels, layout.places) {
            for (row, line) in lines.enumerated() {
                var x = place.x
                for span in line.spans {
                    x = sketch.put(span.text, at: Point(x: x, y: place.y + row), span.style)
                }
            }
        }
        var rows = sketch.rows
        if let index = graph.nodes.firstIndex(where: { $0.name == selected?.name }) {
            let row = layout.places[index].y
            if rows.indices.contains(row) { rows[row] = rows[row].item(index).selected(true) }
        }
        return rows
    }

    private func draw(
        _ route: LayeredLayout.Route, _ edge: TopologyGraph.Edge, into sketch: inout Sketch
    ) {
        let (text, style) = edgeText(edge)
        let lineStyle: Style = style == .broken ? .broken : .dim
        sketch.line(route.points, lineStyle, isDotted: edge.relation == .isRegistered)
        guard let end = route.points.last, let begin = route.points.first else { return }
        if route.isReversed {
            sketch.put(glyphs.less, at: begin, lineStyle)
        } else {
            sketch.put(glyphs.more, at: end, lineStyle)
        }
        guard !text.isEmpty, route.points.count >= 2 else { return }
        let before = route.points[route.points.count - 2]
        let room = end.x - before.x - 2
        let width = columns(text) + 2
        guard width <= room else { return }
        sketch.put(" \(text) ", at: Point(x: end.x - 1 - width, y: end.y), style)
    }

    // MARK: Told

    /// The edges line by line, where there is no room to draw.
    private func list(
        _ graph: TopologyGraph, _ selected: TopologyGraph.Node?, _ width: Int
    ) -> [Line] {
        graph.nodes.enumerated().flatMap { index, node -> [Line] in
            let isChosen = node.name == selected?.name
            let head = Line([marker(isChosen && hasFocus)] + label(node)[0].spans)
                .item(index).selected(isChosen)
            return [head]
                + graph.edges.filter { $0.from == node.name }.map { edge in
                    let (text, style) = edgeText(edge)
                    return Line("    \(glyphs.arrow) \(edge.to)", .dim).right(text, style)
                }
        }
    }

    /// All that is known of a node: its processes, who calls it, whom it calls.
    private func nodeDetail(
        _ node: TopologyGraph.Node, _ graph: TopologyGraph, _ width: Int
    ) -> [Line] {
        let text = words.topology
        var head = Line(node.name, .title)
        if let application = node.application, application != node.name {
            head = head.adding("  \(application)", .dim)
        }
        var rows = [head]
        for status in node.replicas {
            let port = status.port.map { " :\($0)" } ?? ""
            var line = Line([
                Span("  "), sign(status.state), Span(" \(status.name)\(port)"),
                Span("  \(words.system.word(status.state))", .dim),
            ])
            if status.state == .ready {
                line = line.right(
                    "\(duration(model.uptime(of: status)))  "
                        + Numbers.megabytes(status.residentBytes), .dim)
            }
            rows.append(line)
        }
        for edge in graph.edges(at: node.name) {
            let isCaller = edge.from == node.name
            if edge.relation == .isRegistered {
                rows.append(
                    Line("  \(isCaller ? text.isRegistered : text.registers(edge.from))", .dim))
                continue
            }
            let what = isCaller ? text.calls(edge.to) : text.isCalledBy(edge.from)
            var line = Line("  \(what)")
            line = line.right(
                words.live.perSecond(Numbers.tenths(edge.rate)), edge.rate > 0 ? .plain : .dim)
            line = line.right("  " + text.inAll(Numbers.grouped(edge.count)), .dim)
            line = line.right(
                "  " + text.failed(Numbers.grouped(edge.failures)),
                edge.failures > 0 ? .broken : .dim)
            rows.append(line)
        }
        if node.kind == .you { rows.append(Line("  \(text.youBuy)", .dim)) }
        return rows
    }

    /// Those who watch: the tracer and Lookout, and what they lost.
    private func watcherRows(_ width: Int) -> [Line] {
        var line = Line(words.topology.watching + " ", .dim)
        for name in TopologyGraph.watchers {
            guard let status = model.live.component(name) else { continue }
            line.spans += [sign(status.state), Span(" \(name)  ", .dim)]
        }
        if let tracer = model.live.measured.tracer {
            line.spans += keptLine(tracer).spans
        }
        let isTraced = model.live.measured.hasTracedCalls
        return (isTraced ? [] : wrapped(words.topology.needsTraces, width, .dim)) + [line]
    }
}
