import LongPoll
import ServiceLifecycle

/// Waits until HTTP is bound, announces the process once, then waits for the end.
struct Announcer: Service {
    let ports: AsyncStream<Int>
    let changes: ChangeSignal
    let announce: @Sendable (Int) async throws -> Void

    func run() async throws {
        for await port in ports.cancelOnGracefulShutdown() {
            try await announce(port)
            break
        }
        try? await gracefulShutdown()
        // Those who wait for a change would hold the end up.
        changes.close()
        // It stops first. Cancelling what hangs would trap in NIO while a connection is accepted.
        LastResort.arm(afterSeconds: 0.8)
    }
}
