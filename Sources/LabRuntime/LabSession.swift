import Foundation
public import HomeFiles
public import LabKit
import Supervisor
public import Wire

/// The labs of one attendee: what the commands and the interface ask for, with progress kept.
///
/// A value without state of its own: two terminals may ask at the same time, progress is kept by
/// ``ProgressStore`` in turn.
public struct LabSession: Sendable {
    /// The labs that can be taken, in order of the day.
    public let labs: [Lab]
    /// What is wrong with those that cannot, a sentence each, in order of their folders.
    public let problems: [String]
    private let folder: LabsFolder
    private let trust: LabTrust
    private let starting: String?
    private let doors: LabDoors
    private let layout: HomeLayout
    private let store: ProgressStore

    /// Why a check is made.
    public enum Occasion: Sendable {
        /// The attendee asked: saved files are waited for, and it counts as a try.
        case asked
        /// The step is on the screen and kept fresh: it counts as nothing.
        case watching
    }

    /// A session over labs that were loaded from `folder`.
    ///
    /// - Parameters:
    ///   - problems: what is wrong with those that could not be loaded.
    ///   - trust: whose commands may run.
    ///   - starting: the folder with the files that every home starts from.
    public init(
        labs: [Lab], problems: [String] = [], folder: LabsFolder, trust: LabTrust,
        starting: String? = nil, doors: LabDoors, layout: HomeLayout
    ) {
        self.labs = labs
        self.problems = problems
        self.trust = trust
        self.starting = starting
        self.folder = folder
        self.doors = doors
        self.layout = layout
        self.store = ProgressStore(layout: layout)
    }

    // MARK: Finding

    /// The step of a key.
    public func step(_ key: StepKey) -> Result<(lab: Lab, step: Step), LabFailure> {
        guard let lab = labs.first(where: { $0.id == key.lab }) else {
            return .failure(unknownLab(key.lab))
        }
        guard let step = lab.step(key.step) else {
            let known = lab.steps.map(\.id).joined(separator: ", ")
            return .failure(
                LabFailure(
                    "unknown_step",
                    english: "\(lab.id) has no step \"\(key.step)\"; there are: \(known)",
                    chinese: "\(lab.id) 里没有步骤“\(key.step)”，可以选：\(known)"))
        }
        return .success((lab, step))
    }

    /// The lab of an id, the beginning of one, or its number in the day: `01-microservices`, `1`.
    public func lab(_ name: String) -> Result<Lab, LabFailure> {
        let found =
            labs.first { $0.id == name } ?? labs.first { String($0.order) == name }
            ?? labs.first { !name.isEmpty && $0.id.hasPrefix(name) }
        return found.map { .success($0) } ?? .failure(unknownLab(name))
    }

    /// The keys that a word of the command line means: `LAB` all its steps, `LAB/STEP` one (by id or
    /// by number from 1), nil the current step or else the first one that is not done.
    public func keys(_ word: String?) -> Result<[StepKey], LabFailure> {
        guard let word else { return current().map { [$0] } }
        let parts = word.split(separator: "/", maxSplits: 1).map(String.init)
        return lab(parts.first ?? "").flatMap { lab in
            guard parts.count == 2 else {
                return .success(lab.steps.map { StepKey(lab: lab.id, step: $0.id) })
            }
            var key = StepKey(lab: lab.id, step: parts[1])
            if let number = Int(parts[1]), lab.steps.indices.contains(number - 1) {
                key.step = lab.steps[number - 1].id
            }
            return step(key).map { _ in [key] }
        }
    }

    /// Where the attendee is: the step they left off at, else the first that is not done.
    public func current() -> Result<StepKey, LabFailure> {
        let progress = store.load().progress
        if let key = progress.current, case .success = step(key), progress[key].state == .todo {
            return .success(key)
        }
        let all = labs.flatMap { lab in lab.steps.map { StepKey(lab: lab.id, step: $0.id) } }
        guard let first = all.first(where: { progress[$0].state == .todo }) ?? all.last else {
            return .failure(
                LabFailure("no_labs", english: "there are no labs", chinese: "没有实验"))
        }
        return .success(first)
    }

