import HomeFiles
public import LabKit
import Supervisor
import Wire

/// Checks, solves and resets the steps of one lab on a running workshop. Knows nothing of progress.
public struct StepRunner: Sendable {
    let lab: Lab
    let doors: LabDoors
    let home: LabHome
    let gatherer: EvidenceGatherer

    /// How long a component may take to come or go, or a check to pass.
    static let patience = Duration.seconds(10)
    /// How long somebody who asks for a check waits for what is on its way.
    static let checkPatience = Duration.seconds(3)
    private static let pause = Duration.milliseconds(50)

    init(lab: Lab, folder: String, doors: LabDoors, layout: HomeLayout) {
        self.lab = lab
        self.doors = doors
        self.home = LabHome(layout: layout, lab: folder)
        self.gatherer = EvidenceGatherer(doors: doors, layout: layout)
    }

    /// The verdicts of this moment.
    public func verdicts(on step: Step) async -> [Verdict] {
        step.verdicts(on: await gatherer.gather())
    }

    /// The verdicts once saved files are applied and nothing is on its way, as far as that comes
    /// within the patience: somebody who saves and asks at once is not told of the old state.
    public func settledVerdicts(on step: Step) async -> [Verdict] {
        // A refused file shows in the evidence; without a supervisor so does that.
        try? await doors.reload()
        try? await settle(within: StepRunner.checkPatience)
        return await verdicts(on: step)
    }

    /// Brings about what the step wants, and before it what it needs; nothing where it is so already.
    ///
    /// - Returns: the step's verdicts afterwards.
    public func solve(_ step: Step) async throws(LabFailure) -> [Verdict] {
        try home.repair()
        try await doors.reload()
        try await settle()
        for wanted in lab.prerequisites(of: step) + [step] {
            if await verdicts(on: wanted).allPassed { continue }
            for action in wanted.solve { try await perform(action, for: wanted) }
        }
        return await verdicts(on: step)
    }

    /// Takes the step back.
    public func reset(_ step: Step) async throws(LabFailure) {
        try home.repair()
        try await doors.reload()
        try await settle()
        for action in step.reset { try await perform(action, for: step) }
    }

    // MARK: Actions

    private func perform(_ action: LabAction, for step: Step) async throws(LabFailure) {
        switch action {
        case .set(let file, let path, let value):
            try home.set(path, of: file, to: value)
            try await applyFiles()
        case .copy(let file, let source):
            try home.copy(file, from: source)
            try await applyFiles()
        case .buy(let purchase): try await buy(purchase, for: step)
        case .component(let verb, let id): try await control(verb, id)
        case .askRegistry:
            let registry = try await ready(ComponentID("registry"))
            try await doors.askRegistry(registry.http ?? 0)
        case .wipeData: try await wipeData()
        case .await(let check): try await reach(check, of: step)
        }
    }

    private func applyFiles() async throws(LabFailure) {
        try await doors.reload()
        try await settle()
    }

    private func buy(
        _ purchase: LabAction.Purchase, for step: Step
    ) async throws(LabFailure) {
        let bookstore = try await ready(ComponentID("bookstore"))
        for _ in 0..<purchase.times {
            try await doors.buy(purchase, bookstore.port ?? bookstore.http ?? 0)
            guard let until = purchase.until else { continue }
            let verdicts = await verdicts(on: step)
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
            ["bookstore", "account"].contains($0.name.component) && $0.state != .stopped
        }.map(\.name)
        for id in owners.reversed() { try await control(.stop, id) }
        try home.wipeData()
        for id in owners { try await control(.start, id) }
    }

    private func reach(_ check: String, of step: Step) async throws(LabFailure) {
        let deadline = doors.timekeeper.now().elapsed + StepRunner.patience
        while true {
            let verdict = await verdicts(on: step).first { $0.id == check }
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
