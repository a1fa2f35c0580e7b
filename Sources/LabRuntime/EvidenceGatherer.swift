public import HomeFiles
public import LabKit
import Wire

/// Gathers what really is: asks the supervisor, then all ready components at once.
///
/// Takes as long as the slowest component, a second at most. What does not answer is a gap.
public struct EvidenceGatherer: Sendable {
    let doors: LabDoors
    let reader: HomeReader

    /// A gatherer for one home.
    public init(doors: LabDoors, layout: HomeLayout) {
        self.doors = doors
        self.reader = HomeReader(layout)
    }

    /// The evidence of this moment.
    public func gather() async -> Evidence {
        guard let snapshot = await doors.snapshot() else {
            let rooms = [
                "components", "bookstore", "account", "accounts", "registry", "lookout", "tracer",
                "coordinator", "invariant", "files",
            ]
            return Evidence(
                tree: [:], gaps: Dictionary(uniqueKeysWithValues: rooms.map { ($0, .workshopDown) })
            )
        }
        let answers = await states(of: snapshot)
        var builder = EvidenceBuilder(snapshot: snapshot, answers: answers)
        builder.addFiles(applied: reader.applied(), saved: reader.texts())
        return builder.evidence
    }

    private func states(
        of snapshot: SupervisorSnapshot
    ) async -> [ComponentID: LabDoors.StateAnswer] {
        await withTaskGroup(of: (ComponentID, LabDoors.StateAnswer).self) { group in
            for component in snapshot.components where component.state == .ready {
                guard let port = component.http else { continue }
                group.addTask { (component.name, await doors.state(port)) }
            }
            var answers: [ComponentID: LabDoors.StateAnswer] = [:]
            for await (name, answer) in group { answers[name] = answer }
            return answers
        }
    }
}
