import Canvas
import CoordinatorAPI
import TracerAPI
import Wire

extension Model {
    /// Lines that a notch of the wheel moves a text by.
    private static let notch = 3

    /// The wheel: a list moves by a row, a text by some lines. It never answers a question.
    mutating func turned(_ action: Action) {
        guard let context = KeyContext(self) else { return }
        switch context {
        case .question, .answer, .projector: return
        case .agenda, .steps, .shop, .system, .topology, .traces, .trace, .metrics,
            .transactions, .breaking:
            move(action)
        case .transaction where transactions.open?.part == .wire: move(action)
        case .step, .logs, .help, .transaction: for _ in 0..<Self.notch { move(action) }
        }
    }

    /// A click: on a key of the footer, on a screen's name, or on a row of a list, which it selects;
    /// on the selected row it does what Enter does.
    mutating func clicked(_ point: Point) -> [Command] {
        let layout = Layout(self)
        guard layout.room != .tiny, let context = KeyContext(self), context != .projector else {
            return []
        }
        let scene = Scene(self)
        if layout.footer.contains(point) {
            guard remark == nil else {
                remark = nil
                return []
            }
            return scene.footerKey(at: point, layout).map { pressed($0) } ?? []
        }
        remark = nil
        guard context != .question, context != .answer else { return [] }
        if layout.tabs.contains(point) {
            return scene.tab(at: point, layout).map { show($0) } ?? []
        }
        guard help == nil, layout.body.contains(point) else { return [] }
        let rows = scene.body(layout.body.size)
        let row = point.y - layout.body.y
        guard rows.indices.contains(row), let item = rows[row].item else { return [] }
        return selected(item, in: context)
    }

    private mutating func selected(_ item: Int, in context: KeyContext) -> [Command] {
        switch context {
        case .agenda:
            if labs.agendaSelection == item { return pressed(.enter) }
            labs.agendaSelection = item
        case .steps:
            if labs.stepSelection == item { return pressed(.enter) }
            labs.stepSelection = item
        case .shop:
            if shop.selection == item { return pressed(.enter) }
            shop.selection = item
        case .system:
            let components = live.components
            if components.indices.contains(item) { system.selection = components[item].name }
        case .topology:
            let nodes = topologyGraph.nodes
            if nodes.indices.contains(item) { system.node = nodes[item].name }
        case .traces:
            if traces.selectedIndex == item { return pressed(.enter) }
            traces.selection = traces.listings?[item].traceId
        case .trace: traces.open?.row = item
        case .metrics:
            let names = metrics.answers?.applications.map(\.name) ?? []
            if names.indices.contains(item) { metrics.selection = names[item] }
        case .transactions:
            if transactions.selectedIndex == item { return pressed(.enter) }
            transactions.selection = transactions.listings?[item].xid
        case .transaction: transactions.open?.frame = item
        case .breaking: if targets.indices.contains(item) { breaking.selection = targets[item] }
        default: break
        }
        return []
    }
}
