public import LabKit
import Supervisor

/// Proves the steps of a lab on a running workshop of their own: `workshop author test`.
public struct LabSelfTest: Sendable {
    /// What a step did.
    public struct Outcome: Codable, Equatable, Sendable {
        /// The lab's id.
        public var lab: String
        /// The step's id.
        public var id: String
        /// Its checks fail before it is done.
        public var failsBefore = false
        /// They pass after solve.
        public var passesAfter = false
        /// They still pass after solving again.
        public var idempotent = false
        /// They fail again after reset.
        public var failsAfterReset = false
        /// What went wrong, in English; nil when nothing did.
        public var problem: String?
        /// How long it took.
        public var seconds: Double = 0

        /// A step that was not tried yet.
        public init(lab: String, id: String) {
            self.lab = lab
            self.id = id
        }

        /// Whether all is as it must be.
        public var isSound: Bool {
            failsBefore && passesAfter && idempotent && failsAfterReset && problem == nil
        }
    }

    /// `author test --json`.
    public struct Report: Codable, Equatable, Sendable {
        /// In order.
        public var steps: [Outcome]

        /// A report from its parts.
        public init(steps: [Outcome]) {
            self.steps = steps
        }

        /// Whether all steps are sound.
        public var isSound: Bool { !steps.isEmpty && steps.allSatisfy(\.isSound) }
    }

    private let lab: Lab
    private let runner: StepRunner
    private let timekeeper: Timekeeper

    /// A test of one lab. It changes home and data: give it a home of its own.
    public init(_ lab: Lab, in session: LabSession, timekeeper: Timekeeper) {
        self.lab = lab
        self.runner = session.runner(lab)
        self.timekeeper = timekeeper
    }

    /// Tries every step; `finished` hears of each as it is done.
    public func run(
        finished: @Sendable (Outcome) async -> Void = { _ in }
    ) async -> Report {
        var report = Report(steps: [])
        for step in lab.steps {
            let outcome = await outcome(of: step)
            report.steps.append(outcome)
            await finished(outcome)
        }
        return report
    }

    private func outcome(of step: Step) async -> Outcome {
        var outcome = Outcome(lab: lab.id, id: step.id)
        let start = timekeeper.now().elapsed
        var memory = StepMemory()
        do {
            try await runner.reset(step, &memory)
            outcome.failsBefore = !(await isPassed(step, &memory))
            outcome.passesAfter = try await runner.solve(step, &memory).verdicts.allPassed
            outcome.idempotent = try await runner.solve(step, &memory).verdicts.allPassed
            try await runner.reset(step, &memory)
            outcome.failsAfterReset = !(await isPassed(step, &memory))
        } catch {
            outcome.problem = "\(error.code): \(error.text.english)"
        }
        let spent = timekeeper.now().elapsed - start
        outcome.seconds =
            Double(spent.components.seconds) + Double(spent.components.attoseconds) / 1e18
        return outcome
    }

    private func isPassed(_ step: Step, _ memory: inout StepMemory) async -> Bool {
        await runner.settledReading(of: step, &memory).verdicts.allPassed
    }
}
