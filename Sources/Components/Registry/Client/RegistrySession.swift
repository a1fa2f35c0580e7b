import Bolt
import Logging
import LongPoll
import NIOCore
import NIOPosix
import RegistryAPI
import ServiceLifecycle
import SwiftProtobuf
import Synchronization

/// A component's standing with the registry: publishes what it offers, subscribes to what it uses.
///
/// ```swift
/// let session = RegistrySession(
///     registry: BoltAddress(host: "127.0.0.1", port: 9600), application: "stock_mng",
///     clientID: process.instance, logger: process.logger)
/// session.subscribe(to: name)
/// let invoker = FailoverInvoker(client: client) { session.directory.providers(of: name) }
/// ```
///
/// Wishes may be given at any time, also before ``run()``; they are carried out as soon as the
/// registry is there, and again after every reconnect. Losing the registry costs no known provider.
/// The rules are ``RegistryConversation``'s; this class carries out what they say. A class, because
/// all parts of a component share its one standing.
public final class RegistrySession: Service {
    /// The last known providers.
    public let directory: ProviderDirectory

    private struct State {
        var conversation: RegistryConversation
        var connection: BoltConnection?
        var observers: [ServiceKey: [Int: AsyncStream<[ProviderAddress]>.Continuation]] = [:]
        var observerCount = 0
    }

    private let registry: BoltAddress
    private let application: String
    private let times: ConversationTimes
    private let now: @Sendable () -> Int64
    private let clock: any Clock<Duration>
    private let group: any EventLoopGroup
    private let changes: ChangeSignal?
    private let logger: Logger
    private let state: Mutex<State>
    /// Holds what is to be said: bounded by what the component wants registered.
    private let actions: AsyncStream<ConversationAction>
    private let next: AsyncStream<ConversationAction>.Continuation

    /// A session that has not begun; see ``run()``.
    ///
    /// - Parameters:
    ///   - registry: where its Bolt port is.
    ///   - application: the name under which the component publishes.
    ///   - clientID: different for every launch of every component, for instance its instance id.
    ///   - now: milliseconds since 1970, never going back.
    ///   - clock: paces the ticks, ten a second.
    ///   - changes: what advances when offers, known providers or the connection change; nothing when
    ///     nil.
    public init(
        registry: BoltAddress, application: String, clientID: String,
        times: ConversationTimes = ConversationTimes(),
        now: @escaping @Sendable () -> Int64 = SteadyTime.live(),
        clock: any Clock<Duration> = ContinuousClock(),
        group: any EventLoopGroup = .singletonMultiThreadedEventLoopGroup,
        changes: ChangeSignal? = nil, logger: Logger
    ) {
        self.registry = registry
        self.application = application
        self.times = times
        self.now = now
        self.clock = clock
        self.group = group
        self.changes = changes
        self.logger = logger
        directory = ProviderDirectory(changes: changes)
        let conversation = RegistryConversation(clientID: clientID, times: times)
        state = Mutex(State(conversation: conversation))
        (actions, next) = AsyncStream.makeStream()
    }

    /// Offers a service at an address; replaces what was offered under that name.
    public func publish(_ name: ServiceName, at provider: ProviderAddress) {
        handle(.publish(ServiceKey(name), data: provider.description))
        changes?.advance()
    }

    /// Ends the offer.
    public func unpublish(_ name: ServiceName) {
        handle(.unpublish(ServiceKey(name)))
        changes?.advance()
    }

    /// What is offered, by name.
    public var published: [String] {
        state.withLock { $0.conversation.published.map(\.serviceName) }
    }

    /// Wants to know who offers a service; the answers are in ``directory``.
    public func subscribe(to name: ServiceName) {
        handle(.subscribe(ServiceKey(name)))
    }

    /// Subscribes, and tells every change: the list as it is now, then each later one. A reader that
    /// lags sees the newest only.
    public func providers(of name: ServiceName) -> AsyncStream<[ProviderAddress]> {
        let (stream, continuation) = AsyncStream.makeStream(
            of: [ProviderAddress].self, bufferingPolicy: .bufferingNewest(1))
        let key = ServiceKey(name)
        let number = state.withLock { state in
            state.observerCount += 1
            continuation.yield(directory.providers(of: name))
            state.observers[key, default: [:]][state.observerCount] = continuation
            return state.observerCount
        }
        continuation.onTermination = { [weak self] _ in
            self?.state.withLock { $0.observers[key]?[number] = nil }
        }
        subscribe(to: name)
        return stream
    }

