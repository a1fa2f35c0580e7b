import ServiceLifecycle

/// What runs for as long as the process serves: a body that is cancelled when the process is told to stop.
public struct Serving: Service {
    private let body: @Sendable () async throws -> Void

    /// A service that runs a body.
    public init(_ body: @escaping @Sendable () async throws -> Void) {
        self.body = body
    }

    /// Runs the body until it ends, or the process is told to stop.
    public func run() async throws {
        try await cancelWhenGracefulShutdown(body)
    }
}
