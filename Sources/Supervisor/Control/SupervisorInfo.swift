/// Who supervises: what `workshop info` shows, and `GET /info` on the control socket answers.
public struct SupervisorInfo: Codable, Equatable, Sendable {
    /// The home it supervises.
    public var home: String
    /// Its control socket.
    public var socket: String
    /// Where the log files are.
    public var logs: String
    /// Its process.
    public var pid: Int32
    /// The version of the program.
    public var version: String

    /// All of it.
    public init(home: String, socket: String, logs: String, pid: Int32, version: String) {
        self.home = home
        self.socket = socket
        self.logs = logs
        self.pid = pid
        self.version = version
    }
}
