import Logging
import NIOCore
import TestSupport

@testable import Bolt

/// A logger that says nothing.
let quiet = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }

/// Runs a test's body beside a server on any free port, and a client for it.
func withServer(
    _ processors: [String: BoltProcessor] = [:], services: ServiceTable = ServiceTable(),
    configuration: BoltServerConfiguration = BoltServerConfiguration(),
    clientConfiguration: BoltClientConfiguration = BoltClientConfiguration(),
    pushes: [String: BoltProcessor] = [:],
    onConnection: @escaping @Sendable (BoltConnection) -> Void = { _ in },
    _ body: @escaping @Sendable (BoltServer, BoltClient, BoltAddress) async throws -> Void
) async throws {
    let server = BoltServer(
        processors: processors, services: services, configuration: configuration, logger: quiet,
        onConnection: onConnection)
    let port = try await server.bind()
    let client = BoltClient(
        processors: pushes, configuration: clientConfiguration, logger: quiet)
    do {
        try await withDeadline("the test's body") {
            try await body(server, client, BoltAddress(host: "127.0.0.1", port: port))
        }
    } catch {
        await client.close()
        await server.stop(within: .zero)
        throw error
    }
    await client.close()
    await server.stop(within: .zero)
}

extension BoltMessage {
    static func echo(_ text: String = "hello", to className: String = "echo") -> BoltMessage {
        BoltMessage(className: className, content: ByteBuffer(string: text))
    }
}

extension BoltReply {
    var text: String { String(buffer: content) }
}
