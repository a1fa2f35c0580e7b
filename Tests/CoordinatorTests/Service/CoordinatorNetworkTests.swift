import CoordinatorAPI
import CoordinatorCore
import NIOCore
import NIOPosix
import Seata
import Storage
import Synchronization
import TestSupport
import Testing

@testable import CoordinatorService

@Suite struct `A coordinator over the wire` {
    private static let stock = "sqlite:stock"

    private func ask(
        _ client: SeataClient, _ request: TransactionRequest
    ) async throws -> TransactionReply {
        try await client.ask(request, deadline: .seconds(20))
    }

    private func begin(_ client: SeataClient) async throws -> XID {
        let reply = try await ask(client, .begin(name: "purchase", timeoutMilliseconds: 300_000))
        guard case .begun(.success(let xid)) = reply else { throw Unexpected(reply: reply) }
        return xid
    }

    private func register(_ xid: XID, _ keys: String) -> TransactionRequest {
        .register(
            BranchRegistration(xid: xid, type: .at, resource: Self.stock, lockKeys: keys))
    }

    struct Unexpected: Error { let reply: TransactionReply }

    @Test func `A purchase is committed, another rolled back, and both are remembered`()
        async throws
    {
        try await RunningCoordinator.with { coordinator in
            let calls = Mutex<[BranchCall]>([])
            try await coordinator.withClient(
                resources: [Self.stock],
                carryOut: { call in
                    calls.withLock { $0.append(call) }
                    return call.done
                }
            ) { client in
                let kept = try await begin(client)
                _ = try await ask(client, register(kept, "order_tb:1"))
                #expect(
                    try await ask(client, .commit(kept)) == .commitStatus(.success(.committed)))
                let undone = try await begin(client)
                _ = try await ask(client, register(undone, "order_tb:2"))
                #expect(
                    try await ask(client, .rollback(undone))
                        == .rollbackStatus(.success(.rolledBack)))
                try await eventually("the outcome of the first") {
                    try await coordinator.store.outcome(of: kept)
                }
                #expect(
                    try await ask(client, .status(kept)) == .status(.success(.committed)))
                #expect(
                    try await ask(client, .status(undone)) == .status(.success(.rolledBack)))
                #expect(
                    calls.withLock {
                        Dictionary(grouping: $0, by: \.xid).mapValues { $0.map(\.order) }
                    }
                        == [kept: [.commit], undone: [.rollback]])
                let outcome = try await coordinator.store.outcome(of: undone)
                let events = outcome?.history.split(separator: "\n")
                    .compactMap { TransactionEvent(line: $0)?.kind }
                #expect(
                    events == [.began, .registered, .decided, .called, .answered, .ended])
            }
        }
    }

    @Test func `Two questions merged into one frame are answered in one`() async throws {
        try await RunningCoordinator.with { coordinator in
            let wire = try await RawWire.connect(to: coordinator.port)
            let introduction = ClientIntroduction(
                role: .transactionManager, version: "1.4.2", application: "kc", group: "g")
            try await wire.send(SeataFrame(.request, id: 1, body: .introduction(introduction)))
            #expect(try await wire.next()?.id == 1)
            let begin = SeataBody.request(.begin(name: "p", timeoutMilliseconds: 1_000))
            try await wire.send(SeataFrame(.oneway, id: 2, body: .merged([begin, begin], ids: [])))
            let answer = try await wire.next()
            guard case .mergedReplies(let replies, ids: []) = answer?.body else {
                Issue.record("\(String(describing: answer))")
                return
            }
            #expect(answer?.id == 2 && answer?.kind == .response)
            #expect(replies.count == 2 && replies[0] != replies[1])
            try await wire.close()
        }
    }

    @Test func `Who asks before saying who it is, or sends what is no frame, is cut off`()
        async throws
    {
        try await RunningCoordinator.with { coordinator in
            let asker = try await RawWire.connect(to: coordinator.port)
            try await asker.send(
                SeataFrame(
                    .request, id: 1, body: .request(.begin(name: "", timeoutMilliseconds: 1))))
            #expect(try await asker.next() == nil)
            let browser = try await RawWire.connect(to: coordinator.port)
            try await browser.send(ByteBuffer(string: "GET / HTTP/1.1\r\nHost: x\r\n\r\n"))
            #expect(try await browser.next() == nil)
        }
    }

    @Test func `A heartbeat is answered, and a silent connection is closed`() async throws {
        try await RunningCoordinator.with(
            times: SeataTimes(heartbeat: .seconds(5), silence: .milliseconds(200))
        ) { coordinator in
            let wire = try await RawWire.connect(to: coordinator.port)
            try await wire.send(SeataFrame(.heartbeatRequest, id: 9, body: nil))
            #expect(try await wire.next() == SeataFrame(.heartbeatResponse, id: 9, body: nil))
            #expect(try await wire.next() == nil)
        }
    }

    @Test func `Who waits for a row is served when it is free, over the wire too`() async throws {
        try await RunningCoordinator.with { coordinator in
            try await coordinator.withClient(resources: [Self.stock]) { client in
                let first = try await begin(client)
                let second = try await begin(client)
                _ = try await ask(client, register(first, "stock_tb:1"))
                async let waiting = ask(
                    client,
                    .register(
                        BranchRegistration(
                            xid: second, type: .at, resource: Self.stock, lockKeys: "stock_tb:1",
                            applicationData: BranchNote(registration: "1", patience: 9_000).text)))
                try await eventually("one that waits") {
                    await coordinator.hub.look { $0.coordinator.waiting.isEmpty ? nil : true }
                }
                let locks = await coordinator.hub.look { $0.lockViews }
                #expect(locks.map(\.waiters) == [[second.text]])
                _ = try await ask(client, .commit(first))
                guard case .registered(.success) = try await waiting else {
                    Issue.record("it was not served")
                    return
                }
            }
        }
    }

    @Test func `When a client goes, what it began is rolled back by those who are there`()
        async throws
    {
        try await RunningCoordinator.with { coordinator in
            let xid = try await coordinator.withClient { caller in
                let xid = try await begin(caller)
                try await coordinator.withClient("kc-balance-mng", resources: [Self.stock]) {
                    service in
                    _ = try await ask(service, register(xid, "stock_tb:1"))
                }
                return xid
            }
            try await coordinator.withClient("kc-balance-mng", resources: [Self.stock]) { _ in
                let outcome = try await eventually("the outcome") {
                    try await coordinator.store.outcome(of: xid)
                }
                #expect(outcome.status == .rolledBack)
            }
        }
    }

    @Test func `When it cannot write it says so, does nothing, and goes on when it can`()
        async throws
    {
        for failure in [StorageError.failed("the disk is full"), .commitUncertain("no answer")] {
            try await RunningCoordinator.with { coordinator in
                try await coordinator.withClient(resources: [Self.stock]) { client in
                    let xid = try await begin(client)
                    _ = try await ask(client, register(xid, "stock_tb:1"))
                    coordinator.switchboard.fail(with: failure)
                    let refused = try await ask(client, .commit(xid))
                    guard case .commitStatus(.failure(let refusal)) = refused else {
                        Issue.record("\(refused)")
                        return
                    }
                    #expect(refusal.fault == .failedStore)
                    coordinator.switchboard.fail(with: nil)
                    let answer = try await eventually("an answer") {
                        let reply = try await ask(client, .commit(xid))
                        if case .commitStatus(.success(let status)) = reply { return status }
                        return nil
                    }
                    #expect(answer == .committed)
                    try await eventually("the end") {
                        try await coordinator.store.outcome(of: xid)
                    }
                    #expect(try await coordinator.store.records() == CoordinatorRecords())
                }
            }
        }
    }

    @Test func `While it cannot write it still shows what it knows`() async throws {
        try await RunningCoordinator.with { coordinator in
            try await coordinator.withClient { client in
                _ = try await begin(client)
                coordinator.switchboard.fail(with: .failed("the disk is full"))
                _ = try await ask(client, .begin(name: "", timeoutMilliseconds: 1))
                let live = await coordinator.hub.look { $0.liveByStatus }
                #expect(live == ["Begin": 1])
                coordinator.switchboard.fail(with: nil)
            }
        }
    }

    @Test func `What was not over goes on after a restart, with the same rows`() async throws {
        try await RunningCoordinator.with { coordinator in
            let xid = try await coordinator.withClient(resources: ["elsewhere"]) { client in
                let xid = try await begin(client)
                _ = try await ask(client, register(xid, "stock_tb:1"))
                _ = try await client.ask(.rollback(xid), deadline: .seconds(20))
                return xid
            }
            // The same records, another process.
            var turns = CoordinatorTurns(
                Coordinator(address: "127.0.0.1:1", firstNumber: 9_000_000_000_000_000))
            let records = try await coordinator.store.records()
            #expect(records.transactions.map(\.xid) == [xid])
            let now = Moment(steady: .zero, wall: 1_700_000_000_000)
            let turn = turns.restore(records, at: now)
            turns.keep()
            #expect(turn.actions.isEmpty)
            #expect(turns.journal.events(of: xid).last?.kind == .restored)
        }
    }
}

