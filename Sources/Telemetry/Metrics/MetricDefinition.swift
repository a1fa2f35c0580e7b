/// What is known of a metric beside its numbers.
public struct MetricDefinition: Equatable, Sendable {
    /// One sentence for people.
    public var help: String
    /// What it counts; nil for mere numbers.
    public var unit: MetricUnit?
    /// The buckets of a histogram that is recorded as plain numbers.
    public var buckets: BucketLayout

    /// A definition; buckets for sizes unless said otherwise.
    public init(help: String, unit: MetricUnit? = nil, buckets: BucketLayout = .sizes) {
        self.help = help
        self.unit = unit
        self.buckets = buckets
    }
}

extension MetricDefinition {
    /// The metrics of the workshop by name. The names of `rpc.*` and their statistics are those of
    /// SOFALookout (docs `projects/sofa-lookout/sofarpc-metrics`).
    public static let workshop: [String: MetricDefinition] = {
        var known: [String: MetricDefinition] = [
            "http.server.requests": .init(help: "HTTP requests that were answered."),
            "http.server.request.duration": .init(
                help: "Time from an HTTP request's head to the head of its answer.", unit: .seconds),
            "http.server.active_requests": .init(help: "HTTP requests being answered now."),
            "storage.commits": .init(help: "Commits to disk."),
            "storage.transactions": .init(help: "Transactions in those commits."),
            "storage.commit.duration": .init(help: "Time of a commit to disk.", unit: .seconds),
            "registry.pushes": .init(help: "Provider lists sent to subscribers."),
            "registry.connections": .init(help: "Clients connected now."),
            "registry.providers": .init(help: "Providers published now."),
            "registry.subscribers": .init(help: "Subscriptions now."),
            "shop.orders": .init(help: "Purchases by their outcome."),
            "shop.books.sold": .init(help: "Books sold."),
            "shop.revenue.fen": .init(help: "Money taken, in fen."),
        ]
        for (side, who) in [("consumer", "Calls made"), ("provider", "Calls answered")] {
            let name = "rpc.\(side).service.stats."
            known["\(name)total_count"] = .init(help: "\(who) over SOFARPC.")
            known["\(name)total_time"] = .init(
                help: "\(who) over SOFARPC: how long each took.", unit: .seconds)
            known["\(name)fail_count"] = .init(help: "\(who) over SOFARPC that failed.")
            known["\(name)fail_time"] = .init(
                help: "\(who) over SOFARPC that failed: how long each took.", unit: .seconds)
        }
        known["rpc.consumer.service.stats.request_size"] = .init(
            help: "Size of a call's argument.", unit: .bytes)
        known["rpc.consumer.service.stats.response_size"] = .init(
            help: "Size of a call's result.", unit: .bytes)
        return known
    }()
}
