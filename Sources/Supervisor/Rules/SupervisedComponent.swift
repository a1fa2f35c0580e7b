import Wire

/// One entry of the plan with what became of it.
struct SupervisedComponent: Equatable, Sendable {
    /// ```
    ///          launch            exit, goal running: at once, or
    /// stopped -------> process ------------------------------------> waiting
    ///    ^                |  ^                                          |
    ///    +----------------+  +------------------------------------------+
    ///    exit, goal stopped      back-off over
    ///                     |
    ///                     +--> failed (too many crashes)
    /// ```
    enum Phase: Equatable, Sendable {
        case stopped
        case process(SupervisedProcess)
        case waiting(until: Duration)
        case failed
    }

    enum Goal: Equatable, Sendable {
        case running
        case stopped
    }

    var specification: ComponentSpecification
    var goal: Goal
    var phase: Phase = .stopped
    /// No longer in the plan: forgotten once its process is gone.
    var removed = false
    var crashes = CrashHistory()
    /// Since a person last started it, or since the beginning.
    var launches = 0
    /// Shown beside the state.
    var cause: Cause?

    init(_ specification: ComponentSpecification) {
        self.specification = specification
        self.goal = specification.wanted ? .running : .stopped
    }

    /// The process; setting it has no effect in other phases than ``Phase/process(_:)``.
    var process: SupervisedProcess? {
        get {
            if case .process(let process) = phase { return process }
            return nil
        }
        set {
            if case .process = phase, let newValue { phase = .process(newValue) }
        }
    }

    /// A new beginning: earlier crashes and launches no longer count.
    mutating func forgetHistory() {
        crashes = CrashHistory()
        launches = 0
        cause = nil
    }

    var state: ComponentStatus.State {
        switch phase {
        case .stopped: .stopped
        case .failed: .failed
        case .waiting: .starting
        case .process(let process):
            process.stop != nil ? .stopping : process.readySince != nil ? .ready : .starting
        }
    }

    /// All that is shown, but for memory; uptime is that of the given moment.
    func status(at now: Duration) -> ComponentStatus {
        let uptime = process?.readySince.map { now - $0 } ?? .zero
        return ComponentStatus(
            name: specification.id, application: specification.application, state: state,
            pid: process?.pid,
            port: process?.readyLine?.port, http: process?.readyLine?.http,
            instance: process?.instance, uptimeSeconds: uptime / .seconds(1),
            restarts: max(0, launches - 1), cause: cause ?? restCause)
    }

    /// Why it rests, when nothing that happened says so.
    private var restCause: Cause? {
        phase == .stopped && !specification.wanted ? specification.whyNotWanted : nil
    }
}
