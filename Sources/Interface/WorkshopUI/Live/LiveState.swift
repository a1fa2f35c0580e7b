import Wire

/// What the running components said last.
struct LiveState: Equatable, Sendable {
    /// The supervisor's last snapshot.
    var snapshot: SupervisorSnapshot?
    /// What the components said of themselves.
    var measured = Measurements()
    /// Orders over time, for the rate and the chart.
    var sales = SalesHistory()
    /// What changed lately.
    var changes = Changes()

    /// Nothing known.
    init() {}

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

    /// Where the bookstore takes orders; nil while it is not ready.
    var bookstorePort: Int? {
        guard let bookstore = component("bookstore"), bookstore.state == .ready else { return nil }
        return bookstore.port
    }

    /// Where to measure: every component that is ready.
    var endpoints: [Endpoint] {
        components.compactMap { status in
            guard status.state == .ready, let http = status.http else { return nil }
            return Endpoint(component: status.name, http: http)
        }
    }
}
