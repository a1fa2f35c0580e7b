import TestSupport
import Wire

@testable import Supervisor

/// Processes, probes and a person with a mind of its own, all by seed, around the real rules.
///
/// Processes crash, start slowly or never, ignore SIGTERM, print wrong READY lines; probes are lost
/// or answered by strangers; the person starts, stops, kills, pauses, changes the plan; then the end is asked
/// for. What must never be is noted in ``faults``.
struct SimulatedWorld {
    private struct Process {
        var pid: Int32
        var instance: String
        var ignoresTerminate: Bool
        var isPaused = false
    }

    private enum Happening {
        case event(SupervisionEvent)
        case launchComesAbout(LaunchID)
        case dies(LaunchID, ProcessEnd)
        case personActs
        case end
    }

    private(set) var faults: [String] = []
    private(set) var transcript: [String] = []
    private(set) var finishedAfter: Duration?

    private var rules = Supervision()
    private var random: SeededRandom
    private var now: Duration = .zero
    private var queue: [(at: Duration, order: Int, happening: Happening)] = []
    private var queued = 0
    /// From the launch action on.
    private var pending: Set<LaunchID> = []
    private var living: [LaunchID: Process] = [:]
    private var endAsked: Duration?
    private var lastPID: Int32 = 100

    init(seed: UInt64) {
        random = SeededRandom(seed: seed)
    }

    mutating func run() {
        for _ in 0..<30 { schedule(.personActs, within: 20_000) }
        schedule(.event(.planArrived(somePlan(), applied: [])), within: 1)
        schedule(.end, from: 5_000, within: 25_000)
        for _ in 0..<20_000 where finishedAfter == nil { step() }
        if finishedAfter == nil { faults.append("never finished") }
        if !living.isEmpty || !pending.isEmpty { faults.append("left alive: \(living)") }
    }

    private mutating func step() {
        let next = queue.min { ($0.at, $0.order) < ($1.at, $1.order) }
        if let deadline = rules.nextDeadline, deadline < next?.at ?? .seconds(1_000_000) {
            now = max(now, deadline)
            handle(.timePassed)
            if let again = rules.nextDeadline, again <= deadline {
                faults.append("does not advance")
            }
            return
        }
        guard let next else { return }
        queue.removeAll { $0.order == next.order }
        now = max(now, next.at)
        happen(next.happening)
    }

    private mutating func happen(_ happening: Happening) {
        switch happening {
        case .event(let event): handle(event)
        case .launchComesAbout(let launch): comeAbout(launch)
        case .dies(let launch, let end): die(launch, end)
        case .personActs: act()
        case .end:
            endAsked = endAsked ?? now
            handle(.shutdownAsked(chance(0.5) ? .orderly : .swift))
        }
    }

    private mutating func handle(_ event: SupervisionEvent) {
        transcript.append("\(Int(now / .milliseconds(1))) \(event)")
        let moment = Moment(elapsed: now, wallMilliseconds: 0)
        for action in rules.handle(event, at: moment) {
            transcript.append("    \(action)")
            carryOut(action)
        }
        if rules.snapshot(at: moment).notices.count > 50 { faults.append("too many notices") }
    }

    private mutating func carryOut(_ action: SupervisionAction) {
        if finishedAfter != nil { faults.append("\(action) after the end") }
        switch action {
        case .launch(let launch, _):
            let others = Array(living.keys) + Array(pending)
            if others.contains(where: { $0.component == launch.component }) {
                faults.append("a second process: \(launch)")
            }
            if endAsked != nil { faults.append("launched after the end was asked for: \(launch)") }
            pending.insert(launch)
            schedule(.launchComesAbout(launch), within: 30)
        case .probe(let launch, let port): probe(launch, port)
        case .terminate(let launch):
            guard let process = living[launch], !process.ignoresTerminate, !process.isPaused
            else { return }
            schedule(.dies(launch, .exited(0)), within: 300)
        case .kill(let launch):
            if living[launch] != nil { schedule(.dies(launch, .signalled(9)), within: 5) }
        case .pause(let launch): living[launch]?.isPaused = true
        case .resume(let launch): living[launch]?.isPaused = false
        case .finish: finishedAfter = now - (endAsked ?? now)
        }
    }

    private mutating func comeAbout(_ launch: LaunchID) {
        pending.remove(launch)
        if chance(0.1) {
            handle(.launchFailed(launch, reason: "no memory"))
            return
        }
        lastPID += 1
        let process = Process(
            pid: lastPID, instance: "i\(lastPID)", ignoresTerminate: chance(0.3))
        living[launch] = process
        handle(.processLaunched(launch, pid: process.pid, instance: process.instance))
        if chance(0.5) { schedule(.dies(launch, .exited(1)), within: chance(0.5) ? 50 : 15_000) }
        guard chance(0.9) else { return }
        let name = chance(0.05) ? ComponentID("other") : launch.component
        let line = ReadyLine(
            name: name, pid: process.pid, port: 1, http: 2, instance: process.instance)
        schedule(.event(.readyLineSeen(launch, line)), within: chance(0.1) ? 12_000 : 200)
    }

    private mutating func die(_ launch: LaunchID, _ end: ProcessEnd) {
        guard living.removeValue(forKey: launch) != nil else { return }
        handle(.processExited(launch, end, lastLine: chance(0.5) ? "the last line" : nil))
    }

    private mutating func probe(_ launch: LaunchID, _ port: Int) {
        guard let process = living[launch], !process.isPaused, chance(0.8) else {
            schedule(.event(.probeFailed(launch, reason: "lost")), within: 1_000)
            return
        }
        let health = Health(
            name: launch.component, instance: chance(0.1) ? "stranger" : process.instance,
            pid: process.pid, ready: chance(0.9))
        schedule(.event(.probeAnswered(launch, health)), within: 50)
    }

    private mutating func act() {
        if chance(0.3) {
            handle(.planArrived(somePlan(), applied: ["home.yaml"]))
        } else if let id = rules.names.randomElement(using: &random),
            let action = ControlAction.allCases.randomElement(using: &random)
        {
            handle(.asked(action, id))
        }
    }

    private mutating func somePlan() -> [ComponentSpecification] {
        let names = ["registry", "bookstore", "account", "account-2"]
        return names.enumerated().compactMap { index, name in
            guard chance(0.85) else { return nil }
            return .named(
                name, order: index, wanted: chance(0.85), argument: chance(0.7) ? "" : "changed")
        }
    }

    private mutating func schedule(
        _ happening: Happening, from least: Int = 0, within milliseconds: Int
    ) {
        queued += 1
        let delay = Int.random(in: least...milliseconds, using: &random)
        queue.append((now + .milliseconds(delay), queued, happening))
    }

    private mutating func chance(_ share: Double) -> Bool {
        Double.random(in: 0..<1, using: &random) < share
    }
}
