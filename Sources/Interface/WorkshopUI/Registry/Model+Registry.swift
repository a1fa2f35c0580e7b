import LabKit
import RegistryAPI
import Wire

extension Model {
    /// Where the registry answers over HTTP; nil while it is not ready.
    var registryPort: Int? { live.readyPort(of: "registry") }

    /// Whether the open step wants the registry to be asked.
    var stepAsksRegistry: Bool {
        guard screen == .labs, let step = labs.step else { return false }
        return step.checks.contains { $0.reads.description == "registry.questions" }
    }

    /// Asks the registry which services it knows, as `workshop registry services` does.
    mutating func askRegistry() -> [Command] {
        guard let port = registryPort else { return [] }
        registryQuestion = RegistryQuestion(port: port, outcome: .asking)
        return [.askRegistry(port: port)]
    }

    /// Takes the answer over; the step's checks are looked at again, since it counts as a question.
    mutating func take(_ services: [ServiceListing], microseconds: Int) {
        registryQuestion?.outcome = .services(services, microseconds: microseconds)
        schedule.hurry(.evidence, at: now)
        schedule.hurry(.watch, at: now)
    }
}
