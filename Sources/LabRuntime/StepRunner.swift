import HomeFiles
public import LabKit
import Supervisor
import Wire

/// Checks, solves and resets the steps of one lab on a running workshop. Knows nothing of progress.
public struct StepRunner: Sendable {
    let lab: Lab
    let folder: String
    let trust: LabTrust
    let doors: LabDoors
    let home: LabHome
    let gatherer: EvidenceGatherer

    /// How long a component may take to come or go, or a check to pass.
    static let patience = Duration.seconds(10)
    /// How long somebody who asks for a check waits for what is on its way.
    static let checkPatience = Duration.seconds(3)
    private static let pause = Duration.milliseconds(50)

    init(
        lab: Lab, folder: String, starting: String?, trust: LabTrust, doors: LabDoors,
        layout: HomeLayout
    ) {
        self.lab = lab
        self.folder = folder
        self.trust = trust
        self.doors = doors
        self.home = LabHome(layout: layout, lab: folder, starting: starting)
        self.gatherer = EvidenceGatherer(doors: doors, layout: layout)
    }

    /// What is so at this moment. Takes ``CheckQuestion/deadline`` at most: what has not answered
    /// by then is overdue.
    public func reading(of step: Step, _ memory: inout StepMemory) async -> StepReading {
        async let gathered = gatherer.gather()
        let findings = await findings(of: step, memory)
        let evidence = await gathered
        return StepReading(
            verdicts: step.verdicts(on: evidence, findings: findings, memory: &memory),
            live: LiveValues(for: step, from: evidence))
    }

    /// What is so once saved files are applied and nothing is on its way, as far as that comes
    /// within the patience: somebody who saves and asks at once is not told of the old state.
    public func settledReading(of step: Step, _ memory: inout StepMemory) async -> StepReading {
        // A refused file shows in the evidence; without a supervisor so does that.
        try? await doors.reload()
        try? await settle(within: StepRunner.checkPatience)
        return await reading(of: step, &memory)
    }

    /// Brings about what the step wants, and before it what it needs; nothing where it is so already.
    ///
    /// - Returns: what is so afterwards.
    public func solve(
        _ step: Step, _ memory: inout StepMemory
    ) async throws(LabFailure) -> StepReading {
        try home.repair()
        try await doors.reload()
        try await settle()
        for needed in lab.prerequisites(of: step) {
            var fresh = StepMemory()
            try await bringAbout(needed, &fresh)
        }
        try await bringAbout(step, &memory)
        return await reading(of: step, &memory)
    }

    /// Takes the step back and forgets what was seen of it.
    public func reset(_ step: Step, _ memory: inout StepMemory) async throws(LabFailure) {
        try home.repair()
        try await doors.reload()
        try await settle()
        memory = StepMemory()
        for action in step.reset { try await perform(action, for: step, &memory) }
        memory = StepMemory()
    }

    /// Takes all steps back, the last one first; what several of them do alike is done once.
    public func resetLab() async throws(LabFailure) {
        try home.repair()
        try await doors.reload()
        try await settle()
        let todo = lab.steps.reversed().flatMap { step in step.reset.map { (step, $0) } }
        for (index, (step, action)) in todo.enumerated()
        where !todo[(index + 1)...].contains(where: { $0.1 == action }) {
            var memory = StepMemory()
            try await perform(action, for: step, &memory)
        }
    }

    private func bringAbout(
        _ step: Step, _ memory: inout StepMemory
    ) async throws(LabFailure) {
        if await reading(of: step, &memory).verdicts.allPassed { return }
        for action in step.solve { try await perform(action, for: step, &memory) }
    }

    // MARK: Questions

    /// The answers to the checks' own questions, asked all at once; edges that are done ask no more.
    private func findings(of step: Step, _ memory: StepMemory) async -> [String: Finding] {
        let asking = step.checks.filter { memory.edges[$0.id] != .done }
        return await withTaskGroup(of: (String, Finding?).self) { group in
            for check in asking where check.question != .evidence && !check.question.isQuiz {
                group.addTask { (check.id, await finding(for: check.question)) }
            }
            var findings: [String: Finding] = [:]
            for await (id, finding) in group { findings[id] = finding }
            return findings
        }
    }

