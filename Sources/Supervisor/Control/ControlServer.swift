import Glibc
import Hummingbird
import Logging
import NIOCore
import ServiceLifecycle
import SystemPackage

/// Serves the control interface on a unix socket that only this user can reach.
///
/// Whoever runs it holds the instance lock: a socket file left behind by a killed supervisor is
/// replaced, and removed at the end.
struct ControlServer: Sendable {
    /// Between the removal of the socket file and the end of the server. A connection accepted while
    /// the server ends would be dropped half made, which NIO answers with a trap.
    static let lastAccepts = Duration.milliseconds(50)

    let socketPath: String
    let routes: ControlRoutes
    let timekeeper: Timekeeper
    let logger: Logger
    /// Called once requests are answered.
    let serving: @Sendable () async -> Void

    /// Serves as long as the body runs, and ends the body when the socket cannot be bound.
    func serve(while body: @escaping @Sendable () async throws -> Void) async throws {
        try expectSocketOrNothing()
        let group = ServiceGroup(
            configuration: .init(services: [application], logger: quietLogger))
        // Not a child task: cancelling would drop connections half made. It is always awaited.
        let server = Task { try await group.run() }
        try await withThrowingTaskGroup(of: Void.self) { tasks in
            tasks.addTask { try await server.value }
            tasks.addTask {
                let result = await Result.of(body)
                await end(group)
                try result.get()
            }
            while let ended = await tasks.nextResult() {
                if case .failure = ended { tasks.cancelAll() }
                try ended.get()
            }
        }
    }

    private func expectSocketOrNothing() throws(SupervisorFailure) {
        guard let status = try? Stat(FilePath(socketPath), followTargetSymlink: false),
            status.type != .socket
        else { return }
        throw .unusableFolder(
            socketPath, reason: "it is in the place of the control socket; remove it")
    }

    private func end(_ group: ServiceGroup) async {
        unlink(socketPath)
        try? await timekeeper.sleep(Self.lastAccepts)
        await group.triggerGracefulShutdown()
    }

    private var quietLogger: Logger {
        var quiet = logger
        quiet.logLevel = max(logger.logLevel, .warning)
        return quiet
    }

    private var application: some Service {
        Application(
            router: routes.router(),
            configuration: .init(address: .unixDomainSocket(path: socketPath)),
            onServerRunning: { _ in
                chmod(socketPath, 0o600)
                await serving()
            },
            logger: quietLogger)
    }
}

extension Result where Success == Void, Failure == any Error {
    fileprivate static func of(_ body: () async throws -> Void) async -> Self {
        do {
            return .success(try await body())
        } catch {
            return .failure(error)
        }
    }
}
