/// How long the supervisor waits for what. All of it can be shortened in tests.
public struct SupervisionTimings: Equatable, Sendable {
    /// Between two probes of a process that is not ready.
    public var probeWhileStarting: Duration = .milliseconds(100)
    /// Between two probes of a ready process.
    public var probeWhenReady: Duration = .seconds(1)
    /// So many probes in a row without answer, and a ready process is shown as starting.
    public var probeFailuresTolerated = 3
    /// A process that is not ready so long after its launch is killed.
    public var startDeadline: Duration = .seconds(10)
    /// Before the second restart; doubles with each further one. The first waits for nothing.
    public var backOffFirst: Duration = .milliseconds(200)
    /// The back-off grows no further.
    public var backOffLimit: Duration = .seconds(5)
    /// Ready for so long, a process has the next crash counted as its first.
    public var backOffForgottenAfter: Duration = .seconds(10)
    /// So many crashes within ``crashWindow``, and a process is given up.
    public var crashesTolerated = 10
    /// See ``crashesTolerated``.
    public var crashWindow: Duration = .seconds(60)
    /// Between SIGTERM and SIGKILL.
    public var stopDeadline: Duration = .milliseconds(1_200)
    /// In an orderly shutdown the next lower start order is stopped after so long at the latest.
    public var shutdownStage: Duration = .milliseconds(400)
    /// In an orderly shutdown every process has been sent SIGTERM after so long.
    public var shutdownAllAsked: Duration = .milliseconds(1_000)
    /// In an orderly shutdown every process has been sent SIGKILL after so long.
    public var shutdownAllKilled: Duration = .milliseconds(1_700)
    /// In a swift shutdown every process has been sent SIGKILL after so long.
    public var swiftShutdownKilled: Duration = .milliseconds(600)

    /// The figures above.
    public init() {}
}
