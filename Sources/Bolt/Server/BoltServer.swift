import Logging
import NIOCore
import NIOPosix
import Synchronization

/// A SOFABolt server: v1 and v2 on one port, raw processors by class name, and services by name and
/// method beside them.
///
/// ```swift
/// var services = ServiceTable()
/// services.register(ServiceName("io.example.Echo"), "echo") { argument, _ in .result(argument) }
/// let server = BoltServer(port: 12200, services: services)
/// let port = try await server.bind()
/// try await server.run()
/// ```
///
/// A malformed frame is logged with its reason and ends its connection only. Heartbeats are
/// answered, oneway requests never. A class, because it is stopped once, for all who hold it.
public final class BoltServer: Sendable {
    private enum State {
        case fresh
        case binding
        case bound(any Channel)
        case stopped
    }

    /// The bounds it was made with.
    public let configuration: BoltServerConfiguration

    private let host: String
    private let port: Int
    private let group: any EventLoopGroup
    private let settings: ConnectionSettings
    private let registry: ConnectionRegistry
    private let state = Mutex(State.fresh)

    /// A server, not yet bound.
    ///
    /// - Parameters:
    ///   - host: the address to listen on.
    ///   - port: 0 for any free one.
    ///   - processors: by class name of the request; one for ``ClassName/sofaRequest`` would stand
    ///     in the place of `services`.
    ///   - services: what is called by service name and method.
    ///   - onConnection: called for each new connection on its event loop, before any of its
    ///     requests is handled; must not block.
    public init(
        host: String = "127.0.0.1", port: Int = 0, processors: [String: BoltProcessor] = [:],
        services: ServiceTable = ServiceTable(),
        configuration: BoltServerConfiguration = BoltServerConfiguration(),
        group: any EventLoopGroup = .singletonMultiThreadedEventLoopGroup,
        logger: Logger = Logger(label: "bolt.server"),
        onConnection: @escaping @Sendable (BoltConnection) -> Void = { _ in }
    ) {
        self.host = host
        self.port = port
        self.group = group
        self.configuration = configuration
        var all = processors
        for (name, processor) in services.processors where all[name] == nil {
            all[name] = processor
        }
        settings = ConnectionSettings(
            limits: configuration.limits,
            liveness: .closeWhenIdle(TimeAmount(configuration.idleTimeout)),
            outgoingLimit: configuration.requestsPerConnection,
            incomingLimit: configuration.callsPerConnection,
            defaultTimeout: TimeAmount(configuration.defaultTimeout),
            budget: InFlightBudget(limit: configuration.callsOverall),
            unfinished: UnfinishedInput(limit: configuration.unfinishedBytes),
            processors: all, logger: logger)
        registry = ConnectionRegistry(
            limit: configuration.connections, onConnection: onConnection)
    }

    /// The open connections, in the order they came.
    public var connections: [BoltConnection] { registry.connections }

    /// Binds the address and begins to serve.
    ///
    /// - Returns: the port it listens on.
    @discardableResult
    public func bind() async throws(BoltServerError) -> Int {
        let isFresh = state.withLock { state in
            guard case .fresh = state else { return false }
            state = .binding
            return true
        }
        guard isFresh else { throw .alreadyUsed }
        let channel: any Channel
        do {
            channel = try await bootstrap().bind(host: host, port: port).get()
        } catch {
            state.withLock { $0 = .fresh }
            throw .cannotBind(address: "\(host):\(port)", reason: "\(error)")
        }
        let isWanted = state.withLock { state in
            guard case .binding = state else { return false }
            state = .bound(channel)
            return true
        }
        guard isWanted, let bound = channel.localAddress?.port else {
            channel.close(promise: nil)
            throw .alreadyUsed
        }
        return bound
    }

    /// Serves until the task is cancelled or ``stop(within:)`` is called; binds first when that was
    /// not done. At its end it stops gracefully.
    public func run() async throws(BoltServerError) {
        if state.withLock({ if case .fresh = $0 { true } else { false } }) { try await bind() }
        guard case .bound(let channel) = state.withLock({ $0 }) else { return }
        await withTaskCancellationHandler {
            do {
                try await channel.closeFuture.get()
            } catch {
                settings.logger.error("the listening socket broke", metadata: ["error": "\(error)"])
            }
        } onCancel: {
            channel.close(promise: nil)
        }
        await stop(within: configuration.stopGrace)
    }

    /// Stops: takes no connection and no request any more (status 4), lets calls under way end, and
    /// closes all connections, after the grace at the latest. Returns when they are closed.
    public func stop(within grace: Duration) async {
        let previous = state.withLock { state in
            defer { state = .stopped }
            return state
        }
        if case .bound(let channel) = previous { channel.close(promise: nil) }
        registry.refuseFurther()
        let open = registry.connections
        for connection in open { connection.drain() }
        let timer = group.next().scheduleTask(in: TimeAmount(grace)) {
            for connection in open { connection.close() }
        }
        for connection in open { await connection.closed() }
        timer.cancel()
    }

    private func bootstrap() -> ServerBootstrap {
        let settings = settings
        let registry = registry
        return ServerBootstrap(group: group)
            .serverChannelOption(.backlog, value: 1024)
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            .childChannelOption(.tcpOption(.tcp_nodelay), value: 1)
            .childChannelOption(.writeBufferWaterMark, value: .init(low: 1 << 17, high: 1 << 19))
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    let handler = ConnectionHandler(
                        connectionID: registry.nextID(), settings: settings,
                        now: channel.eventLoop.now)
                    handler.onOpen = registry.opened
                    try channel.pipeline.syncOperations.addHandler(handler)
                }
            }
    }
}