/// A connection that says what a test likes.
struct RawWire {
    private let channel: NIOAsyncChannel<ByteBuffer, ByteBuffer>
    private let frames: AsyncThrowingStream<SeataFrame, any Error>
    private let pump: Task<Void, Never>

    static func connect(to port: Int) async throws -> RawWire {
        let channel = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .connect(host: "127.0.0.1", port: port) { channel in
                channel.eventLoop.makeCompletedFuture {
                    try NIOAsyncChannel<ByteBuffer, ByteBuffer>(
                        wrappingChannelSynchronously: channel)
                }
            }
        let (frames, found) = AsyncThrowingStream.makeStream(of: SeataFrame.self)
        let pump = Task {
            var input = ByteBuffer()
            do {
                try await channel.executeThenClose { inbound, _ in
                    for try await var bytes in inbound {
                        input.writeBuffer(&bytes)
                        while case .frame(let frame) = SeataDecoder().decode(&input) {
                            found.yield(frame)
                        }
                    }
                }
                found.finish()
            } catch {
                // A connection that is reset has ended too.
                found.finish()
            }
        }
        return RawWire(channel: channel, frames: frames, pump: pump)
    }

    func send(_ frame: SeataFrame) async throws {
        var bytes = ByteBuffer()
        try SeataEncoder().encode(frame, into: &bytes)
        try await send(bytes)
    }

    func send(_ bytes: ByteBuffer) async throws {
        try await channel.channel.writeAndFlush(bytes)
    }

    /// The next frame; nil when the connection has ended.
    func next() async throws -> SeataFrame? {
        let frames = frames
        return try await withDeadline("a frame") {
            for try await frame in frames { return frame }
            return nil
        }
    }

    func close() async throws {
        pump.cancel()
        try await channel.channel.close()
    }
}
