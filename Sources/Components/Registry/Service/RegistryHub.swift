import Bolt
import Logging
import LongPoll
import RegistryAPI
import RegistryClient
import RegistryCore
import ServiceLifecycle
import Synchronization

/// Feeds the registry's rules with what happens on connections and in time, and carries out what
/// they say.
///
/// Requests are decided where they arrive, on the connection's event loop, one after another under a
/// lock; so what a client sends counts in the order it was sent. Pushes are sent by ``run()``. A
/// class, because all connections share the one registry.
public final class RegistryHub: Service {
    private struct State {
        var registry: Registry
        var connections: [ConnectionID: BoltConnection] = [:]
        var watchers: [Int: CheckedContinuation<WatchAnswer?, Never>] = [:]
        var watchCount = 0
        var questions = 0
        var hasEnded = false
    }

    /// The name of this start of the registry; clients tell by it that another one has begun.
    public let incarnation: String

    private let now: @Sendable () -> Int64
    private let clock: any Clock<Duration>
    private let changes: ChangeSignal?
    private let logger: Logger
    private let state: Mutex<State>
    /// At most ``RegistryLimits/unansweredPushes`` of each subscriber are on their way.
    private let pushes: AsyncStream<[(Push, BoltConnection)]>
    private let outbox: AsyncStream<[(Push, BoltConnection)]>.Continuation

    /// A hub around an empty registry.
    ///
    /// - Parameters:
    ///   - incarnation: different for every start.
    ///   - now: milliseconds since 1970, never going back.
    ///   - clock: paces the ticks, ten a second.
    ///   - changes: what advances when the evidence may have changed; nothing when nil.
    public init(
        incarnation: String, limits: RegistryLimits = RegistryLimits(),
        now: @escaping @Sendable () -> Int64 = SteadyTime.live(),
        clock: any Clock<Duration> = ContinuousClock(), changes: ChangeSignal? = nil,
        logger: Logger
    ) {
        self.incarnation = incarnation
        self.now = now
        self.clock = clock
        self.changes = changes
        self.logger = logger
        state = Mutex(State(registry: Registry(limits: limits)))
        (pushes, outbox) = AsyncStream.makeStream()
    }

    /// Sends pushes and keeps the time until it is told to stop.
    ///
    /// From then on nothing that happens counts. Stop it before the server that closes the
    /// connections: else those still open would be told that the others' providers are gone.
    public func run() async throws {
        await cancelWhenGracefulShutdown {
            await withDiscardingTaskGroup { group in
                group.addTask { await self.keepTime() }
                for await change in self.pushes {
                    for (push, connection) in change {
                        group.addTask { await self.send(push, over: connection) }
                    }
                    self.note(change.map(\.0))
                }
                group.cancelAll()
            }
        }
        let waiting = state.withLock { state in
            defer { state.watchers = [:] }
            state.hasEnded = true
            return state.watchers.values
        }
        for watcher in waiting { watcher.resume(returning: nil) }
    }

    /// Whether ``run()`` has returned.
    var hasEnded: Bool {
        state.withLock(\.hasEnded)
    }

    /// Lets the registry look at the time; ``run()`` does so ten times a second.
    public func tick() {
        handle(.tick)
    }

    /// Takes in a new connection; for a Bolt server's `onConnection`.
    public func accept(_ connection: BoltConnection) {
        let id = ConnectionID(connection)
        state.withLock { $0.connections[id] = connection }
        handle(.connected(id, address: connection.remoteAddress))
        connection.whenClosed { [weak self] in self?.end(id) }
    }

    private func end(_ id: ConnectionID) {
        _ = state.withLock { $0.connections.removeValue(forKey: id) }
        handle(.closed(id))
    }

    private func keepTime() async {
        while !Task.isCancelled {
            tick()
            try? await clock.sleep(for: .milliseconds(100))
        }
    }

