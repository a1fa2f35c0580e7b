import TracerAPI
import Wire

/// What `GET /state` of the components said, typed. Source of the keys: the components' own
/// evidence; unknown keys are passed over, missing ones are nil or empty.
struct Measurements: Equatable, Sendable {
    /// How the bookstore reaches the account.
    enum Binding: String, Equatable {
        /// In the same process.
        case local
        /// Over the wire.
        case bolt
    }

    /// What the bookstore said.
    struct Bookstore: Equatable {
        var binding: Binding
        var orders: Int
        var booksSold: Int
        var inDoubt: Int
        /// Orders refused, for any reason.
        var refusals: Int
        var providers: [Provider]
        var registryConnected: Bool
        /// Users that have books, and what all their orders are worth.
        var users: Int
        var ordersValue: Money
        /// Copies left of all of them; nil when it was not said.
        var booksLeft: Int?
        var booksInDoubt: Int
    }

    /// An account that the bookstore knows, and how often it called it.
    struct Provider: Equatable {
        var address: String
        var calls: Int
    }

    /// What an account process said.
    struct Account: Equatable {
        var payments: Int
        var paymentsHere: Int
        var published: [String]
        var registryConnected: Bool
        /// Users that have money, what they have together, and what of it is frozen besides; nil when it
        /// was not said.
        var users: Int
        var balances: Money?
        var frozen: Money
    }

    /// What the coordinator said.
    struct Coordinator: Equatable {
        /// Transactions under way, by Seata's name of where they stand.
        var live: [String: Int]
    }

    /// A service in the registry.
    struct Service: Equatable {
        var name: String
        var providers: [ServiceProvider]
        var subscribers: Int
    }

    /// Who provides a service.
    struct ServiceProvider: Equatable {
        var address: String
        var weight: Int
        var application: String
        /// Milliseconds since 1970.
        var since: Int64
    }

    /// What the tracer said.
    struct Tracer: Equatable {
        /// Traces and spans that are kept.
        var traces: Int
        var spans: Int
        /// Spans that never arrived: dropped by components, or too large.
        var dropped: Int
        /// Traces that were not recorded: too many in a second.
        var unsampled: Int
        /// Spans that made room for newer ones.
        var evicted: Int
        /// The services that tell spans, sorted.
        var services: [String]
        /// Who calls whom.
        var links: [DependencyLink]
    }

    /// A component that Lookout asks for its metrics.
    struct Target: Equatable {
        var instance: String
        var app: String
        /// Whether it answered the last time.
        var isUp: Bool
    }

    /// What Lookout said.
    struct Lookout: Equatable {
        var targets: [Target]
        var series: Int
        var bytes: Int
        /// Series not made because there were too many.
        var dropped: Int
    }

    /// Nil when the tracer did not answer.
    var tracer: Tracer?
    /// Nil when the coordinator did not answer.
    var coordinator: Coordinator?
    /// Nil when Lookout did not answer.
    var lookout: Lookout?
    /// Nil when the bookstore did not answer.
    var bookstore: Bookstore?
    /// The account processes that answered.
    var accounts: [ComponentID: Account] = [:]
    /// Nil when the registry did not answer.
    var services: [Service]?

    /// Whether traces tell of any call; that the registry tells others what they asked for is none.
    var hasTracedCalls: Bool {
        tracer?.links.contains { $0.parent != "registry" } ?? false
    }

    /// Nothing known.
    init() {}

    /// Reads the answers of all components that gave one.
    init(_ answers: [ComponentID: JSONValue]) {
        for (id, answer) in answers {
            switch id.component {
            case "bookstore": bookstore = Bookstore(answer)
            case "account": accounts[id] = Account(answer)
            case "registry": services = answer["services"]?.items.map { Service($0) }
            case "tracer": tracer = Tracer(answer)
            case "coordinator": coordinator = Coordinator(answer)
            case "lookout": lookout = Lookout(answer)
            default: break
            }
        }
    }
}

