import Supervisor
import Wire

/// Drives ``Supervision`` by hand and writes down what it asks for, one line an action:
/// `1200 kill account#1`.
struct RulesBench {
    var rules: Supervision
    var lines: [String] = []
    private(set) var now: Duration = .zero

    init(_ timings: SupervisionTimings = SupervisionTimings()) {
        rules = Supervision(timings: timings)
    }

    /// What happened at a moment, in milliseconds; whatever is due before comes first.
    mutating func at(_ milliseconds: Int, _ event: SupervisionEvent) {
        let moment = Duration.milliseconds(milliseconds)
        while let deadline = rules.nextDeadline, deadline < moment {
            handle(.timePassed, at: max(deadline, now))
        }
        handle(event, at: moment)
    }

    /// Lets time pass up to a moment.
    mutating func pass(to milliseconds: Int) {
        at(milliseconds, .timePassed)
    }

    /// Launched and told its process id, which is 100 more than the launch's number.
    mutating func launched(_ milliseconds: Int, _ name: String, _ number: Int) {
        at(
            milliseconds,
            .processLaunched(
                launch(name, number), pid: Int32(100 + number), instance: "i\(number)"))
    }

    /// Launched, announced and healthy at one moment; lines of it are not kept.
    mutating func becameReady(_ milliseconds: Int, _ name: String, _ number: Int) {
        let kept = lines
        launched(milliseconds, name, number)
        at(milliseconds, .readyLineSeen(launch(name, number), readyLine(name, number)))
        at(milliseconds, .probeAnswered(launch(name, number), health(name, number)))
        lines = kept
    }

    mutating func exited(_ milliseconds: Int, _ name: String, _ number: Int, _ end: ProcessEnd) {
        at(milliseconds, .processExited(launch(name, number), end, lastLine: nil))
    }

    func launch(_ name: String, _ number: Int) -> LaunchID {
        LaunchID(component: ComponentID(parsing: name) ?? ComponentID(name), number: number)
    }

    func readyLine(_ name: String, _ number: Int) -> ReadyLine {
        ReadyLine(
            name: launch(name, number).component, pid: Int32(100 + number), port: 8_080,
            http: 9_000 + number, instance: "i\(number)")
    }

    func health(_ name: String, _ number: Int, instance: String? = nil) -> Health {
        Health(
            name: launch(name, number).component, instance: instance ?? "i\(number)",
            pid: Int32(100 + number), ready: true)
    }

    func status(_ name: String) -> ComponentStatus? {
        let id = ComponentID(parsing: name)
        return snapshot.components.first { $0.name == id }
    }

    var snapshot: SupervisorSnapshot {
        rules.snapshot(at: Moment(elapsed: now, wallMilliseconds: 0))
    }

    var notices: [String] {
        snapshot.notices.map {
            "\($0.kind.rawValue) \($0.component?.description ?? "-"): \($0.text)"
        }
    }

    private mutating func handle(_ event: SupervisionEvent, at moment: Duration) {
        now = moment
        let actions = rules.handle(event, at: Moment(elapsed: moment, wallMilliseconds: 0))
        for action in actions {
            lines.append("\(Int(moment / .milliseconds(1))) \(describe(action))")
        }
    }

    private func describe(_ action: SupervisionAction) -> String {
        switch action {
        case .launch(let launch, _): "launch \(launch)"
        case .probe(let launch, let port): "probe \(launch) on \(port)"
        case .terminate(let launch): "terminate \(launch)"
        case .kill(let launch): "kill \(launch)"
        case .pause(let launch): "pause \(launch)"
        case .resume(let launch): "resume \(launch)"
        case .finish: "finish"
        }
    }
}

extension ComponentSpecification {
    /// A specification for tests of rules only: there is no such program.
    static func named(
        _ name: String, order: Int = 0, wanted: Bool = true, argument: String = ""
    ) -> ComponentSpecification {
        ComponentSpecification(
            id: ComponentID(parsing: name) ?? ComponentID(name), executable: "/nowhere",
            arguments: [argument], startOrder: order, wanted: wanted)
    }
}
