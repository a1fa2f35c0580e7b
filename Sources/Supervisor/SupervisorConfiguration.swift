/// What one supervisor needs to know.
public struct SupervisorConfiguration: Sendable {
    /// The home it supervises; only shown.
    public var home: String
    /// Where its socket and its lock are; made when missing and closed to other users.
    public var runtimeFolder: String
    /// A file in home that is locked too, so that nobody supervises the same home from another
    /// runtime folder; nil for none.
    public var homeLock: String?
    /// Where the components' log files go; made when missing.
    public var logsFolder: String
    /// The files whose change asks for a new plan.
    public var watchedFiles: [String]
    /// The version of the program; only shown.
    public var version: String
    /// Whether standard input is a lifeline: everything ends when it does.
    public var lifeline: Bool
    /// Whether SIGTERM, SIGINT and SIGHUP end everything in order. Not in a process that handles
    /// them itself.
    public var handlesSignals: Bool
    /// How long it waits for what.
    public var timings: SupervisionTimings

    /// A configuration; signals are handled, there is no lifeline, by default.
    public init(
        home: String, runtimeFolder: String, homeLock: String? = nil, logsFolder: String,
        watchedFiles: [String],
        version: String, lifeline: Bool = false, handlesSignals: Bool = true,
        timings: SupervisionTimings = SupervisionTimings()
    ) {
        self.home = home
        self.runtimeFolder = runtimeFolder
        self.homeLock = homeLock
        self.logsFolder = logsFolder
        self.watchedFiles = watchedFiles
        self.version = version
        self.lifeline = lifeline
        self.handlesSignals = handlesSignals
        self.timings = timings
    }

    /// The control socket in a runtime folder.
    public static func socketPath(in runtimeFolder: String) -> String {
        "\(runtimeFolder)/control.sock"
    }

    /// The instance lock in a runtime folder.
    public static func lockPath(in runtimeFolder: String) -> String {
        "\(runtimeFolder)/lock"
    }

    /// The instance lock of the supervisor that serves a control socket.
    static func lockPath(beside socketPath: String) -> String {
        let folder = socketPath.lastIndex(of: "/").map { String(socketPath[..<$0]) }
        return lockPath(in: folder ?? ".")
    }
}
