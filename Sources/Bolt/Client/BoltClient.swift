import Logging
import NIOCore
import NIOPosix
import Synchronization

/// A SOFABolt client: one connection an address, shared by all requests to it, made on demand and
/// made again when it has ended.
///
/// ```swift
/// let client = BoltClient()
/// let reply = try await client.request(message, to: BoltAddress(host: "127.0.0.1", port: 9600),
///     deadline: .seconds(1))
/// ```
///
/// Close it at the end; connections are closed with it. A class, because connections are shared.
public final class BoltClient: Sendable {
    private enum Slot {
        case connecting(EventLoopFuture<BoltConnection>)
        case open(BoltConnection)

        /// A connection that has ended stays in its slot for a moment.
        var isUsable: Bool {
            switch self {
            case .connecting: true
            case .open(let connection): connection.isOpen
            }
        }
    }

    private struct State {
        var slots: [BoltAddress: Slot] = [:]
        var isClosed = false
    }

    private let configuration: BoltClientConfiguration
    private let group: any EventLoopGroup
    private let settings: ConnectionSettings
    private let lastID = Atomic<UInt64>(0)
    private let state = Mutex(State())

    /// A client without connections.
    ///
    /// - Parameter processors: answer requests that servers send over our connections, by class
    ///   name; other classes get status 2.
    public init(
        processors: [String: BoltProcessor] = [:],
        configuration: BoltClientConfiguration = BoltClientConfiguration(),
        group: any EventLoopGroup = .singletonMultiThreadedEventLoopGroup,
        logger: Logger = Logger(label: "bolt.client")
    ) {
        self.configuration = configuration
        self.group = group
        settings = ConnectionSettings(
            limits: configuration.limits,
            liveness: .ask(
                after: TimeAmount(configuration.heartbeatInterval),
                wait: TimeAmount(configuration.heartbeatTimeout),
                misses: configuration.heartbeatMisses),
            outgoingLimit: configuration.requestsPerConnection,
            incomingLimit: configuration.callsPerConnection,
            defaultTimeout: TimeAmount(configuration.defaultTimeout),
            budget: InFlightBudget(limit: .max), processors: processors, logger: logger)
    }

    /// Sends a request and waits for its answer, whatever the answer's status is.
    ///
    /// A request that certainly did not leave over a connection made earlier (its server had gone)
    /// is sent once more over a new one.
    ///
    /// - Parameter deadline: for everything, connecting included, counted from now.
    /// - Throws: ``BoltError``; ``BoltError/mayHaveExecuted`` says what is known of the peer.
    public func request(
        _ message: BoltMessage, to address: BoltAddress, deadline: Duration
    ) async throws(BoltError) -> BoltReply {
        let end = NIODeadline.now() + TimeAmount(deadline)
        let found = openConnection(to: address)
        if let found {
            do throws(BoltError) {
                return try await found.request(message, deadline: deadline)
            } catch {
                guard case .unreachable = error, !found.isOpen, !Task.isCancelled else {
                    throw error
                }
            }
        }
        let made = try await connection(to: address, deadline: Duration(end - .now()))
        return try await made.request(message, deadline: Duration(end - .now()))
    }

    /// The connection to an address: the open one, or a new one.
    ///
    /// - Parameter deadline: for the wait; connecting never takes longer than the configuration's
    ///   connect timeout, 1 s by default.
    /// - Throws: ``BoltError/unreachable(_:)`` only.
    public func connection(
        to address: BoltAddress, deadline: Duration = .seconds(1)
    ) async throws(BoltError) -> BoltConnection {
        switch slot(for: address) {
        case nil: throw .unreachable("this client is closed")
        case .open(let connection): return connection
        case .connecting(let shared): return try await wait(for: shared, to: address, deadline)
        }
    }

    /// Closes all connections and makes no further ones.
    public func close() async {
        let slots = state.withLock { state in
            defer { state.slots = [:] }
            state.isClosed = true
            return Array(state.slots.values)
        }
        for slot in slots {
            let connection: BoltConnection?
            switch slot {
            case .open(let open): connection = open
            case .connecting(let future): connection = try? await future.get()
            }
            connection?.close()
            await connection?.closed()
        }
    }

    /// The connection to an address if it is there already.
    private func openConnection(to address: BoltAddress) -> BoltConnection? {
        guard case .open(let connection)? = state.withLock({ $0.slots[address] }) else {
            return nil
        }
        return connection
    }

    /// The one slot of an address; begins to connect when there is none. Nil: closed.
    private func slot(for address: BoltAddress) -> Slot? {
        let promise = group.next().makePromise(of: BoltConnection.self)
        let (slot, isNew): (Slot?, Bool) = state.withLock { state in
            if state.isClosed { return (nil, false) }
            if let slot = state.slots[address], slot.isUsable { return (slot, false) }
            let slot = Slot.connecting(promise.futureResult)
            state.slots[address] = slot
            return (slot, true)
        }
        if isNew {
            connect(to: address, promise)
        } else {
            promise.fail(BoltError.unreachable("connected by another request"))
        }
        return slot
    }

    private func wait(
        for shared: EventLoopFuture<BoltConnection>, to address: BoltAddress, _ deadline: Duration
    ) async throws(BoltError) -> BoltConnection {
        let promise = shared.eventLoop.makePromise(of: BoltConnection.self)
        let timer = shared.eventLoop.scheduleTask(in: TimeAmount(deadline)) {
            promise.fail(BoltError.unreachable("\(address) was not connected in time"))
        }
        shared.cascade(to: promise)
        defer { timer.cancel() }
        do {
            return try await promise.futureResult.get()
        } catch let error as BoltError {
            throw error
        } catch {
            throw .unreachable("\(address) cannot be connected: \(error)")
        }
    }

    private func connect(to address: BoltAddress, _ promise: EventLoopPromise<BoltConnection>) {
        promise.futureResult.whenComplete { self.settle(address, $0) }
        let id = lastID.add(1, ordering: .relaxed).newValue
        let settings = settings
        let bootstrap = ClientBootstrap(group: promise.futureResult.eventLoop)
            .connectTimeout(TimeAmount(configuration.connectTimeout))
            .channelOption(.tcpOption(.tcp_nodelay), value: 1)
            .channelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    let handler = ConnectionHandler(
                        connectionID: id, settings: settings, now: channel.eventLoop.now)
                    handler.onOpen = promise.succeed
                    try channel.pipeline.syncOperations.addHandler(handler)
                }
            }
        let channel: EventLoopFuture<any Channel>
        if let literal = try? SocketAddress(ipAddress: address.host, port: address.port) {
            channel = bootstrap.connect(to: literal)
        } else {
            channel = bootstrap.connect(host: address.host, port: address.port)
        }
        channel.whenFailure { error in
            promise.fail(BoltError.unreachable("\(address) cannot be connected: \(error)"))
        }
    }

    /// Keeps the connection in its slot until it ends, or empties the slot.
    private func settle(_ address: BoltAddress, _ result: Result<BoltConnection, any Error>) {
        guard case .success(let connection) = result else {
            state.withLock { $0.slots[address] = nil }
            return
        }
        let isWanted = state.withLock { state in
            if !state.isClosed { state.slots[address] = .open(connection) }
            return !state.isClosed
        }
        if !isWanted { connection.close() }
        connection.whenClosed {
            self.state.withLock { state in
                if case .open(connection)? = state.slots[address] { state.slots[address] = nil }
            }
        }
    }
}
