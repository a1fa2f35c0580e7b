import TracerAPI
import Wire

/// Who calls whom, as it is measured: components and databases, and the calls between them.
///
/// The calls are those that the tracer has seen; without traces the bookstore's own count of its calls
/// stands in. That a service is published is what the processes themselves say.
struct TopologyGraph: Equatable {
    /// What a node is.
    enum Kind: Equatable {
        /// The attendee.
        case you
        /// Processes of one component.
        case component
        /// A database, which traces name.
        case database
        /// Somebody else whom traces name.
        case stranger
    }

    /// A node.
    struct Node: Equatable {
        /// Its name: `bookstore`, `stock.db`.
        var name: String
        var kind: Kind
        /// The name that traces and metrics have for it; nil when they have none.
        var application: String?
        /// Its processes, in start order.
        var replicas: [ComponentStatus] = []
    }

    /// What an edge tells.
    enum Relation: Equatable {
        /// One calls the other.
        case calls
        /// One keeps its services in the other, which tells it of others'.
        case isRegistered
    }

    /// Who calls whom.
    struct Edge: Equatable {
        var from: String
        var to: String
        var relation: Relation
        /// Tenths of a call a second, over the last ten seconds.
        var rate = 0
        /// The same of calls that failed.
        var failureRate = 0
        /// Those that failed in the last minute.
        var recentFailures = 0
        /// Calls in all.
        var count = 0
        /// Those that failed.
        var failures = 0
    }

    private(set) var nodes: [Node] = []
    private(set) var edges: [Edge] = []

    /// The components whose calls to others are beside the point: they watch.
    static let watchers = ["tracer", "lookout"]
    /// More nodes or edges are not drawn.
    static let limit = 40

    /// The graph of what was measured last.
    init(_ live: LiveState, you: String, at now: Int64) {
        var names: [String: String] = [:]
        for status in live.components where !Self.watchers.contains(status.name.component) {
            let name = status.name.component
            names[status.application ?? name] = name
            if let index = nodes.firstIndex(where: { $0.name == name }) {
                nodes[index].replicas.append(status)
            } else {
                nodes.append(
                    Node(
                        name: name, kind: .component, application: status.application ?? name,
                        replicas: [status]))
            }
        }
        addYou(live, you, at: now)
        addCalls(live, names, at: now)
        addRegistrations(live)
    }

    private mutating func addYou(_ live: LiveState, _ you: String, at now: Int64) {
        guard live.bookstorePort != nil else { return }
        nodes.insert(Node(name: you, kind: .you), at: 0)
        let orders = live.histories[.orders]
        let refusals = live.histories[.refusals]
        let sold = live.measured.bookstore?.orders ?? 0
        let refused = live.measured.bookstore?.refusals ?? 0
        edges.append(
            Edge(
                from: you, to: "bookstore", relation: .calls,
                rate: (orders?.tenthsPerSecond(at: now) ?? 0)
                    + (refusals?.tenthsPerSecond(at: now) ?? 0),
                failureRate: refusals?.tenthsPerSecond(at: now) ?? 0,
                recentFailures: refusals?.withinMinute(of: now) ?? 0, count: sold + refused,
                failures: refused))
    }

    private mutating func addCalls(_ live: LiveState, _ names: [String: String], at now: Int64) {
        let links = (live.measured.tracer?.links ?? []).prefix(Self.limit)
        for link in links where !Self.watchers.contains(link.parent) && link.parent != link.child {
            let from = names[link.parent] ?? link.parent
            let to = names[link.child] ?? link.child
            // That the registry tells others what they asked to be told is drawn once, as registration.
            guard from != "registry", to != "registry", !Self.watchers.contains(to) else {
                continue
            }
            for (name, application) in [(from, link.parent), (to, link.child)]
            where !nodes.contains(where: { $0.name == name }) {
                let kind: Kind = name.hasSuffix(".db") ? .database : .stranger
                nodes.append(Node(name: name, kind: kind, application: application))
            }
            let calls = live.histories[.linkCalls(link.parent, link.child)]
            let failures = live.histories[.linkFailures(link.parent, link.child)]
            edges.append(
                Edge(
                    from: from, to: to, relation: .calls,
                    rate: calls?.tenthsPerSecond(at: now) ?? 0,
                    failureRate: failures?.tenthsPerSecond(at: now) ?? 0,
                    recentFailures: failures?.withinMinute(of: now) ?? 0,
                    count: link.callCount, failures: link.errorCount))
        }
        addCountedCalls(live, at: now)
    }

    /// The bookstore's own count of its calls, where no trace tells of them.
    private mutating func addCountedCalls(_ live: LiveState, at now: Int64) {
        guard let bookstore = live.measured.bookstore, bookstore.binding == .bolt,
            nodes.contains(where: { $0.name == "account" }),
            !edges.contains(where: { $0.from == "bookstore" && $0.to == "account" })
        else { return }
        let rates = bookstore.providers.map {
            live.histories[.calls($0.address)]?.tenthsPerSecond(at: now) ?? 0
        }
        edges.append(
            Edge(
                from: "bookstore", to: "account", relation: .calls, rate: rates.reduce(0, +),
                count: bookstore.providers.reduce(0) { $0 + $1.calls }))
    }

    private mutating func addRegistrations(_ live: LiveState) {
        guard nodes.contains(where: { $0.name == "registry" }) else { return }
        if live.measured.bookstore?.registryConnected == true {
            edges.append(Edge(from: "bookstore", to: "registry", relation: .isRegistered))
        }
        if live.measured.accounts.values.contains(where: \.registryConnected) {
            edges.append(Edge(from: "account", to: "registry", relation: .isRegistered))
        }
    }

    /// The edges that begin or end at a node.
    func edges(at name: String) -> [Edge] {
        edges.filter { $0.from == name || $0.to == name }
    }
}
