import Wire

/// What is known of a process between its launch and its end.
struct SupervisedProcess: Equatable, Sendable {
    /// When it was asked to end, and when patience ends.
    struct Stop: Equatable, Sendable {
        var killAt: Duration
        var killed = false
    }

    /// Probes are asked one at a time.
    struct Probe: Equatable, Sendable {
        var inFlight = false
        var nextAt: Duration
        var failures = 0
    }

    let launch: LaunchID
    let launchedAt: Duration
    /// Nil until the shell has told that the launch came about.
    var pid: Int32?
    var instance: String?
    var readyLine: ReadyLine?
    var probe: Probe
    /// Since when it has been answering; nil when it is not.
    var readySince: Duration?
    var wasReady = false
    var stop: Stop?
    /// It missed its start deadline and was sent SIGKILL.
    var overdue = false
    /// A person asked for SIGKILL.
    var killAsked = false
    /// A person had it stopped (SIGSTOP), and not resumed since.
    var isPaused = false

    init(launch: LaunchID, at now: Duration) {
        self.launch = launch
        self.launchedAt = now
        self.probe = Probe(nextAt: now)
    }

    /// When time alone changes something next.
    func nextDeadline(_ timings: SupervisionTimings) -> Duration? {
        if let stop { return stop.killed || pid == nil ? nil : stop.killAt }
        var deadlines: [Duration] = []
        if !wasReady, !overdue { deadlines.append(launchedAt + timings.startDeadline) }
        if readyLine != nil, !probe.inFlight { deadlines.append(probe.nextAt) }
        return deadlines.min()
    }
}
