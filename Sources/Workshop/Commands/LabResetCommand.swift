import ArgumentParser
import LabKit
import LabRuntime
import Wire

/// Takes a step, a lab or everything back.
struct LabResetCommand: SessionCommand {
    static let configuration = CommandConfiguration(
        commandName: "reset",
        abstract: "Take a step, a whole lab (LAB) or everything (--all) back, to do it again.",
        discussion: "It asks first; --force answers yes.")

    @OptionGroup var argument: StepArgument
    @Flag(help: "All labs, and all progress.") var all = false
    @Flag(help: "Do not ask.") var force = false
    @OptionGroup var options: GlobalOptions

    /// What is taken back.
    private enum Extent {
        case step(StepKey)
        case lab(Lab)
        case all
    }

    func validate() throws {
        if all, argument.step != nil {
            throw ValidationError("--all takes everything back; do not name a step with it")
        }
    }

    func run(in session: Session) async throws {
        let labs = try session.labs()
        let extent = try Failure.about { () throws(LabFailure) in try wanted(in: labs) }
        try confirm(extent, in: session)
        try await Failure.about { () async throws(LabFailure) in
            switch extent {
            case .step(let key): try await labs.reset(key)
            case .lab(let lab): try await labs.reset(lab: lab)
            case .all: try await labs.resetAll()
            }
        }
        tell(extent, in: session)
    }

    private func wanted(in labs: LabSession) throws(LabFailure) -> Extent {
        if all { return .all }
        guard let word = argument.step, !word.contains("/") else {
            return .step(try labs.single(argument.step))
        }
        return .lab(try labs.lab(word).get())
    }

    private func confirm(_ extent: Extent, in session: Session) throws(Failure) {
        let confirmation = Confirmation(session: session, isForced: force)
        switch extent {
        case .step(let key):
            try confirmation.ask(
                english: "\(key.lab)/\(key.step) will be taken back.",
                chinese: "将还原 \(key.lab)/\(key.step)。")
        case .lab(let lab):
            try confirmation.ask(
                english: "All steps of \(lab.id) will be taken back, and your progress in it.",
                chinese: "将还原 \(lab.id) 的全部步骤和进度。")
        case .all:
            try confirmation.ask(
                english: "All labs will be taken back, and all your progress.",
                chinese: "将还原全部实验和全部进度。")
        }
    }

    private func tell(_ extent: Extent, in session: Session) {
        let what =
            switch extent {
            case .step(let key): "\(key.lab)/\(key.step)"
            case .lab(let lab): lab.id
            case .all: "all"
            }
        if session.asJSON {
            Output.json(["reset": what])
        } else {
            Output.line("\(what)  \(session.language == .english ? "taken back" : "已还原")")
        }
    }
}
