import HomeFiles
import LabKit
import Wire

/// Builds the tree of evidence from what was answered; pure.
///
/// Derived values, beside what components say: `bookstore.booksMissing` (books that are neither in
/// stock nor in an order), `bookstore.currentProviders` (those of its providers that the registry has
/// too: the bookstore also tells of some that left), `registry.providers` (of all services),
/// `account.*` (over all instances), `invariant.moneyMissing` (yuan, over all users; below zero when there
/// are too many), `coordinator.resources` (of all its clients), `coordinator.unfinished` and
/// `coordinator.rolledBack` (transactions, whatever led to it).
struct EvidenceBuilder {
    private var tree: [String: JSONValue] = [:]
    private var gaps: [String: EvidenceGap] = [:]

    var evidence: Evidence {
        Evidence(tree: .object(tree), gaps: gaps)
    }

    init(snapshot: SupervisorSnapshot, answers: [ComponentID: LabDoors.StateAnswer]) {
        tree["components"] = .object(
            Dictionary(
                snapshot.components.map { ($0.name.description, EvidenceBuilder.node($0)) }
            ) { $1 })
        addBookstore(snapshot, answers)
        addRegistry(snapshot, answers)
        addAccounts(snapshot, answers)
        addCurrentProviders()
        addOthers(snapshot, answers)
        addInvariant()
    }

    /// Components that need no sums or derived values: what they say of themselves, by their name.
    private mutating func addOthers(
        _ snapshot: SupervisorSnapshot, _ answers: [ComponentID: LabDoors.StateAnswer]
    ) {
        for id in snapshot.components.map(\.name)
        where !["bookstore", "registry", "account"].contains(id.component) {
            switch read(id, snapshot, answers) {
            case .failure(let failure): gaps[id.description] = failure.gap
            case .success(let members):
                let isCoordinator = id.component == "coordinator"
                tree[id.description] = .object(
                    isCoordinator
                        ? members.merging(Self.sums(ofCoordinator: members)) { $1 } : members)
            }
        }
    }

    private static func sums(
        ofCoordinator members: [String: JSONValue]
    ) -> [String: JSONValue] {
        func count(_ key: String, _ isMeant: (String) -> Bool) -> JSONValue {
            guard case .object(let counts)? = members[key] else { return .number(0) }
            return .number(
                counts.reduce(0) { sum, entry in
                    guard case .number(let count) = entry.value, isMeant(entry.key) else {
                        return sum
                    }
                    return sum + count
                })
        }
        var resources: [JSONValue] = []
        if case .array(let clients)? = members["clients"] {
            for case .array(let names)? in clients.map({ $0["resources"] }) { resources += names }
        }
        return [
            "unfinished": count("live") { _ in true },
            "stuck": count("live") { $0.hasSuffix("Failed") },
            "rolledBack": count("ended") { $0.hasSuffix("Rollbacked") },
            "committed": count("ended") { $0 == "Committed" },
            "resources": .array(resources),
        ]
    }

    /// Money that is missing: what the users started with, less balances and orders; and less frozen
    /// amounts while a global transaction is under way, since afterwards they belong to nobody.
    private mutating func addInvariant() {
        guard case .string(let balances)? = tree["account"]?["balances"],
            case .string(let frozen)? = tree["account"]?["frozen"],
            case .number(let users)? = tree["account"]?["users"],
            case .string(let orders)? = tree["bookstore"]?["ordersValue"],
            let balances = Money(balances), let frozen = Money(frozen), let orders = Money(orders)
        else {
            gaps["invariant"] = gaps["bookstore"] ?? gaps["account"]
            return
        }
        let isUnderway: Bool =
            if case .number(let count)? = tree["coordinator"]?["unfinished"] { count > 0 } else {
                false
            }
        let fen =
            Int64(users) * 100_000_000 - balances.fen - orders.fen - (isUnderway ? frozen.fen : 0)
        tree["invariant"] = ["moneyMissing": .number(Double(fen) / 100)]
    }

    private static func node(_ component: ComponentStatus) -> JSONValue {
        func number(_ value: Int?) -> JSONValue { value.map { .number(Double($0)) } ?? .null }
        return [
            "state": .string(component.state.rawValue), "ready": .bool(component.state == .ready),
            "pid": number(component.pid.map(Int.init)), "port": number(component.port),
            "http": number(component.http), "restarts": number(component.restarts),
        ]
    }

