/// How the whole workshop is to end.
public enum ShutdownManner: Equatable, Sendable {
    /// In reverse start order, within two seconds.
    case orderly
    /// All at once, within one second: whoever started the supervisor has gone.
    case swift
}
