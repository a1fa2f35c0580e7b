import CoordinatorAPI
import Logging
import NIOCore
import NIOPosix
import Synchronization

/// A client of a coordinator: one connection, introduced as all it is, made again whenever it ends.
///
/// Questions are asked over it from any task; calls of branches come over it. A class, because its
/// connection is shared.
public final class SeataClient: Sendable {
    /// At most so many calls of branches are carried out at once; the coordinator is told to call again
    /// for others.
    static let callLimit = 1_000
    /// How long connecting, and being introduced, may take.
    static let connectTimeout = Duration.seconds(1)
    /// The first wait before another try; it doubles.
    static let firstPause = Duration.milliseconds(20)
    /// The longest such wait.
    static let longestPause = Duration.seconds(1)

    private enum State {
        case down(String)
        case up(SeataConnection, ClientOwner)
    }

    private let host: String
    private let port: Int
    private let introductions: @Sendable () -> [ClientIntroduction]
    private let times: SeataTimes
    private let group: any EventLoopGroup
    private let logger: Logger
    private let carryOut: @Sendable (BranchCall) async -> BranchAnswer
    private let onChange: @Sendable (_ isConnected: Bool) -> Void
    private let lastID = Atomic<Int>(0)
    private let calls = Atomic<Int>(0)
    private let state = Mutex(State.down("it was not connected yet"))

    /// A client, not yet connected: ``run()`` connects.
    ///
    /// - Parameters:
    ///   - introductions: what it says of itself, asked for each connection; all must be taken.
    ///   - onChange: told when the connection is there, introduced, and when it has ended.
    ///   - carryOut: does what a branch is told; called from many tasks at once.
    public init(
        host: String, port: Int, introductions: @escaping @Sendable () -> [ClientIntroduction],
        times: SeataTimes = SeataTimes(),
        group: any EventLoopGroup = .singletonMultiThreadedEventLoopGroup, logger: Logger,
        onChange: @escaping @Sendable (_ isConnected: Bool) -> Void = { _ in },
        carryOut: @escaping @Sendable (BranchCall) async -> BranchAnswer
    ) {
        self.host = host
        self.port = port
        self.introductions = introductions
        self.times = times
        self.group = group
        self.logger = logger
        self.onChange = onChange
        self.carryOut = carryOut
    }

    /// Whether questions can be asked now.
    public var isConnected: Bool {
        state.withLock { if case .up = $0 { true } else { false } }
    }

    /// Connects, and connects again, until the task is cancelled.
    public func run() async {
        var pause = Self.firstPause
        while !Task.isCancelled {
            let ended = await connect()
            if await ended.wait() { pause = Self.firstPause }
            try? await ContinuousClock().sleep(for: pause)
            pause = min(pause * 2, Self.longestPause)
        }
        if case .up(let connection, _) = state.withLock({ $0 }) {
            connection.close(reason: "this client stops")
        }
    }

    /// Asks the coordinator.
    ///
    /// - Parameter deadline: how long the answer may take, from now. Without a connection it fails at
    ///   once: whoever asks knows best whether to ask again.
    public func ask(
        _ request: TransactionRequest, deadline: Duration
    ) async throws(SeataError) -> TransactionReply {
        guard case .up(let connection, let owner) = state.withLock({ $0 }) else {
            let reason = state.withLock { if case .down(let reason) = $0 { reason } else { "" } }
            throw .unreachable(reason)
        }
        let result: Result<TransactionReply, SeataError> = await withCheckedContinuation {
            continuation in
            owner.ask(.request(request), on: connection, deadline: deadline) { result in
                continuation.resume(
                    returning: result.flatMap { body in
                        guard case .reply(let reply) = body else {
                            return .failure(.connectionLost("the answer fits no question"))
                        }
                        return .success(reply)
                    })
            }
        }
        return try result.get()
    }

    // MARK: Connecting

    private func connect() async -> Ended {
        let ended = Ended()
        let owner = ClientOwner(
            introductions: introductions(),
            onReady: { connection, owner in
                self.state.withLock { $0 = .up(connection, owner) }
                self.logger.info("introduced to the coordinator at \(self.host):\(self.port)")
                self.onChange(true)
            },
            onCall: { call, connection, id in self.take(call, connection, id) },
            onClose: { wasReady, reason in
                self.state.withLock { $0 = .down(reason) }
                if wasReady { self.onChange(false) }
                ended.set(wasReady)
            })
        let id = lastID.add(1, ordering: .relaxed).newValue
        let idle = (read: TimeAmount(times.silence), write: TimeAmount(times.heartbeat))
        do {
            let channel = try await ClientBootstrap(group: group)
                .connectTimeout(TimeAmount(Self.connectTimeout))
                .channelOption(.tcpOption(.tcp_nodelay), value: 1)
                .channelInitializer { [logger] channel in
                    channel.eventLoop.makeCompletedFuture {
                        try channel.pipeline.syncOperations.addHandlers(
                            IdleStateHandler(readTimeout: idle.read, writeTimeout: idle.write),
                            SeataHandler(id: id, owner: owner, logger: logger))
                    }
                }
                .connect(host: host, port: port).get()
            if Task.isCancelled { channel.close(promise: nil) }
        } catch {
            state.withLock { $0 = .down("\(host):\(port): \(error)") }
            ended.set(false)
        }
        return ended
    }

    private func take(_ call: BranchCall, _ connection: SeataConnection, _ id: Int32) {
        guard calls.add(1, ordering: .relaxed).newValue <= Self.callLimit else {
            calls.subtract(1, ordering: .relaxed)
            let answer = BranchAnswer(
                call.order, xid: call.xid, branch: call.branch,
                status: .failure(TransactionRefusal(.unknown, "too many calls at once")))
            return connection.send(SeataFrame(.response, id: id, body: .answer(answer)))
        }
        Task {
            let answer = await carryOut(call)
            calls.subtract(1, ordering: .relaxed)
            connection.send(SeataFrame(.response, id: id, body: .answer(answer)))
        }
    }

    /// The end of one connection, which one task waits for.
    private final class Ended: Sendable {
        private let stream: AsyncStream<Bool>
        private let continuation: AsyncStream<Bool>.Continuation

        init() {
            (stream, continuation) = AsyncStream.makeStream(
                of: Bool.self, bufferingPolicy: .bufferingNewest(1))
        }

        func set(_ wasReady: Bool) {
            continuation.yield(wasReady)
            continuation.finish()
        }

        /// Whether the connection had been ready; false too when the task is cancelled.
        func wait() async -> Bool {
            for await wasReady in stream { return wasReady }
            return false
        }
    }
}
