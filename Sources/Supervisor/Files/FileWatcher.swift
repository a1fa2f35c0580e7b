import ServiceLifecycle

/// Looks at some files every 200 ms and tells when a change of them has come to rest, so within
/// 400 ms. Looking costs one system call a file, works on every file system and across renames.
struct FileWatcher: Service {
    static let interval = Duration.milliseconds(200)

    let files: [String]
    let timekeeper: Timekeeper
    let changed: @Sendable () async -> Void
    private let baseline: FileChanges

    /// Changes count from now on.
    init(
        files: [String], timekeeper: Timekeeper, changed: @escaping @Sendable () async -> Void
    ) {
        self.files = files
        self.timekeeper = timekeeper
        self.changed = changed
        self.baseline = FileChanges(files.map { FileSignature(of: $0) })
    }

    func run() async throws {
        // The wait is cut short by an error when the end comes.
        try? await cancelWhenGracefulShutdown {
            var changes = baseline
            while true {
                try await timekeeper.sleep(Self.interval)
                if changes.look(files.map { FileSignature(of: $0) }) { await changed() }
            }
        }
    }
}
