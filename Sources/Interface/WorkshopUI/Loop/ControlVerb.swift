/// What can be done with a component; the raw values are the supervisor's.
public enum ControlVerb: String, Equatable, Sendable, CaseIterable {
    /// Launch it.
    case start
    /// SIGTERM, then SIGKILL at the deadline.
    case stop
    /// Stop, then start.
    case restart
    /// SIGKILL at once; the supervisor launches it again.
    case kill
    /// SIGSTOP.
    case pause
    /// SIGCONT.
    case resume
}

extension ControlVerb {
    /// Its words.
    var topic: KeyTopic {
        switch self {
        case .start: .start
        case .stop: .stop
        case .restart: .restart
        case .kill: .kill
        case .pause: .transacting(.pause)
        case .resume: .transacting(.resume)
        }
    }
}