    private func finding(for question: CheckQuestion) async -> Finding? {
        switch question {
        case .evidence, .quiz: return nil
        case .http(let question): return await ask(question)
        case .command(let line):
            guard trust.allows(folder) else { return .gap(.untrusted(folder)) }
            let outcome = await doors.run(line, CheckQuestion.deadline, .ended)
            switch outcome.ending {
            case .ended(let status):
                return .value([
                    "status": .number(Double(status)), "output": .string(outcome.output),
                ])
            case .overdue: return .gap(.overdue(line))
            case .unstartable(let reason): return .gap(.unstartable(reason))
            }
        }
    }

    private func ask(_ question: HTTPQuestion) async -> Finding {
        let name = question.component.description
        guard let snapshot = await doors.snapshot() else { return .gap(.workshopDown) }
        let status = snapshot.components.first { $0.name == question.component }
        switch status?.state {
        case .ready?:
            guard let port = status?.http ?? status?.port else { return .gap(.noAnswer(name)) }
            return await doors.ask(question, port)
        case .starting?, .stopping?: return .gap(.starting(name))
        default: return .gap(.notRunning(name))
        }
    }

    // MARK: Actions

    private func perform(
        _ action: LabAction, for step: Step, _ memory: inout StepMemory
    ) async throws(LabFailure) {
        switch action {
        case .set(let file, let path, let value):
            try home.set(path, of: file, to: try await filled(value))
            try await applyFiles()
        case .copy(let file, let source):
            try home.copy(file, from: source)
            try await applyFiles()
        case .buy(let purchase): try await buy(purchase, for: step, &memory)
        case .component(let verb, let id): try await control(verb, id)
        case .askRegistry:
            let registry = try await ready(ComponentID("registry"))
            try await doors.askRegistry(registry.http ?? 0)
        case .wipeData: try await wipeData()
        case .run(let line): try await run(line)
        case .answer(let check): try await answer(check, of: step, &memory)
        case .forget(let check): memory.answers[check] = nil
        case .await(let check): try await reach(check, of: step, &memory)
        }
    }

    /// A text with its live values; others as they are.
    private func filled(_ value: JSONValue) async throws(LabFailure) -> JSONValue {
        guard case .string(let text) = value, let live = LiveText(text), !live.paths.isEmpty else {
            return value
        }
        guard case .value(let filled) = live.filled(from: await gatherer.gather()) else {
            throw LabFailure(
                "no_value", english: "\(text) has no value now; see workshop status",
                chinese: "\(text) 现在没有值；请看 workshop status")
        }
        return filled
    }

    private func applyFiles() async throws(LabFailure) {
        try await doors.reload()
        try await settle()
    }

    private func buy(
        _ purchase: LabAction.Purchase, for step: Step, _ memory: inout StepMemory
    ) async throws(LabFailure) {
        let bookstore = try await ready(ComponentID("bookstore"))
        for _ in 0..<purchase.times {
            try await doors.buy(purchase, bookstore.port ?? bookstore.http ?? 0)
            guard let until = purchase.until else { continue }
            let verdicts = await reading(of: step, &memory).verdicts
            if verdicts.contains(where: { $0.id == until && $0.passed }) { return }
        }
    }

    private func control(
        _ verb: LabAction.Verb, _ id: ComponentID
    ) async throws(LabFailure) {
        let before = await doors.snapshot()?.components.first { $0.name == id }
        if verb == .start, before?.state == .ready { return }
        try await doors.control(verb, id)
        let goal = verb == .stop ? ComponentStatus.State.stopped : .ready
        try await wait(for: "\(id) \(goal.rawValue)") { snapshot in
            snapshot.components.contains {
                $0.name == id && $0.state == goal
                    && (verb != .restart || $0.instance != before?.instance
                        || $0.pid != before?.pid)
            }
        }
    }

