/// What the shell is to do next, in this order.
public enum SupervisionAction: Equatable, Sendable {
    /// Run a program. Answered by exactly one of ``SupervisionEvent/processLaunched(_:pid:instance:)``
    /// and ``SupervisionEvent/launchFailed(_:reason:)``; after the former by exactly one
    /// ``SupervisionEvent/processExited(_:_:lastLine:)``, later.
    case launch(LaunchID, ComponentSpecification)
    /// Ask `GET /health` on this port of 127.0.0.1. Answered by exactly one of the probe events.
    case probe(LaunchID, http: Int)
    /// Send SIGTERM to the whole process group.
    case terminate(LaunchID)
    /// Send SIGKILL to the whole process group.
    case kill(LaunchID)
    /// Send SIGSTOP to the whole process group.
    case pause(LaunchID)
    /// Send SIGCONT to the whole process group.
    case resume(LaunchID)
    /// After a shutdown no process is left. Comes once; nothing comes after it.
    case finish
}
