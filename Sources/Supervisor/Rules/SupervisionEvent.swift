public import Wire

/// What happened, as the shell tells ``Supervision``.
public enum SupervisionEvent: Equatable, Sendable {
    /// The attendee's files were read and ask for these processes.
    case planArrived([ComponentSpecification], applied: [String])
    /// The attendee's files have faults.
    case planRefused([FileProblemText])
    /// A launch came about.
    case processLaunched(LaunchID, pid: Int32, instance: String)
    /// A launch did not come about: no such program, no memory.
    case launchFailed(LaunchID, reason: String)
    /// The process printed its READY line.
    case readyLineSeen(LaunchID, ReadyLine)
    /// Somebody answered the probe.
    case probeAnswered(LaunchID, Health)
    /// Nobody answered the probe in time, or not as a component does.
    case probeFailed(LaunchID, reason: String)
    /// The process is gone. `lastLine` is the last it wrote.
    case processExited(LaunchID, ProcessEnd, lastLine: String?)
    /// A person asks something of one process. Ignored where ``Supervision/refusal(of:on:)``
    /// would refuse it.
    case asked(ControlAction, ComponentID)
    /// Everything is to end.
    case shutdownAsked(ShutdownManner)
    /// Nothing but time passed.
    case timePassed
}