    /// The question to answer: that of the current step, else the first one not answered, in the
    /// attendee's lab before all others.
    public func openQuestion() throws(LabFailure) -> StepKey {
        let progress = store.load().progress
        if let key = progress.current, let step = try? step(key).get().step, step.quiz != nil {
            return key
        }
        let asking = labs.flatMap { lab in
            lab.steps.filter { $0.quiz != nil }.map { StepKey(lab: lab.id, step: $0.id) }
        }
        let open = asking.filter { progress[$0].state == .todo }
        if let key = open.first(where: { $0.lab == progress.current?.lab }) ?? open.first
            ?? asking.first
        {
            return key
        }
        throw LabFailure("no_question", english: "no lab asks a question", chinese: "没有实验提问")
    }

    // MARK: Doing

    /// What is done so far, and a message when the kept progress could not be read.
    public func progress() -> (progress: LabProgress, notice: LabFailure?) {
        store.load()
    }

    /// The progress as a text that ``importProgress(_:)`` takes on another machine.
    public func exportProgress() -> String {
        String(decoding: ProgressStore.bytes(of: store.load().progress), as: UTF8.self)
    }

    /// Takes the place of what is known here.
    ///
    /// - Throws: `not_progress` when the text is none of this version; nothing is changed then.
    public func importProgress(_ text: String) throws(LabFailure) {
        guard text.utf8.count <= ProgressStore.byteLimit,
            let progress = try? JSONDecoder().decode(LabProgress.self, from: Data(text.utf8))
        else {
            throw LabFailure(
                "not_progress",
                english: "this is no progress that workshop lab export has written, or it is of a "
                    + "newer version",
                chinese: "这不是 workshop lab export 写出的进度，或者来自更新的版本")
        }
        _ = try store.update { $0 = progress }.get()
    }

    /// `lab list --json`.
    public func listing(in language: Language) -> LabListing {
        LabListing(labs, store.load().progress, in: language)
    }

    /// The step came on screen.
    public func open(_ key: StepKey) throws(LabFailure) {
        _ = try step(key).get()
        try record(.opened(key))
    }

    /// The screen was left: time stops.
    public func close() throws(LabFailure) {
        try record(.closed)
    }

    /// Looks at the effects of a step; edges that are seen are remembered on every occasion.
    public func read(
        _ key: StepKey, _ occasion: Occasion = .asked
    ) async throws(LabFailure) -> StepReading {
        let (lab, step) = try step(key).get()
        let runner = runner(lab)
        let before = store.load().progress[key].memory
        var memory = before
        let reading: StepReading
        switch occasion {
        case .watching: reading = await runner.reading(of: step, &memory)
        case .asked: reading = await runner.settledReading(of: step, &memory)
        }
        if memory != before { try record(.remembered(key, memory)) }
        if occasion == .asked {
            try record(.checked(key, passed: reading.verdicts.allPassed))
        }
        return reading
    }

    /// Looks at a step whenever something has happened in the workshop, and now and then besides, until
    /// every check holds or the task is cancelled; then it is passed.
    ///
    /// - Parameter changed: hears of the first reading and of each that differs from the one before.
    public func watch(
        _ key: StepKey, changed: @Sendable (StepReading) async -> Void
    ) async throws(LabFailure) -> StepReading {
        var mark = ChangeMark()
        var told: StepReading?
        while true {
            var reading = try await read(key, .watching)
            let isDone = reading.verdicts.allPassed
            if isDone { reading = try await read(key, .asked) }
            if reading != told { await changed(reading) }
            told = reading
            if isDone || Task.isCancelled { return reading }
            mark = await doors.change(mark, LabSession.glance)
        }
    }

    /// What says nothing of itself, such as a command's effect elsewhere, is looked at so often.
    private static let glance = Duration.seconds(1)

    /// The verdicts alone.
    public func check(
        _ key: StepKey, _ occasion: Occasion = .asked
    ) async throws(LabFailure) -> [Verdict] {
        try await read(key, occasion).verdicts
    }

    /// Takes an answer to the step's quiz, and checks the step with it: it counts as a try.
    public func answer(
        _ key: StepKey, _ text: String
    ) async throws(LabFailure) -> StepReading {
        let (_, step) = try step(key).get()
        guard let quiz = step.quiz else {
            throw LabFailure(
                "no_question", english: "\(key.lab)/\(key.step) asks no question",
                chinese: "\(key.lab)/\(key.step) 没有提问")
        }
        var memory = store.load().progress[key].memory
        memory.answers[quiz.id] = String(text.prefix(StepMemory.answerLimit))
        try record(.remembered(key, memory))
        return try await read(key)
    }