    private func read(
        _ id: ComponentID, _ snapshot: SupervisorSnapshot,
        _ answers: [ComponentID: LabDoors.StateAnswer]
    ) -> Result<[String: JSONValue], GatheringGap> {
        let name = id.description
        let status = snapshot.components.first { $0.name == id }
        switch status?.state {
        case nil, .stopped, .failed: return .failure(.init(.notRunning(name)))
        case .starting, .stopping: return .failure(.init(.starting(name)))
        case .ready:
            switch answers[id] {
            case .state(.object(var members)):
                // Where it listens, beside what it says of itself.
                if members["port"] == nil, let port = status?.port ?? status?.http {
                    members["port"] = .number(Double(port))
                }
                return .success(members)
            case .state, .unintelligible: return .failure(.init(.unintelligible(name)))
            case .noAnswer, nil: return .failure(.init(.noAnswer(name)))
            }
        }
    }

    private mutating func addBookstore(
        _ snapshot: SupervisorSnapshot, _ answers: [ComponentID: LabDoors.StateAnswer]
    ) {
        switch read(ComponentID("bookstore"), snapshot, answers) {
        case .failure(let failure): gaps["bookstore"] = failure.gap
        case .success(var members):
            members["booksMissing"] = EvidenceBuilder.booksMissing(members)
            tree["bookstore"] = .object(members)
        }
    }

    /// Every user starts with 10,000 copies of each of the five books; each copy is in stock, sold, or
    /// in an order whose payment is in doubt. Nil when the bookstore does not tell all of it.
    private static func booksMissing(_ members: [String: JSONValue]) -> JSONValue? {
        var counts: [Double] = []
        for key in ["users", "booksLeft", "booksSold", "booksInDoubt"] {
            guard case .number(let count)? = members[key] else { return nil }
            counts.append(count)
        }
        return .number(counts[0] * 50_000 - counts[1] - counts[2] - counts[3])
    }

    private mutating func addCurrentProviders() {
        guard case .object(var members)? = tree["bookstore"],
            case .array(let known)? = members["providers"],
            case .array(let services)? = tree["registry"]?["services"]
        else { return }
        var registered: Set<JSONValue> = []
        for case .array(let providers)? in services.map({ $0["providers"] }) {
            registered.formUnion(providers.compactMap { $0["address"] })
        }
        members["currentProviders"] = .array(
            known.filter { $0["address"].map(registered.contains) ?? false })
        tree["bookstore"] = .object(members)
    }

    private mutating func addRegistry(
        _ snapshot: SupervisorSnapshot, _ answers: [ComponentID: LabDoors.StateAnswer]
    ) {
        switch read(ComponentID("registry"), snapshot, answers) {
        case .failure(let failure): gaps["registry"] = failure.gap
        case .success(var members):
            if case .array(let services)? = members["services"] {
                members["providers"] = .number(
                    services.reduce(0) { sum, service in
                        guard case .array(let providers)? = service["providers"] else { return sum }
                        return sum + Double(providers.count)
                    })
            }
            tree["registry"] = .object(members)
        }
    }

    /// Sums over the instances that are ready. One that is ready and silent makes the sums unknown.
    private mutating func addAccounts(
        _ snapshot: SupervisorSnapshot, _ answers: [ComponentID: LabDoors.StateAnswer]
    ) {
        let ids = snapshot.components.map(\.name).filter { $0.component == "account" }
        var states: [String: JSONValue] = [:]
        for id in ids {
            switch read(id, snapshot, answers) {
            case .success(let members): states[id.description] = .object(members)
            case .failure(let failure):
                guard failure.isSilence else { continue }
                gaps["account"] = failure.gap
                gaps["accounts"] = failure.gap
            }
        }
        guard gaps["account"] == nil else { return }
        tree["accounts"] = .object(states)
        guard !states.isEmpty else {
            let first = read(ids.min() ?? ComponentID("account"), snapshot, answers)
            if case .failure(let failure) = first { gaps["account"] = failure.gap }
            return
        }
        let sorted = states.sorted { $0.key < $1.key }.map(\.value)
        tree["account"] = EvidenceBuilder.sums(of: sorted)
    }

