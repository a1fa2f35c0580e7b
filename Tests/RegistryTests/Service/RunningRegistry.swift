import Bolt
import Logging
import RegistryAPI
import RegistryClient
import RegistryService

/// A registry on real sockets within a test.
struct RunningRegistry: Sendable {
    let hub: RegistryHub
    let port: Int
    /// Stops the hub, as the end of its process begins.
    let stop: @Sendable () async -> Void
}

let quiet = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }

/// The service most tests are about, by name.
let accountName = ServiceName("BalanceMngFacade", uniqueID: "user0")

/// Runs a test's body beside a registry, on any free port unless one is given; afterwards all its
/// connections are closed, as when it was killed.
func withRegistry<T: Sendable>(
    incarnation: String = "first", port: Int = 0,
    now: @escaping @Sendable () -> Int64 = SteadyTime.live(), logger: Logger = quiet,
    _ body: @escaping @Sendable (RunningRegistry) async throws -> T
) async throws -> T {
    let hub = RegistryHub(incarnation: incarnation, now: now, logger: logger)
    let server = BoltServer(hub: hub, port: port, logger: quiet)
    let bound = try await server.bind()
    let running = Task { try await hub.run() }
    let stop: @Sendable () async -> Void = {
        running.cancel()
        _ = await running.result
    }
    return try await withThrowingTaskGroup(of: Void.self) { group in
        group.addTask { try await server.run() }
        do {
            let value = try await body(RunningRegistry(hub: hub, port: bound, stop: stop))
            await stop()
            await server.stop(within: .zero)
            group.cancelAll()
            return value
        } catch {
            await stop()
            await server.stop(within: .zero)
            group.cancelAll()
            throw error
        }
    }
}

/// Runs a test's body beside a client's session; it leaves the registry with the body.
func withSession<T: Sendable>(
    _ id: String, at port: Int,
    _ body: @escaping @Sendable (RegistrySession) async throws -> T
) async throws -> T {
    let session = RegistrySession(
        registry: BoltAddress(host: "127.0.0.1", port: port), application: id, clientID: id,
        logger: quiet)
    return try await withThrowingTaskGroup(of: Void.self) { group in
        group.addTask { try await session.run() }
        do {
            let value = try await body(session)
            group.cancelAll()
            try await group.waitForAll()
            return value
        } catch {
            group.cancelAll()
            throw error
        }
    }
}

/// A provider at a port.
func provider(_ port: Int) -> ProviderAddress {
    ProviderAddress(BoltAddress(host: "127.0.0.1", port: port), application: "balance_mng")
}

extension AsyncStream<[ProviderAddress]> {
    /// Waits for a list of exactly these ports.
    func wait(for ports: [Int]) async {
        for await list in self where list.map(\.address.port) == ports { return }
    }
}
