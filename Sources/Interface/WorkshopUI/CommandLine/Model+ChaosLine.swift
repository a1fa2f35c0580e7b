import CoordinatorAPI
import Faults
import LabKit
import Wire

/// Commands behind `:` about global transactions and about breaking them.
extension Model {
    mutating func runTransaction(_ name: String) -> [Command] {
        guard coordinatorPort != nil else { return fault(words.transactions.notReady) }
        commandLine = nil
        return name.lowercased() == "last" ? openNewestTransaction() : openTransaction(name)
    }

    /// Breaks a component at once, or arms a fault at `COMPONENT:POINT`; the verbs are those of
    /// `workshop chaos`.
    mutating func runChaos(_ verb: String, _ place: String?) -> [Command] {
        if verb == "heal", place == nil {
            commandLine = nil
            return strike(.heal)
        }
        guard let place else { return fault(words.command.usage(CommandWord.chaos.usage)) }
        let parts = place.split(separator: ":", maxSplits: 1).map(String.init)
        let status = live.components.first { $0.name.description == parts.first }
        guard let status else { return fault(words.command.noPlace(place)) }
        guard let action = Self.strikes[verb] else { return fault(words.command.chaosVerbs) }
        var target = BreakingState.Target(
            component: status.name, point: parts.count == 2 ? parts[1] : nil)
        if let point = target.point, let known = breaking.faults[status.name] {
            guard let whole = known.point(named: point) else {
                return fault(words.command.noPlace(place))
            }
            target.point = whole
        }
        let before = breaking.selection
        breaking.selection = target
        if let obstacle = strikeObstacle(to: action, at: target) {
            breaking.selection = before
            return fault(obstacle)
        }
        commandLine = nil
        return strike(action, at: target)
    }

    private static let strikes: [String: Action] = [
        "kill": .kill, "pause": .pause, "resume": .resume, "slow": .slow, "drop": .drop,
        "duplicate": .duplicate, "full": .fillDisk,
    ]

    mutating func runChoose(_ name: String) -> [Command] {
        guard let choice = BranchNote.Choice(rawValue: name) else {
            return fault(words.command.usage(CommandWord.choose.usage))
        }
        guard let xid = transactions.open?.xid else {
            return fault(words.command.noOpenTransaction)
        }
        if let choiceObstacle { return fault(choiceObstacle) }
        commandLine = nil
        question = .choose(choice, xid: xid)
        return []
    }
}
