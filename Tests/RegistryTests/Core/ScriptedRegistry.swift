import RegistryAPI
import RegistryCore

/// A registry under a hand-moved clock.
struct ScriptedRegistry {
    static let start: Int64 = 1_700_000_000_000

    var registry: Registry
    var now = ScriptedRegistry.start

    init(limits: RegistryLimits = RegistryLimits()) {
        registry = Registry(limits: limits)
    }

    @discardableResult
    mutating func callAsFunction(_ event: RegistryEvent) -> [RegistryAction] {
        registry.handle(event, at: now)
    }

    /// Lets time pass in ticks of at most half a second, and gives what they brought about.
    mutating func after(_ milliseconds: Int64) -> [RegistryAction] {
        let end = now + milliseconds
        var actions: [RegistryAction] = []
        repeat {
            now = min(end, now + 500)
            actions += self(.tick)
        } while now < end
        return actions
    }

    /// Connects clients 1 to `count`, from ports of their number.
    mutating func connect(_ count: Int) {
        for number in 1...count {
            self(.connected(ConnectionID(number), address: "127.0.0.1:\(number)"))
        }
    }

    @discardableResult
    mutating func publish(
        _ connection: Int, _ id: String, version: Int64 = 1, timestamp: Int64 = 1,
        data: [String]? = nil
    ) -> [RegistryAction] {
        self(
            .publish(
                ConnectionID(connection),
                Publication(
                    service: account, registrationID: id, version: version, timestamp: timestamp,
                    application: "balance_mng", data: data ?? ["127.0.0.1:\(id)"])))
    }

    @discardableResult
    mutating func subscribe(_ connection: Int, _ id: String) -> [RegistryAction] {
        self(
            .subscribe(
                ConnectionID(connection),
                Subscription(service: account, registrationID: id, version: 1)))
    }
}

/// The service most tests are about.
let account = ServiceKey(service: "BalanceMngFacade:1.0:user0")

extension [RegistryAction] {
    /// The pushes among them, in order.
    var pushes: [Push] {
        compactMap { action in
            guard case .push(let push) = action else { return nil }
            return push
        }
    }

    /// Who is pushed what: `c2: 127.0.0.1:a 127.0.0.1:b`.
    var lists: [String] {
        pushes.map { "\($0.connection): \($0.data.joined(separator: " "))" }
    }

    /// The refusals among the answers.
    var refusals: [Refusal] {
        compactMap { action in
            guard case .answer(let answer) = action else { return nil }
            return answer.refusal
        }
    }

    /// The closings among them.
    var closings: [RegistryAction] {
        filter { action in
            guard case .close = action else { return false }
            return true
        }
    }
}