extension Measurements.Tracer {
    init(_ answer: JSONValue) {
        traces = answer["traces"]?.integer ?? 0
        spans = answer["spans"]?.integer ?? 0
        dropped = (answer["droppedAtSource"]?.integer ?? 0) + (answer["refused"]?.integer ?? 0)
        unsampled = answer["unsampled"]?.integer ?? 0
        evicted = answer["evicted"]?.integer ?? 0
        services = (answer["services"]?.items ?? []).compactMap(\.text)
        links = (answer["links"]?.items ?? []).map {
            DependencyLink(
                parent: $0["parent"]?.text ?? "", child: $0["child"]?.text ?? "",
                callCount: $0["callCount"]?.integer ?? 0,
                errorCount: $0["errorCount"]?.integer ?? 0)
        }
    }
}

extension Measurements.Lookout {
    init(_ answer: JSONValue) {
        series = answer["series"]?.integer ?? 0
        bytes = answer["bytes"]?.integer ?? 0
        dropped = answer["droppedSeries"]?.integer ?? 0
        targets = (answer["targets"]?.items ?? []).map {
            Measurements.Target(
                instance: $0["instance"]?.text ?? "", app: $0["app"]?.text ?? "",
                isUp: $0["up"] == .bool(true))
        }
    }
}

extension Measurements.Bookstore {
    init(_ answer: JSONValue) {
        binding = answer["binding"]?.text == "bolt" ? .bolt : .local
        orders = answer["orders"]?.integer ?? 0
        booksSold = answer["booksSold"]?.integer ?? 0
        inDoubt = answer["inDoubt"]?.integer ?? 0
        users = answer["users"]?.integer ?? 0
        ordersValue = answer["ordersValue"]?.text.flatMap { Money($0) } ?? .zero
        booksLeft = answer["booksLeft"]?.integer
        booksInDoubt = answer["booksInDoubt"]?.integer ?? 0
        refusals = answer["refusals"]?.members.reduce(0) { $0 + ($1.integer ?? 0) } ?? 0
        registryConnected = answer["registryConnected"] == .bool(true)
        providers = (answer["providers"]?.items ?? []).map {
            Measurements.Provider(
                address: $0["address"]?.text ?? "", calls: $0["calls"]?.integer ?? 0)
        }
    }
}

extension Measurements.Coordinator {
    init(_ answer: JSONValue) {
        guard case .object(let counts)? = answer["live"] else {
            live = [:]
            return
        }
        live = counts.compactMapValues(\.integer)
    }
}

extension Measurements.Account {
    init(_ answer: JSONValue) {
        users = answer["users"]?.integer ?? 0
        balances = answer["balances"]?.text.flatMap { Money($0) }
        frozen = answer["frozen"]?.text.flatMap { Money($0) } ?? .zero
        payments = answer["payments"]?.integer ?? 0
        paymentsHere = answer["paymentsHere"]?.integer ?? 0
        published = (answer["published"]?.items ?? []).compactMap(\.text)
        registryConnected = answer["registryConnected"] == .bool(true)
    }
}

extension Measurements.Service {
    init(_ answer: JSONValue) {
        name = answer["name"]?.text ?? ""
        subscribers = answer["subscribers"]?.integer ?? 0
        providers = (answer["providers"]?.items ?? []).map {
            Measurements.ServiceProvider(
                address: $0["address"]?.text ?? "", weight: $0["weight"]?.integer ?? 100,
                application: $0["app"]?.text ?? "", since: Int64($0["since"]?.integer ?? 0))
        }
    }
}

extension JSONValue {
    /// A string's text.
    var text: String? {
        guard case .string(let text) = self else { return nil }
        return text
    }

    /// A number without its fraction; nil beyond 2^53.
    var integer: Int? {
        guard case .number(let number) = self, number.magnitude < 9_007_199_254_740_992 else {
            return nil
        }
        return Int(number)
    }

    /// An object's values, in no order; none for other values.
    var members: [JSONValue] {
        guard case .object(let members) = self else { return [] }
        return Array(members.values)
    }

    /// An array's elements; none for other values.
    var items: [JSONValue] {
        guard case .array(let items) = self else { return [] }
        return items
    }
}
