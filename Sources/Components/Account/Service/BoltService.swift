import Bolt
import ServiceLifecycle

/// A Bolt server for as long as the process serves; tells its port once it listens.
struct BoltService: Service {
    let server: BoltServer
    let bound: AsyncStream<Int>.Continuation

    func run() async throws {
        bound.yield(try await server.bind())
        bound.finish()
        try await cancelWhenGracefulShutdown { try await server.run() }
    }
}

/// The process ends before the Bolt server listens.
struct NeverBound: Error {}
