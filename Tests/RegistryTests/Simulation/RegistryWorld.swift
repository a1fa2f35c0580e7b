import RegistryAPI
import RegistryClient
import RegistryCore
import TestSupport

/// The real rules of registry and clients on a simulated network and clock.
///
/// Messages of one connection arrive in order, after 1 to 20 ms. Connections break, clients freeze
/// without a word and come back, the registry is killed and starts again knowing nothing, pushes and
/// their answers are lost. Everything follows from the seed; the transcript has a line an event.
struct RegistryWorld {
    /// What may go wrong, as chances in a thousand at every step of chaos.
    struct Chaos {
        var breaks = 200
        var freezes = 150
        var restarts = 60
        var changes = 500
        /// Of every push and of every answer to one.
        var losses = 100
    }

    struct Client {
        var conversation: RegistryConversation
        var incarnation = 0
        var connection: Int?
        var isFrozen = false
        var frozenAt: Int64 = 0
    }

    struct Connection {
        var client: Int
        var isOpenAtClient = true
        var isOpenAtRegistry = false
        var lastArrival: [Bool: Int64] = [:]
    }

    enum Message {
        case register(ClientRegistration)
        case synchronize
        case pushAnswer(Int)
        case answer(RegistrationAnswer)
        case synchronized(String)
        case push(Push)
    }

    enum Happening {
        case clientTick(Int)
        case registryTick
        case atRegistry(Int, Message)
        case atClient(Int, Message)
        case opened(client: Int, connection: Int?)
        case closedAtRegistry(Int)
        case closedAtClient(Int)
        case pushTimedOut(Int)
        case requestTimedOut(connection: Int, request: Int)
        case registryStarts
        case chaos
    }

    static let services = (0..<3).map { ServiceKey(service: "service\($0):1.0") }

    var random: SeededRandom
    let chaos: Chaos
    var chaosEnds: Int64
    var now: Int64 = 1_700_000_000_000
    var sequence = 0
    var queue: [(time: Int64, sequence: Int, happening: Happening)] = []
    var registry: Registry?
    var incarnation = 1
    var clients: [Client] = []
    var connections: [Int: Connection] = [:]
    var pushes: [Int: (incarnation: Int, number: Int)] = [:]
    var requests = 0
    /// By connection, the last request sent when something was answered last.
    var answered: [Int: Int] = [:]
    var transcript: [String] = []
    /// Lists that a client's directory changed to: client, service, data.
    var lists: [(client: Int, service: ServiceKey, data: [String])] = []

    init(seed: UInt64, clients count: Int, chaos: Chaos, lasting duration: Int64) {
        random = SeededRandom(seed: seed)
        self.chaos = chaos
        chaosEnds = 1_700_000_000_000 + duration
        registry = Registry()
        for index in 0..<count {
            clients.append(Client(conversation: RegistryConversation(clientID: "client\(index)")))
            for service in Self.services { wish(index, .subscribe(service)) }
            if index > 0 { wish(index, .publish(Self.services[index % 3], data: "host\(index)")) }
            schedule(.clientTick(index), in: Int64(index))
        }
        schedule(.registryTick, in: 50)
        schedule(.chaos, in: 1_000)
    }

    /// Runs until a time, measured from the start.
    mutating func run(for duration: Int64) {
        let end = now + duration
        while let next = queue.first, next.time <= end {
            queue.removeFirst()
            now = next.time
            step(next.happening)
        }
        now = end
    }

    mutating func schedule(_ happening: Happening, in delay: Int64) {
        sequence += 1
        let entry = (time: now + delay, sequence: sequence, happening: happening)
        let index = queue.lastIndex { $0.time <= entry.time } ?? -1
        queue.insert(entry, at: index + 1)
    }

    mutating func note(_ text: String) {
        transcript.append("\(now - 1_700_000_000_000) \(text)")
    }

    mutating func chance(_ thousandths: Int) -> Bool {
        Int(random.next() % 1_000) < thousandths
    }

    mutating func number(below bound: Int) -> Int {
        Int(random.next() % UInt64(bound))
    }
}
