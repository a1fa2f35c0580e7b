import ArgumentParser
import LabKit
import LabRuntime
import Wire

/// All labs and how far you are.
struct LabListCommand: SessionCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List the labs and their steps, with your progress.")

    @OptionGroup var options: GlobalOptions

    func run(in session: Session) async throws {
        let listing = try session.labs().listing(in: session.language)
        if session.asJSON {
            Output.json(listing)
            return
        }
        for lab in listing.labs {
            Output.line("\(lab.id)  \(lab.title)")
            for (index, step) in lab.steps.enumerated() {
                let cost = cost(of: step, in: session.language)
                Output.line(
                    "  \(sign(of: step.state)) \(index + 1)  \(step.title)  (\(step.id))\(cost)")
            }
        }
    }

    /// Tries, hints and time of a step that was touched.
    private func cost(of step: LabListing.StepEntry, in language: Language) -> String {
        guard step.tries + step.hintsUsed + step.seconds > 0 || step.solved else { return "" }
        let second = step.seconds % 60
        let time = "\(step.seconds / 60):\(second < 10 ? "0" : "")\(second)"
        switch language {
        case .english:
            return "  tries \(step.tries), hints \(step.hintsUsed), \(time)"
                + (step.solved ? ", solved" : "")
        case .chinese:
            return "  检查 \(step.tries) 次，提示 \(step.hintsUsed) 次，\(time)"
                + (step.solved ? "，代做" : "")
        }
    }

    private func sign(of state: LabProgress.State) -> String {
        switch state {
        case .todo: "·"
        case .passed: "✓"
        case .skipped: "-"
        }
    }
}

/// What a step says.
struct LabShowCommand: SessionCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Show the text of a step.")

    @OptionGroup var argument: StepArgument
    @OptionGroup var options: GlobalOptions

    func run(in session: Session) async throws {
        let labs = try session.labs()
        for key in try Failure.about({ () throws(LabFailure) in try labs.keys(argument.step).get() }
        ) {
            let (lab, step) = try Failure.about { () throws(LabFailure) in
                try labs.step(key).get()
            }
            try Failure.about { () throws(LabFailure) in try labs.open(key) }
            let passed = labs.progress().progress[key].state == .passed
            let live = try? await labs.read(key, .watching).live
            StepPrinter(language: session.language, asJSON: session.asJSON)
                .show(step, of: lab, passed: passed, live: live ?? LiveValues())
        }
    }
}

/// Whether a step is done.
struct LabCheckCommand: SessionCommand {
    static let configuration = CommandConfiguration(
        commandName: "check", abstract: "Check a step, or all steps of a lab, by its effects.")

    @OptionGroup var argument: StepArgument
    @OptionGroup var options: GlobalOptions

    func run(in session: Session) async throws {
        let labs = try session.labs()
        let keys = try Failure.about { () throws(LabFailure) in try labs.keys(argument.step).get() }
        var verdicts: [Verdict] = []
        for key in keys {
            verdicts += try await Failure.about { () async throws(LabFailure) in
                try await labs.check(key)
            }
        }
        try VerdictPrinter(session: session).tell(verdicts)
    }
}

/// A nudge.
struct LabHintCommand: SessionCommand {
    static let configuration = CommandConfiguration(
        commandName: "hint", abstract: "Show the next hint of a step; the second one tells all.")

    @OptionGroup var argument: StepArgument
    @OptionGroup var options: GlobalOptions

    /// The shape of `lab hint --json`.
    private struct Answer: Encodable {
        let level: Int
        let text: String
    }

    func run(in session: Session) async throws {
        let labs = try session.labs()
        let (key, level, raw) = try Failure.about { () throws(LabFailure) in
            let key = try labs.single(argument.step)
            let (level, text) = try labs.hint(key)
            return (key, level, text)
        }
        let live = try? await labs.read(key, .watching).live
        let text = raw[session.language].filled(live ?? LiveValues())
        let printer = StepPrinter(language: session.language, asJSON: session.asJSON)
        if session.asJSON {
            Output.json(
                Answer(
                    level: level,
                    text: text.map(\.plainText).joined(separator: "\n")))
        } else {
            printer.show(text)
        }
    }
}

/// Does a step.
struct LabSolveCommand: SessionCommand {
    static let configuration = CommandConfiguration(
        commandName: "solve", abstract: "Do a step, and before it what it needs.")

    @OptionGroup var argument: StepArgument
    @OptionGroup var options: GlobalOptions

    func run(in session: Session) async throws {
        let labs = try session.labs()
        let verdicts = try await Failure.about { () async throws(LabFailure) in
            try await labs.solve(labs.single(argument.step))
        }
        try VerdictPrinter(session: session).tell(verdicts)
    }
}

/// Does a step and counts it as skipped.
struct LabSkipCommand: SessionCommand {
    static let configuration = CommandConfiguration(
        commandName: "skip", abstract: "Do a step and count it as skipped.")

    @OptionGroup var argument: StepArgument
    @OptionGroup var options: GlobalOptions

    func run(in session: Session) async throws {
        let labs = try session.labs()
        let key = try await Failure.about { () async throws(LabFailure) in
            let key = try labs.single(argument.step)
            _ = try await labs.skip(key)
            return key
        }
        StepPrinter(language: session.language, asJSON: session.asJSON)
            .tell("skipped", key, english: "skipped", chinese: "已跳过")
    }
}

extension LabSession {
    /// The one step that a word means; a whole lab is too many.
    func single(_ word: String?) throws(LabFailure) -> StepKey {
        let keys = try keys(word).get()
        guard keys.count == 1 else {
            throw LabFailure(
                "unknown_step",
                english: "name one step as LAB/STEP, for instance \(word ?? "1")/1",
                chinese: "请用 LAB/STEP 指定一个步骤，例如 \(word ?? "1")/1")
        }
        return keys[0]
    }
}

extension Failure {
    /// Runs something about a lab and turns its failures into ours.
    static func about<Value>(
        _ work: () throws(LabFailure) -> Value
    ) throws(Failure) -> Value {
        do {
            return try work()
        } catch {
            throw Failure(error)
        }
    }

    /// Runs something about a lab and turns its failures into ours.
    static func about<Value: Sendable>(
        _ work: () async throws(LabFailure) -> Value
    ) async throws(Failure) -> Value {
        do {
            return try await work()
        } catch {
            throw Failure(error)
        }
    }
}
