public import Wire

/// The rules of supervision: which process is launched, probed, stopped, restarted, given up, when.
///
/// A value without clock, process or network: the shell hands in what happened and when, and
/// carries out what is returned, in order. The same events give the same actions.
///
/// - At most one process per name lives at any time: a new one is launched only after the old
///   one's exit was told.
/// - After a shutdown was asked for nothing is launched any more, and when the last process is gone
///   ``SupervisionAction/finish`` is returned, once.
/// - Call ``handle(_:at:)`` with ``SupervisionEvent/timePassed`` at ``nextDeadline``.
public struct Supervision: Equatable, Sendable {
    /// A plan may name so many processes; more are left out, with a notice.
    public static let componentLimit = 64

    let timings: SupervisionTimings
    var components: [ComponentID: SupervisedComponent] = [:]
    var board = NoticeBoard()
    var shutdown: Shutdown?
    /// The moment of the event being handled.
    var moment = Moment(elapsed: .zero, wallMilliseconds: 0)
    /// What the event being handled asks for.
    var actions: [SupervisionAction] = []
    private var lastLaunch = 0
    /// Rises by one with every visible change.
    private(set) var revision = 0

    /// Nothing to supervise yet.
    public init(timings: SupervisionTimings = SupervisionTimings()) {
        self.timings = timings
    }

    var now: Duration { moment.elapsed }

    /// Takes in what happened at a moment, and says what to do about it. Moments never go back.
    public mutating func handle(
        _ event: SupervisionEvent, at moment: Moment
    ) -> [SupervisionAction] {
        self.moment = moment
        let shown = visible
        decide(event)
        passTime()
        if visible != shown { revision += 1 }
        defer { actions = [] }
        return actions
    }

    private mutating func decide(_ event: SupervisionEvent) {
        switch event {
        case .planArrived(let plan, let applied): planArrived(plan, applied: applied)
        case .planRefused(let problems): planRefused(problems)
        case .processLaunched(let launch, let pid, let instance):
            processLaunched(launch, pid: pid, instance: instance)
        case .launchFailed(let launch, let reason): launchFailed(launch, reason: reason)
        case .readyLineSeen(let launch, let line): readyLineSeen(launch, line)
        case .probeAnswered(let launch, let health): probeAnswered(launch, health)
        case .probeFailed(let launch, let reason): probeFailed(launch, reason: reason)
        case .processExited(let launch, let end, let lastLine):
            processExited(launch, end, lastLine: lastLine)
        case .asked(let action, let id): asked(action, of: id)
        case .shutdownAsked(let manner): shutdownAsked(manner)
        case .timePassed: break
        }
    }

    /// In start order; of equal ones by name.
    var inStartOrder: [SupervisedComponent] {
        components.values.sorted {
            ($0.specification.startOrder, $0.specification.id)
                < ($1.specification.startOrder, $1.specification.id)
        }
    }

    /// The names of all processes, in start order.
    public var names: [ComponentID] { inStartOrder.map(\.specification.id) }

    /// The newest notices, at most 50.
    var notices: [Notice] { board.notices }

    /// All that is known, with uptimes of the given moment; memory is left to the shell.
    public func snapshot(at moment: Moment) -> SupervisorSnapshot {
        SupervisorSnapshot(
            revision: revision,
            components: inStartOrder.map { $0.status(at: moment.elapsed) },
            notices: board.notices)
    }

    /// What a new revision is for: everything shown but uptime.
    private var visible: SupervisorSnapshot {
        SupervisorSnapshot(
            revision: 0,
            components: inStartOrder.map {
                var status = $0.status(at: .zero)
                status.uptimeSeconds = 0
                return status
            },
            notices: board.notices)
    }

    mutating func post(_ kind: Notice.Kind, about id: ComponentID?, _ cause: Cause) {
        board.post(kind, about: id, cause, at: moment)
    }

    /// Launches a process for a component that has none.
    mutating func launch(_ component: inout SupervisedComponent) {
        precondition(component.process == nil, "a second process for \(component)")
        lastLaunch += 1
        component.launches += 1
        let launch = LaunchID(component: component.specification.id, number: lastLaunch)
        component.phase = .process(SupervisedProcess(launch: launch, at: now))
        actions.append(.launch(launch, component.specification))
    }
}
