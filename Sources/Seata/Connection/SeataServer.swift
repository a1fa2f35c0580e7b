import CoordinatorAPI
import Logging
import NIOCore
import NIOPosix
import Synchronization

/// What a server of Seata's protocol serves. Called on event loops: must not block.
public protocol SeataService: Sendable {
    /// A connection says who it is, maybe again.
    func introduced(_ connection: SeataConnection, _ introduction: ClientIntroduction)
    /// A question that is to be answered once, from any thread.
    func asked(
        _ request: TransactionRequest, by connection: SeataConnection,
        answer: @escaping @Sendable (TransactionReply) -> Void)
    /// A branch answers a call of ours.
    func answered(_ answer: BranchAnswer, by connection: SeataConnection)
    /// A connection that introduced itself has ended.
    func gone(_ connection: SeataConnection)
}

/// A server of Seata's protocol, as the coordinator is one: it takes introductions, questions, alone or
/// merged, and answers of branches; it calls branches.
///
/// A connection that asks before it introduced itself, or sends what is no frame, is closed. A class,
/// because it is stopped once, for all who hold it.
public final class SeataServer: Sendable {
    /// At most so many connections; one more is closed.
    static let connectionLimit = 2_000
    /// At most so many questions of one connection wait for their answers; with one more it is closed.
    static let questionLimit = 10_000
    /// What it says its version is: the one whose answers these are.
    static let version = "1.4.2"

    private let host: String
    private let port: Int
    private let service: any SeataService
    private let times: SeataTimes
    private let group: any EventLoopGroup
    private let logger: Logger
    private let onFrame: (@Sendable (SeataSighting) -> Void)?
    private let lastID = Atomic<Int>(0)
    private let open = Mutex<[Int: SeataConnection]>([:])
    private let listening = Mutex<(any Channel)?>(nil)

    /// A server, not yet bound.
    ///
    /// - Parameters:
    ///   - port: 0 for any free one.
    ///   - onFrame: shown every frame but heartbeats, in the order of its connection, before it has any
    ///     effect or leaves; called on event loops.
    public init(
        host: String = "127.0.0.1", port: Int, service: any SeataService,
        times: SeataTimes = SeataTimes(),
        group: any EventLoopGroup = .singletonMultiThreadedEventLoopGroup, logger: Logger,
        onFrame: (@Sendable (SeataSighting) -> Void)? = nil
    ) {
        self.host = host
        self.port = port
        self.service = service
        self.onFrame = onFrame
        self.times = times
        self.group = group
        self.logger = logger
    }

    /// Binds the address and begins to serve.
    ///
    /// - Returns: the port it listens on.
    public func bind() async throws -> Int {
        let silence = TimeAmount(times.silence)
        let channel = try await ServerBootstrap(group: group)
            .serverChannelOption(.backlog, value: 1024)
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            .childChannelOption(.tcpOption(.tcp_nodelay), value: 1)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    let id = self.lastID.add(1, ordering: .relaxed).newValue
                    let handler = SeataHandler(
                        id: id, owner: ServedConnection(server: self), logger: self.logger,
                        onFrame: self.onFrame)
                    try channel.pipeline.syncOperations.addHandlers(
                        IdleStateHandler(readTimeout: silence), handler)
                }
            }
            .bind(host: host, port: port).get()
        listening.withLock { $0 = channel }
        return channel.localAddress?.port ?? port
    }

    /// Serves until the task is cancelled, then closes all connections.
    public func run() async throws {
        guard let channel = listening.withLock({ $0 }) else { return }
        try await withTaskCancellationHandler {
            try await channel.closeFuture.get()
        } onCancel: {
            channel.close(promise: nil)
        }
        for connection in open.withLock({ Array($0.values) }) {
            connection.close(reason: "the coordinator stops")
        }
    }

    fileprivate func opened(_ connection: SeataConnection) {
        let isTaken = open.withLock { open in
            guard open.count < Self.connectionLimit else { return false }
            open[connection.id] = connection
            return true
        }
        if !isTaken { connection.close(reason: "too many connections") }
    }

    fileprivate func closed(_ connection: SeataConnection) {
        open.withLock { _ = $0.removeValue(forKey: connection.id) }
    }

    /// One connection's side of the protocol; lives on its event loop.
    private final class ServedConnection: SeataOwner {
        private let server: SeataServer
        private var isIntroduced = false
        private let unanswered = UnansweredQuestions()

        init(server: SeataServer) {
            self.server = server
        }

        func opened(_ connection: SeataConnection) {
            server.opened(connection)
        }

        func closed(_ connection: SeataConnection, reason: String) {
            server.closed(connection)
            if isIntroduced { server.service.gone(connection) }
        }

        func received(_ frame: SeataFrame, on connection: SeataConnection) -> String? {
            switch frame.body {
            case .introduction(let introduction):
                isIntroduced = true
                server.service.introduced(connection, introduction)
                connection.send(
                    SeataFrame(
                        .response, id: frame.id,
                        body: .introduced(
                            .init(
                                isResourceManager: introduction.role != .transactionManager,
                                isAccepted: true, version: SeataServer.version))))
            case .answer(let answer): server.service.answered(answer, by: connection)
            case .request(let request): return ask([request], frame, [], on: connection)
            case .merged(let bodies, let ids):
                return ask(bodies.compactMap(\.request), frame, ids, on: connection)
            default: return "a client does not say that"
            }
            return nil
        }

        private func ask(
            _ requests: [TransactionRequest], _ frame: SeataFrame, _ ids: [Int32],
            on connection: SeataConnection
        ) -> String? {
            guard isIntroduced else { return "it asked before it introduced itself" }
            guard unanswered.add(requests.count, limit: SeataServer.questionLimit) else {
                return "more than \(SeataServer.questionLimit) questions wait for answers"
            }
            let isMerged = if case .merged = frame.body { true } else { false }
            let answers = Answers(count: requests.count) { [unanswered] replies in
                unanswered.remove(replies.count)
                let body: SeataBody =
                    isMerged ? .mergedReplies(replies, ids: ids) : replies[0]
                connection.send(SeataFrame(.response, id: frame.id, body: body))
            }
            for (index, request) in requests.enumerated() {
                server.service.asked(request, by: connection) { reply in
                    answers.set(.reply(reply), at: index)
                }
            }
            return nil
        }
    }
}

/// How many questions of one connection wait. A lock, because answers come from other threads.
private final class UnansweredQuestions: Sendable {
    private let count = Mutex(0)

    func add(_ more: Int, limit: Int) -> Bool {
        count.withLock { count in
            guard count + more <= limit else { return false }
            count += more
            return true
        }
    }

    func remove(_ fewer: Int) {
        count.withLock { $0 -= fewer }
    }
}

/// The answers to the questions of one frame: told when all are there. A lock, because they come from
/// other threads.
private final class Answers: Sendable {
    private let bodies: Mutex<[SeataBody?]>
    private let whenComplete: @Sendable ([SeataBody]) -> Void

    init(count: Int, whenComplete: @escaping @Sendable ([SeataBody]) -> Void) {
        bodies = Mutex(Array(repeating: nil, count: count))
        self.whenComplete = whenComplete
        if count == 0 { whenComplete([]) }
    }

    func set(_ body: SeataBody, at index: Int) {
        let all: [SeataBody]? = bodies.withLock { bodies in
            bodies[index] = body
            return bodies.contains { $0 == nil } ? nil : bodies.compactMap { $0 }
        }
        if let all { whenComplete(all) }
    }
}

extension SeataBody {
    fileprivate var request: TransactionRequest? {
        if case .request(let request) = self { request } else { nil }
    }
}
