/// What the supervisor knows of one process, as `workshop status --json` shows it.
public struct ComponentStatus: Codable, Equatable, Sendable {
    /// Where a process is in its life.
    public enum State: String, Codable, Sendable, CaseIterable {
        /// Not running, and not meant to.
        case stopped
        /// Launched, not yet answering its probe; or waiting for its back-off.
        case starting
        /// Answers its probe with its own instance id.
        case ready
        /// Gave up: it failed too often, or could not be launched. `reason` says which.
        case failed
        /// Asked to end, not gone yet.
        case stopping
    }

    /// Which process.
    public var name: ComponentID
    /// Its name in traces and metrics: `balance_mng`; nil when it has none but its own.
    public var application: String?
    /// Where it is in its life.
    public var state: State
    /// Its process id while there is a process.
    public var pid: Int32?
    /// Where its users call it, once it said so.
    public var port: Int?
    /// Where it answers `/health` and `/state`, once it said so.
    public var http: Int?
    /// The instance id of this launch.
    public var instance: String?
    /// Seconds since it became ready; 0 when it is not.
    public var uptimeSeconds: Double
    /// Launches after the first since the supervisor started or the attendee last started it.
    public var restarts: Int
    /// Proportional set size in bytes, read from the process table; 0 when there is no process.
    public var residentBytes: Int
    /// Why it is where it is, when that is not what was asked: exit status, signal, last line. In
    /// English, as logs have it.
    public var reason: String?
    /// The same in clauses, to be said in either language; nil where only words are known.
    public var cause: Cause?

    /// A status from its parts.
    public init(
        name: ComponentID, application: String? = nil, state: State, pid: Int32? = nil,
        port: Int? = nil, http: Int? = nil,
        instance: String? = nil, uptimeSeconds: Double = 0, restarts: Int = 0,
        residentBytes: Int = 0, reason: String? = nil, cause: Cause? = nil
    ) {
        self.name = name
        self.application = application
        self.state = state
        self.pid = pid
        self.port = port
        self.http = http
        self.instance = instance
        self.uptimeSeconds = uptimeSeconds
        self.restarts = restarts
        self.residentBytes = residentBytes
        self.reason = reason ?? cause?.text(in: .english)
        self.cause = cause
    }

    /// Why it is where it is, in a language as far as it is known in clauses.
    public func reason(in language: Language) -> String? {
        cause?.text(in: language) ?? reason
    }
}