    /// Ends a subscription; what is known of the service is forgotten.
    public func unsubscribe(from name: ServiceName) {
        handle(.unsubscribe(ServiceKey(name)))
        directory.set([], of: ServiceKey(name))
    }

    /// Keeps the standing until it is told to stop; then leaves, and what it published is gone from
    /// the registry at once.
    public func run() async throws {
        let client = BoltClient(
            processors: [
                ReceivedDataPb.protoMessageName: .immediate { [weak self] request in
                    self?.receive(request) ?? .failure(.connectionClosed, "this client has ended")
                }
            ], group: group, logger: logger)
        await cancelWhenGracefulShutdown {
            await withTaskGroup { group in
                group.addTask { await self.perform(with: client) }
                group.addTask { await self.keepTime() }
                await group.next()
                group.cancelAll()
            }
        }
        state.withLock { $0.connection = nil }
        directory.set(isConnected: false)
        await client.close()
    }

    private func keepTime() async {
        while !Task.isCancelled {
            handle(.tick)
            try? await clock.sleep(for: .milliseconds(100))
        }
    }

    /// Takes an event; what it changes is known before this returns, what is to be said follows.
    ///
    /// - Parameter source: the connection it came over; it counts only while that is the one.
    private func handle(_ event: ConversationEvent, over source: BoltConnection? = nil) {
        let changed: [ServiceKey: Int] = state.withLock { state in
            if let source, state.connection != source { return [:] }
            if source != nil, event == .disconnected { state.connection = nil }
            var changed: [ServiceKey: Int] = [:]
            for action in state.conversation.handle(event, at: now()) {
                switch action {
                case .listChanged(let service, let data):
                    let providers = data.compactMap { ProviderAddress(parsing: $0) }
                    directory.set(providers, of: service)
                    for observer in (state.observers[service] ?? [:]).values {
                        observer.yield(providers)
                    }
                    changed[service] = providers.count
                case .disconnect:
                    state.connection?.close()
                    state.connection = nil
                default: next.yield(action)
                }
            }
            directory.set(isConnected: state.conversation.isConnected)
            return changed
        }
        for (service, count) in changed {
            logger.notice(
                "providers changed",
                metadata: ["service": "\(service.serviceName)", "providers": "\(count)"])
        }
    }
}

/// What the rules want done, one after another: registrations arrive in the order of their wishes.
extension RegistrySession {
    private func perform(with client: BoltClient) async {
        for await action in actions {
            switch action {
            case .connect: await connect(with: client)
            case .synchronize: await say { await $0.synchronize() }
            case .register(let registration): await say { await $0.register(registration) }
            case .reportRefusal(let service, let reason):
                logger.warning(
                    "the registry refused a registration; it is tried again in 5 s",
                    metadata: ["service": "\(service.serviceName)", "reason": "\(reason)"])
            case .disconnect, .listChanged: break
            }
        }
    }

    private func connect(with client: BoltClient) async {
        do throws(BoltError) {
            let connection = try await client.connection(to: registry)
            state.withLock { $0.connection = connection }
            handle(.connected, over: connection)
            connection.whenClosed { [weak self] in self?.end(connection) }
        } catch {
            logger.debug("no registry", metadata: ["error": "\(error)"])
            handle(.disconnected)
        }
    }

    private func end(_ connection: BoltConnection) {
        handle(.disconnected, over: connection)
    }

    private func say(
        _ what: @Sendable (RegistryLink) async -> ConversationEvent
    ) async {
        guard let connection = state.withLock({ $0.connection }) else { return }
        let link = RegistryLink(
            connection: connection, application: application, leaseMilliseconds: times.lease,
            deadline: .seconds(2))
        let event = await what(link)
        if case .requestFailed(let reason) = event {
            logger.warning("the registry does not answer", metadata: ["reason": "\(reason)"])
        }
        handle(event, over: connection)
    }

    private func receive(_ request: BoltRequest) -> BoltReply {
        guard let push = try? ReceivedDataPb(serializedBytes: request.bytes) else {
            return .failure(.serverDeserializationException, "this is no ReceivedDataPb")
        }
        directory.countPush()
        let span = ReceivedPushSpan.begin(push, request)
        handle(
            .pushed(ServiceKey(push), version: push.version, data: push.allData),
            over: request.connection)
        span?.end()
        return BoltReply(ResultPb.with { $0.success = true })
    }
}
