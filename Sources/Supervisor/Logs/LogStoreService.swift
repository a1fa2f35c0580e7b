import ServiceLifecycle

/// Closes the log files in their turn: after the last process.
struct LogStoreService: Service {
    let logs: LogStore

    func run() async throws {
        try? await gracefulShutdown()
        await logs.close()
    }
}