    /// A hint; the next level that was not taken yet when none is named, at most the last.
    public func hint(
        _ key: StepKey, level: Int? = nil
    ) throws(LabFailure) -> (level: Int, text: Localized<[TextBlock]>) {
        let (_, step) = try step(key).get()
        let wanted = level ?? store.load().progress[key].hintsUsed + 1
        let level = min(max(1, wanted), step.hints.count)
        try record(.hintTaken(key, level: level))
        return (level, step.hints[level - 1])
    }

    /// Does the step, and before it what it needs.
    public func solve(_ key: StepKey) async throws(LabFailure) -> [Verdict] {
        let verdicts = try await bringAbout(key)
        if verdicts.allPassed { try record(.solved(key)) }
        return verdicts
    }

    private func bringAbout(_ key: StepKey) async throws(LabFailure) -> [Verdict] {
        let (lab, step) = try step(key).get()
        var memory = store.load().progress[key].memory
        let reading = try await runner(lab).solve(step, &memory)
        try record(.remembered(key, memory))
        return reading.verdicts
    }

    /// Takes the step back.
    public func reset(_ key: StepKey) async throws(LabFailure) {
        let (lab, step) = try step(key).get()
        var memory = StepMemory()
        try await runner(lab).reset(step, &memory)
        try record(.reset(key))
    }

    /// Takes all steps of a lab back and forgets what is known of them.
    public func reset(lab: Lab) async throws(LabFailure) {
        try await runner(lab).resetLab()
        try record(.labReset(lab.id))
    }

    /// Takes everything back, the last lab first.
    public func resetAll() async throws(LabFailure) {
        for lab in labs.reversed() { try await runner(lab).resetLab() }
        try record(.allReset)
    }

    /// Does the step and counts it as skipped, so that what follows finds what it needs.
    public func skip(_ key: StepKey) async throws(LabFailure) -> [Verdict] {
        let verdicts = try await bringAbout(key)
        try record(.skipped(key))
        return verdicts
    }

    /// The commands of a step that can be run, with their live values.
    public func commands(
        of key: StepKey, in language: Language
    ) async throws(LabFailure) -> [String] {
        let (_, step) = try step(key).get()
        let live = try await read(key, .watching).live
        return step.text[language].blocks(passed: false).filled(live).flatMap(\.commands)
    }

    /// How long a command of a step may take.
    public static let commandDeadline = Duration.seconds(30)

    /// Runs one of the commands that the step's words name.
    public func run(
        _ line: String, of key: StepKey
    ) async throws(LabFailure) -> CommandOutcome {
        var known: [String] = []
        for language in Language.allCases { known += try await commands(of: key, in: language) }
        guard known.contains(line) else {
            throw LabFailure(
                "no_such_command", english: "\(key.lab)/\(key.step) has no command \"\(line)\"",
                chinese: "\(key.lab)/\(key.step) 里没有命令“\(line)”")
        }
        let place = folder.folder(of: key.lab)
        guard trust.allows(place) else { throw .untrusted(place) }
        return await doors.run(line, LabSession.commandDeadline, .kept)
    }

    /// The steps of one lab on the running workshop, without progress: what the self-test drives.
    public func runner(_ lab: Lab) -> StepRunner {
        StepRunner(
            lab: lab, folder: folder.folder(of: lab.id), starting: starting, trust: trust,
            doors: doors, layout: layout)
    }

    private func record(_ event: LabProgress.Event) throws(LabFailure) {
        let time = doors.timekeeper.now().wallMilliseconds
        _ = try store.update { $0.handle(event, atMilliseconds: time) }.get()
    }

    private func unknownLab(_ name: String) -> LabFailure {
        let known = labs.map(\.id).joined(separator: ", ")
        return LabFailure(
            "unknown_lab", english: "there is no lab \"\(name)\"; there are: \(known)",
            chinese: "没有实验“\(name)”，可以选：\(known)")
    }
}
