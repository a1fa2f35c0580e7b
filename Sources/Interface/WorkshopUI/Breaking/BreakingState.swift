import Faults
import LabKit
import Wire

/// The page on which things are broken on purpose.
struct BreakingState: Equatable {
    /// A place to strike.
    struct Target: Hashable {
        /// The component.
        var component: ComponentID
        /// One of its points; nil for the process as a whole, at once.
        var point: String?
        /// What is armed there and has not struck.
        var armed: [String] = []
    }

    /// Whether the page is open.
    var isShown = false
    /// What each component said of its points.
    var faults: [ComponentID: FaultsAnswer] = [:]
    /// The selected place; the first one when nil or gone.
    var selection: Target?
    /// Whether an order is under way.
    var isUnderway = false
    /// Why the last order was refused.
    var refusal: LocalizedText?
}

extension Model {
    /// How long a slow point takes, in milliseconds: longer than a caller waits for rows, and long
    /// enough to look at what stands still; shorter than a buyer waits.
    static let slowness = 7_000

    /// All places, component by component: those first in which purchases and transactions happen.
    var targets: [BreakingState.Target] {
        let first = ["bookstore", "account", "coordinator"]
        let components = first.flatMap { name in
            live.components.filter { $0.name.component == name }
        }
        let others = live.components.filter { !first.contains($0.name.component) }
        return (components + others).flatMap { status -> [BreakingState.Target] in
            let answer = breaking.faults[status.name]
            let points = (answer?.points ?? []).map { point in
                BreakingState.Target(
                    component: status.name, point: point,
                    armed: answer?.armed.filter { $0.point == point }.map(\.fault) ?? [])
            }
            return [BreakingState.Target(component: status.name)] + points
        }
    }

    /// The place of the selected one among them.
    var targetIndex: Int {
        guard let wanted = breaking.selection else { return 0 }
        return targets.firstIndex {
            $0.component == wanted.component && $0.point == wanted.point
        } ?? 0
    }

    /// The selected place; nil while no component is known.
    var target: BreakingState.Target? {
        let targets = targets
        return targets.indices.contains(targetIndex) ? targets[targetIndex] : nil
    }

    /// What the page asks as things are; nil when it is not shown.
    var breakingQuestion: (source: Schedule.Source, question: Command)? {
        guard screen == .transactions, breaking.isShown, !live.endpoints.isEmpty else {
            return nil
        }
        return (.faults, .loadFaults(live.endpoints))
    }

    /// Opens the page, or closes it.
    mutating func toggleBreaking() -> [Command] {
        breaking.isShown.toggle()
        breaking.refusal = nil
        schedule.hurry(breaking.isShown ? .faults : .transactions, at: now)
        schedule.hurry(.transaction, at: now)
        return questions()
    }

    /// Takes over what the components said of their points.
    mutating func take(_ faults: [ComponentID: FaultsAnswer]) {
        schedule.answer(.faults, at: now)
        breaking.faults = faults
    }

    /// Does what a key of the page means.
    mutating func strike(_ action: Action) -> [Command] {
        breaking.refusal = nil
        if action == .heal {
            breaking.isUnderway = true
            return [.strike(.heal(live.endpoints))]
        }
        return target.map { strike(action, at: $0) } ?? []
    }

    /// Does it at a place.
    mutating func strike(_ action: Action, at target: BreakingState.Target) -> [Command] {
        breaking.refusal = nil
        guard let point = target.point else { return strikeAtOnce(action, target.component) }
        let fault: String? =
            switch action {
            case .kill: "kill"
            case .pause: "pause"
            case .slow: "slow:\(Self.slowness)"
            case .drop: "drop"
            case .duplicate: "duplicate"
            default: nil
            }
        return fault.map { arm(FaultOrder(point: point, fault: $0), at: target.component) } ?? []
    }

    private mutating func strikeAtOnce(_ action: Action, _ component: ComponentID) -> [Command] {
        switch action {
        case .kill: question = .kill(component)
        case .pause: return control(.pause, component)
        case .resume: return control(.resume, component)
        case .fillDisk: return arm(FaultOrder(point: nil, fault: FaultOrder.full), at: component)
        default: break
        }
        return []
    }

    private mutating func arm(_ order: FaultOrder, at component: ComponentID) -> [Command] {
        guard let endpoint = live.endpoints.first(where: { $0.component == component }) else {
            return []
        }
        breaking.isUnderway = true
        return [.strike(.arm(order, at: endpoint))]
    }

    /// An order was carried out, or refused.
    mutating func finishStrike(refused reason: LocalizedText? = nil) -> [Command] {
        breaking.isUnderway = false
        breaking.refusal = reason
        // What was typed behind `:` on another screen is answered there.
        if !breaking.isShown || screen != .transactions {
            if let reason { refuse(reason[language]) } else { say(words.breaking.done) }
        }
        schedule.hurry(.faults, at: now)
        return questions()
    }

    /// Moves among the places.
    mutating func moveTargets(_ step: Int) {
        let targets = targets
        guard !targets.isEmpty else { return }
        breaking.selection = targets[moved(targetIndex, by: step, count: targets.count)]
    }

    /// Why a place cannot be struck so; nil when it can.
    func strikeObstacle(to action: Action) -> String? {
        target.map { strikeObstacle(to: action, at: $0) } ?? words.system.noComponent
    }

    /// The same of a place.
    func strikeObstacle(to action: Action, at target: BreakingState.Target) -> String? {
        let text = words.breaking
        if breaking.isUnderway { return text.busy }
        let name = target.component.description
        let status = live.components.first { $0.name == target.component }
        switch action {
        case .resume where status?.state == .ready: return text.notPaused(name)
        case .kill where target.point == nil, .pause where target.point == nil, .resume:
            return status?.pid == nil ? words.system.doesNotRun(name) : nil
        case .slow where target.point == nil, .drop where target.point == nil,
            .duplicate where target.point == nil:
            return text.needsPoint
        case .fillDisk where target.point != nil: return text.needsProcess
        default: return status?.state == .ready ? nil : text.notReady(name)
        }
    }
}
