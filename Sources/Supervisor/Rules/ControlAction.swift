/// What a person asks of one process.
public enum ControlAction: String, Codable, Sendable, CaseIterable {
    /// Run it; also after it was given up. Does nothing when it runs.
    case start
    /// End it and leave it ended.
    case stop
    /// End it and run it again.
    case restart
    /// End it without warning (SIGKILL), as a fault would; it is restarted as after a fault.
    case kill
    /// Stop it in the middle of whatever it does (SIGSTOP), until it is resumed.
    case pause
    /// Let it go on (SIGCONT).
    case resume
}
