import Hummingbird
import Logging
import ServiceLifecycle

/// Runs a test's body beside a server for a router, on any free port of 127.0.0.1 unless an address
/// is given; the server ends with the body.
public func withHTTPServer(
    _ router: Router<BasicRequestContext>,
    at address: BindAddress = .hostname("127.0.0.1", port: 0),
    _ body: @escaping @Sendable (_ port: Int) async throws -> Void
) async throws {
    let (ports, bound) = AsyncStream.makeStream(of: Int.self)
    let application = Application(
        router: router, configuration: .init(address: address),
        onServerRunning: { bound.yield($0.localAddress?.port ?? 0) },
        logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
    let server = ServiceGroup(
        services: [application], logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
    try await withThrowingTaskGroup(of: Void.self) { group in
        group.addTask { try await server.run() }
        var iterator = ports.makeAsyncIterator()
        let port = await iterator.next() ?? 0
        let outcome: Result<Void, any Error>
        do {
            try await body(port)
            outcome = .success(())
        } catch {
            outcome = .failure(error)
        }
        // Never by cancellation: a connection that is being accepted would then trap in NIO.
        await server.triggerGracefulShutdown()
        try await group.waitForAll()
        try outcome.get()
    }
}