    private func wipeData() async throws(LabFailure) {
        let owners = try await settledSnapshot().components.filter {
            ["bookstore", "account", "coordinator"].contains($0.name.component)
                && $0.state != .stopped
        }.map(\.name)
        for id in owners.reversed() { try await control(.stop, id) }
        try home.wipeData()
        for id in owners { try await control(.start, id) }
    }

    private func run(_ line: String) async throws(LabFailure) {
        guard trust.allows(folder) else { throw .untrusted(folder) }
        let outcome = await doors.run(line, StepRunner.patience, .kept)
        guard !outcome.succeeded else { return }
        let last = outcome.output.split(separator: "\n").last.map(String.init) ?? ""
        throw LabFailure(
            "command_failed", english: "`\(line)` did not end well: \(last)",
            chinese: "`\(line)` 没有正常结束：\(last)")
    }

    private func answer(
        _ id: String, of step: Step, _ memory: inout StepMemory
    ) async throws(LabFailure) {
        let check = step.checks.first { $0.id == id }
        let evidence = await gatherer.gather()
        guard let answer = check?.expects.answer(in: evidence) else {
            throw LabFailure(
                "no_answer_known", english: "nothing shows the answer to \(id) now",
                chinese: "现在没有什么能说明 \(id) 的答案")
        }
        memory.answers[id] = answer
    }

    private func reach(
        _ check: String, of step: Step, _ memory: inout StepMemory
    ) async throws(LabFailure) {
        let deadline = doors.timekeeper.now().elapsed + StepRunner.patience
        while true {
            let verdict = await reading(of: step, &memory).verdicts.first { $0.id == check }
            if verdict?.passed == true { return }
            guard doors.timekeeper.now().elapsed < deadline, await pause() else {
                throw LabFailure(
                    "not_reached",
                    english: "\(verdict?.title.english ?? check): expected "
                        + "\(verdict?.expected.english ?? "?"), found "
                        + "\(verdict?.found.english ?? "?")",
                    chinese: "\(verdict?.title.chinese ?? check)：应为 "
                        + "\(verdict?.expected.chinese ?? "?")，实际是 "
                        + "\(verdict?.found.chinese ?? "?")")
            }
        }
    }

    // MARK: Waiting

    private func ready(_ id: ComponentID) async throws(LabFailure) -> ComponentStatus {
        let snapshot = try await settledSnapshot()
        guard let status = snapshot.components.first(where: { $0.name == id }),
            status.state == .ready
        else {
            throw LabFailure(
                "not_ready", english: "\(id) is not ready; look at its log: workshop logs \(id)",
                chinese: "\(id) 没有就绪；看看它的日志：workshop logs \(id)")
        }
        return status
    }

    private func settle(
        within limit: Duration = StepRunner.patience
    ) async throws(LabFailure) {
        _ = try await settledSnapshot(within: limit)
    }

    /// A snapshot with nothing starting or stopping.
    private func settledSnapshot(
        within limit: Duration = StepRunner.patience
    ) async throws(LabFailure) -> SupervisorSnapshot {
        try await wait(for: "rest", within: limit) { snapshot in
            snapshot.components.allSatisfy { $0.state != .starting && $0.state != .stopping }
        }
    }

    @discardableResult
    private func wait(
        for what: String, within limit: Duration = StepRunner.patience,
        _ isSo: (SupervisorSnapshot) -> Bool
    ) async throws(LabFailure) -> SupervisorSnapshot {
        let deadline = doors.timekeeper.now().elapsed + limit
        while true {
            guard let snapshot = await doors.snapshot() else { throw .workshopDown }
            if isSo(snapshot) { return snapshot }
            guard doors.timekeeper.now().elapsed < deadline, await pause() else {
                let slow = snapshot.components.filter { $0.state != .ready }
                    .map { "\($0.name) (\($0.state.rawValue))" }.joined(separator: ", ")
                throw LabFailure(
                    "not_settled", english: "waited in vain for \(what): \(slow)",
                    chinese: "没有等到 \(what)：\(slow)")
            }
        }
    }

    /// False when the task was cancelled.
    private func pause() async -> Bool {
        (try? await doors.timekeeper.sleep(StepRunner.pause)) != nil
    }
}