    private static func sums(of states: [JSONValue]) -> JSONValue {
        func numbers(_ key: String) -> [Double] {
            states.compactMap { if case .number(let value)? = $0[key] { value } else { nil } }
        }
        func texts(_ key: String) -> Set<JSONValue> { Set(states.compactMap { $0[key] }) }
        var sums: [String: JSONValue] = ["instances": .number(Double(states.count))]
        // What is in the one database that all instances share, each instance tells in full.
        for key in ["payments", "users"] { sums[key] = numbers(key).max().map { .number($0) } }
        sums["paymentsHere"] = .number(numbers("paymentsHere").reduce(0, +))
        sums["paymentsByInstance"] = .array(numbers("paymentsHere").map { .number($0) })
        for key in ["uniqueId", "name"] where texts(key).count == 1 {
            sums[key] = texts(key).first
        }
        sums["port"] = states.first?["port"]
        for key in [
            "balances", "frozen", "undoLogs", "tombstones", "fences", "coordinatorConnected",
        ] {
            sums[key] = states.first?[key]
        }
        if case .string(let text)? = sums["frozen"], let frozen = Money(text) {
            sums["frozenYuan"] = .number(Double(frozen.fen) / 100)
        }
        return .object(sums)
    }

    // MARK: Files

    mutating func addFiles(
        applied: HomeReader.Texts?, saved: Result<HomeReader.Texts, FileProblems>
    ) {
        guard let applied, case .success(let files) = applied.parse() else {
            for name in ["bookstore", "account", "workshop"] {
                gaps["files.\(name)"] = .notApplied(file: "\(name).yaml", problem: nil)
            }
            return
        }
        tree["files"] = [
            "bookstore": files.bookstore.evidence, "account": files.account.evidence,
            "workshop": files.workshop.evidence,
        ]
        guard case .failure(let failure) = saved.flatMap({ $0.parse() }),
            let problem = failure.problems.first
        else { return }
        // A saved file with a mistake is not in force, and neither are the others saved since.
        let now = try? saved.get()
        for (name, text, old) in [
            ("bookstore", now?.bookstore, applied.bookstore),
            ("account", now?.account, applied.account),
            ("workshop", now?.workshop, applied.workshop),
        ] where text != old {
            gaps["files.\(name)"] = .notApplied(
                file: "\(name).yaml",
                problem: .init(
                    chinese: problem.line(in: .chinese), english: problem.line(in: .english)))
        }
    }
}

/// A gap as an error.
private struct GatheringGap: Error {
    let gap: EvidenceGap

    init(_ gap: EvidenceGap) {
        self.gap = gap
    }

    /// Said to run, and yet nothing to be had from it.
    var isSilence: Bool {
        switch gap {
        case .noAnswer, .unintelligible: true
        default: false
        }
    }
}

extension BookstoreFile {
    fileprivate var evidence: JSONValue {
        [
            "name": .string(name), "port": .number(Double(port)), "uniqueId": .string(uniqueID),
            "registry": .string(registry.description), "lookout": lookout.evidence,
            "tracer": tracer.evidence, "transactions": .string(transactions.rawValue),
            "services": services.evidence, "references": references.evidence,
        ]
    }
}

extension AccountFile {
    fileprivate var evidence: JSONValue {
        [
            "name": .string(name), "port": .number(Double(port)), "uniqueId": .string(uniqueID),
            "instances": .number(Double(instances)), "registry": .string(registry.description),
            "lookout": lookout.evidence, "tracer": tracer.evidence,
            "transactions": .string(transactions.rawValue),
            "fence": .string(isFenced ? "on" : "off"),
            "services": services.evidence,
        ]
    }
}

extension WorkshopFile {
    fileprivate var evidence: JSONValue {
        [
            "registry": [
                "port": .number(Double(registryPort)), "http": .number(Double(registryHTTP)),
            ],
            "lookout": ["port": .number(Double(lookoutPort))],
            "tracer": ["port": .number(Double(tracerPort))],
            "coordinator": ["port": .number(Double(coordinatorPort))],
        ]
    }
}

extension NetworkAddress? {
    /// Its text; empty for none.
    fileprivate var evidence: JSONValue { .string(self?.description ?? "") }
}

extension Array where Element == ServiceDeclaration {
    fileprivate var evidence: JSONValue {
        .array(
            map { ["interface": .string($0.interface), "binding": .string($0.binding.rawValue)] })
    }
}
