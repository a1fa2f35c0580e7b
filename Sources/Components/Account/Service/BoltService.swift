import Bolt
import ServiceLifecycle

/// A Bolt server for as long as the process serves.
struct BoltService: Service {
    let server: BoltServer

    func run() async throws {
        try await cancelWhenGracefulShutdown { try await server.run() }
    }
}
