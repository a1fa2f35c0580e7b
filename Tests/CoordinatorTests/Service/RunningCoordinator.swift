import CoordinatorAPI
import Logging
import NIOPosix
import Seata
import Storage
import Synchronization

@testable import CoordinatorCore
@testable import CoordinatorService

/// A coordinator on loopback, over a store that a test can make fail, for as long as a body runs.
struct RunningCoordinator: Sendable {
    let port: Int
    let hub: CoordinatorHub
    let store: CoordinatorStore
    let switchboard: FailingStore
    let frames: @Sendable (XID) -> [FrameView]

    static func with<Value: Sendable>(
        times: SeataTimes = SeataTimes(), limits: CoordinatorLimits = CoordinatorLimits(),
        _ body: @Sendable (RunningCoordinator) async throws -> Value
    ) async throws -> Value {
        let failing = FailingStore(try CoordinatorStore.inMemory().store)
        let store = CoordinatorStore(store: failing)
        let first = try await store.takeFirstNumber(now: 1_700_000_000_000)
        let group = MultiThreadedEventLoopGroup.singleton
        let logger = Logger(label: "coordinator") { _ in SwiftLogNoOpLogHandler() }
        let hub = CoordinatorHub(
            store: store, clock: MachineClock { 1_700_000_000_000 }, group: group, logger: logger)
        let sightings = FrameRecorder()
        let server = SeataServer(
            port: 0, service: hub, times: times, group: group, logger: logger,
            onFrame: { sightings.add($0) })
        let port = try await server.bind()
        return try await withThrowingTaskGroup(of: Void.self) { tasks in
            tasks.addTask { try await server.run() }
            tasks.addTask {
                await hub.run(
                    Coordinator(
                        address: "127.0.0.1:\(port)", firstNumber: first, limits: limits))
            }
            defer { tasks.cancelAll() }
            return try await body(
                RunningCoordinator(
                    port: port, hub: hub, store: store, switchboard: failing,
                    frames: { sightings.frames(of: $0) }))
        }
    }

    /// A client that is connected while a body runs.
    func withClient<Value: Sendable>(
        _ application: String = "kc-stock-mng", resources: [String] = [], instance: String = "",
        carryOut: @escaping @Sendable (BranchCall) async -> BranchAnswer = { $0.done },
        _ body: @Sendable (SeataClient) async throws -> Value
    ) async throws -> Value {
        let roles: [ClientIntroduction.Role] =
            [.transactionManager]
            + (resources.isEmpty ? [] : [.resourceManager(resources: resources)])
        let (changes, changed) = AsyncStream.makeStream(of: Bool.self)
        let client = SeataClient(
            host: "127.0.0.1", port: port,
            introductions: {
                roles.map {
                    ClientIntroduction(
                        role: $0, version: "1.5.2", application: application,
                        group: "my_test_tx_group",
                        extra: instance.isEmpty ? "" : "instance=\(instance)\n")
                }
            }, logger: Logger(label: "client") { _ in SwiftLogNoOpLogHandler() },
            onChange: { changed.yield($0) }, carryOut: carryOut)
        return try await withThrowingTaskGroup(of: Void.self) { tasks in
            tasks.addTask { await client.run() }
            defer { tasks.cancelAll() }
            for await isConnected in changes where isConnected { break }
            return try await body(client)
        }
    }
}

extension BranchCall {
    /// The answer of a branch that did it.
    var done: BranchAnswer {
        BranchAnswer(
            order, xid: xid, branch: branch,
            status: .success(order == .commit ? .phaseTwoCommitted : .phaseTwoRolledBack))
    }
}

/// A store that fails when it is told to. A class with a lock: tests switch it from other tasks.
final class FailingStore: Store {
    private let inner: any Store
    private let failure = Mutex<StorageError?>(nil)
    private let failures = Atomic<Int>(0)

    init(_ inner: any Store) {
        self.inner = inner
    }

    /// How many writes failed.
    var failureCount: Int { failures.load(ordering: .relaxed) }

    /// Every write fails with this from now on; none when nil.
    func fail(with error: StorageError?) {
        failure.withLock { $0 = error }
    }

    func write<Value: Sendable>(
        _ body: @escaping @Sendable (any SQLSession) throws -> Completion<Value>
    ) async throws(StorageError) -> Value {
        let failure = failure.withLock { $0 }
        if case .commitUncertain = failure {
            // It was written all the same.
            _ = try await inner.write(body)
        }
        if let failure {
            failures.add(1, ordering: .relaxed)
            throw failure
        }
        return try await inner.write(body)
    }

    func read<Value: Sendable>(
        _ body: @escaping @Sendable (any SQLSession) throws -> Value
    ) async throws(StorageError) -> Value {
        try await inner.read(body)
    }
}
