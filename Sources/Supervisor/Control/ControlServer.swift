import Glibc
import Hummingbird
import Logging
import NIOCore
import ServiceLifecycle

/// Serves the control interface on a unix socket that only this user can reach.
///
/// Whoever runs it holds the instance lock: a socket file left behind by a killed supervisor is
/// replaced, and removed at the end.
struct ControlServer: Service {
    let socketPath: String
    let routes: ControlRoutes
    let logger: Logger
    /// Called once requests are answered.
    let serving: @Sendable () async -> Void

    func run() async throws {
        var quiet = logger
        quiet.logLevel = max(logger.logLevel, .warning)
        let application = Application(
            router: routes.router(),
            configuration: .init(address: .unixDomainSocket(path: socketPath)),
            onServerRunning: { _ in
                chmod(socketPath, 0o600)
                await serving()
            },
            logger: quiet)
        defer { unlink(socketPath) }
        try await application.run()
    }
}
