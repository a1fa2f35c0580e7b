import TracerAPI
import Wire

extension Model {
    /// Who calls whom, as it is measured.
    var topologyGraph: TopologyGraph {
        TopologyGraph(live, you: words.live.you, at: now)
    }

    /// The selected node; the first when nothing else is.
    var selectedNode: TopologyGraph.Node? {
        let nodes = topologyGraph.nodes
        return nodes.first { $0.name == system.node } ?? nodes.first
    }

    /// Moves among the nodes, in the order of the list; its first process is selected with it.
    mutating func moveTopology(_ step: Int) {
        let nodes = topologyGraph.nodes
        guard let current = nodes.firstIndex(where: { $0.name == selectedNode?.name }) else {
            return
        }
        let node = nodes[moved(current, by: step, count: nodes.count)]
        system.node = node.name
        if let first = node.replicas.first { system.selection = first.name }
    }

    /// Shows the traces of the selected node.
    mutating func showItsTraces() -> [Command] {
        guard let application = selectedNode?.application else { return [] }
        // A database tells no spans of its own: those who call it do.
        let services = live.measured.tracer?.services ?? []
        traces.open = nil
        traces.selection = nil
        traces.filter = TracesState().filter
        traces.filter.service = services.contains(application) ? application : nil
        return show(.traces)
    }
}