    /// A line for each service that changed, to however many subscribers it goes: a hundred of them
    /// neither wait for a hundred lines nor drown the log.
    private func note(_ pushes: [Push]) {
        let changes = Dictionary(grouping: pushes, by: \.service)
        for (service, pushes) in changes.sorted(by: { $0.key < $1.key }) {
            logger.notice(
                "pushed",
                metadata: [
                    "service": "\(service.serviceName)", "providers": "\(pushes[0].data.count)",
                    "subscribers": "\(pushes.count)",
                ])
        }
    }

    private func send(_ push: Push, over connection: BoltConnection) async {
        let accepted: Bool
        let span = PushSpan.begin(push, to: connection.remoteAddress)
        do throws(BoltError) {
            var message = try BoltMessage(ReceivedDataPb(push))
            if let span { message.header = span.header }
            let reply = try await connection.request(message, deadline: .seconds(2))
            accepted = reply.takesPush
            span?.end(accepted: accepted)
        } catch {
            span?.end(error)
            logger.debug(
                "a push was not taken",
                metadata: ["client": "\(connection.remoteAddress)", "error": "\(error)"])
            accepted = false
        }
        handle(.pushAnswered(number: push.number, accepted: accepted))
    }

    /// Feeds one event to the rules and carries out what they say; gives the answer to a
    /// registration.
    @discardableResult
    func handle(_ event: RegistryEvent) -> RegistrationAnswer? {
        var answer: RegistrationAnswer?
        var change: [(Push, BoltConnection)] = []
        var closings: [(BoltConnection, CloseReason)] = []
        var watchers: [(CheckedContinuation<WatchAnswer?, Never>, WatchAnswer)] = []
        state.withLock { state in
            guard !state.hasEnded else { return }
            for action in state.registry.handle(event, at: now()) {
                switch action {
                case .answer(let given): answer = given
                case .push(let push):
                    guard let connection = state.connections[push.connection] else { continue }
                    change.append((push, connection))
                case .close(let id, let reason):
                    guard let connection = state.connections[id] else { continue }
                    closings.append((connection, reason))
                case .answerWatch(let number, let given):
                    guard let watcher = state.watchers.removeValue(forKey: number) else { continue }
                    watchers.append((watcher, given))
                }
            }
            // Under the lock, so that lists leave in the order of their versions.
            if !change.isEmpty { outbox.yield(change) }
        }
        for (connection, reason) in closings {
            logger.warning(
                "closed a client's connection",
                metadata: ["client": "\(connection.remoteAddress)", "reason": "\(reason)"])
            connection.close()
        }
        for (watcher, given) in watchers { watcher.resume(returning: given) }
        if event.mayChangeEvidence || !change.isEmpty { changes?.advance() }
        return answer
    }
}

/// Questions to the registry.
extension RegistryHub {
    /// What the registry knows now.
    func read<Value: Sendable>(_ question: (Registry) -> Value) -> Value {
        state.withLock { question($0.registry) }
    }

    /// Counts a question of a person or program.
    func countQuestion() {
        state.withLock { $0.questions += 1 }
        changes?.advance()
    }

    /// Questions counted since the start.
    var questions: Int {
        state.withLock(\.questions)
    }

    /// A service as soon as its version is above `after`, or as it is after so many seconds; nil when
    /// the registry ends before.
    func watch(_ service: ServiceKey, after version: Int64, seconds: Int) async -> WatchAnswer? {
        let number = state.withLock { state in
            state.watchCount += 1
            return state.watchCount
        }
        return await withCheckedContinuation { continuation in
            let isTaken = state.withLock { state in
                if !state.hasEnded { state.watchers[number] = continuation }
                return !state.hasEnded
            }
            guard isTaken else { return continuation.resume(returning: nil) }
            handle(
                .watch(
                    number: number, service: service, after: version,
                    until: now() + Int64(seconds) * 1_000))
        }
    }
}

extension RegistryEvent {
    /// Whether ``RegistryState`` may be another one after it. Silence, time and those who only wait
    /// change nothing by themselves.
    fileprivate var mayChangeEvidence: Bool {
        switch self {
        case .heard, .watch, .tick: false
        default: true
        }
    }
}

extension ConnectionID {
    init(_ connection: BoltConnection) {
        self.init(Int(connection.id))
    }
}
