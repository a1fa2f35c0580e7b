import TracerAPI
import Wire

/// What the running components said last.
struct LiveState: Equatable, Sendable {
    /// The supervisor's last snapshot.
    var snapshot: SupervisorSnapshot?
    /// What the components said of themselves.
    var measured = Measurements()
    /// Whether money and books are what they were.
    var invariant = ShopInvariant()
    /// Counts over time, for rates and charts; those of providers that are gone are forgotten.
    var histories: [Series: CountHistory] = [:]
    /// Which component was last at a port: what is gone keeps its name.
    var names: [Int: ComponentID] = [:]
    /// What changed lately.
    var changes = Changes()
    /// How often the evidence of each component may have changed, as it said last.
    var changeCounts: [Endpoint: Int] = [:]

    /// What is counted.
    enum Series: Hashable {
        case orders
        case refusals
        /// Calls of the provider at an address.
        case calls(String)
        /// Calls that traces tell of, from one application to another.
        case linkCalls(String, String)
        /// Those that failed.
        case linkFailures(String, String)
    }

    /// Nothing known.
    init() {}

    /// Tenths of an order a second.
    func orderRate(at now: Int64) -> Int {
        histories[.orders]?.tenthsPerSecond(at: now) ?? 0
    }

    /// Adds what the bookstore counted.
    mutating func count(_ bookstore: Measurements.Bookstore, at now: Int64) {
        histories[.orders, default: CountHistory()].add(bookstore.orders, at: now)
        histories[.refusals, default: CountHistory()].add(bookstore.refusals, at: now)
        for provider in bookstore.providers {
            histories[.calls(provider.address), default: CountHistory()]
                .add(provider.calls, at: now)
        }
        let known = Set(bookstore.providers.map(\.address))
        histories = histories.filter { series, _ in
            if case .calls(let address) = series { return known.contains(address) }
            return true
        }
    }

    /// Adds what the tracer counted.
    mutating func count(_ tracer: Measurements.Tracer, at now: Int64) {
        for link in tracer.links.prefix(TopologyGraph.limit) {
            histories[.linkCalls(link.parent, link.child), default: CountHistory()]
                .add(link.callCount, at: now)
            histories[.linkFailures(link.parent, link.child), default: CountHistory()]
                .add(link.errorCount, at: now)
        }
        let known = Set(tracer.links.map { [$0.parent, $0.child] })
        histories = histories.filter { series, _ in
            switch series {
            case .linkCalls(let from, let to), .linkFailures(let from, let to):
                known.contains([from, to])
            case .orders, .refusals, .calls: true
            }
        }
    }

    /// The components in start order.
    var components: [ComponentStatus] {
        snapshot?.components ?? []
    }

    /// One component; nil when the supervisor does not know it.
    func component(_ name: String) -> ComponentStatus? {
        components.first { $0.name == ComponentID(name) }
    }

    /// Every account instance, in start order.
    var accounts: [ComponentStatus] {
        components.filter { $0.name.component == "account" }
    }

    /// Where a component answers over HTTP; nil while it is not ready.
    func readyPort(of name: String) -> Int? {
        guard let component = component(name), component.state == .ready else { return nil }
        return component.http
    }

    /// Where the bookstore takes orders; nil while it is not ready.
    var bookstorePort: Int? {
        guard let bookstore = component("bookstore"), bookstore.state == .ready else { return nil }
        return bookstore.port
    }

    /// The HTTP port of a process that keeps the ledger beside the bookstore; nil when the bookstore
    /// keeps it, or nobody does.
    var ledgerPort: Int? {
        guard measured.bookstore?.binding == .bolt else { return nil }
        return accounts.first { $0.state == .ready && $0.http != nil }?.http
    }

    /// Where to measure: every component that is ready.
    var endpoints: [Endpoint] {
        components.compactMap { status in
            guard status.state == .ready, let http = status.http else { return nil }
            return Endpoint(component: status.name, http: http)
        }
    }
}
