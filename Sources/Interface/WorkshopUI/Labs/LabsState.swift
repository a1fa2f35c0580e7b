import Canvas
import LabKit
import Wire

/// The labs screen.
struct LabsState: Equatable {
    /// The verdicts of a step and when they were found.
    struct Verdicts: Equatable {
        var verdicts: [Verdict]
        var time: Int64
        /// When the attendee asked for them last; nil when nobody did.
        var asked: Int64?
    }

    /// Something under way for a step.
    struct Busy: Equatable {
        var action: StepAction
        var step: StepKey
        /// Since when, in milliseconds.
        var since: Int64 = 0
    }

    /// What was said about a step last, shown with its checks.
    struct Note: Equatable {
        enum Content: Equatable {
            case finished(StepAction)
            case ran(String, CommandOutcome)
            case refused(LocalizedText)
        }
        var step: StepKey
        var content: Content
    }

    /// How long the answer to `c` is shown before the count goes on by itself, in milliseconds.
    static let answerDuration: Int64 = 4_000

    /// All labs; nil before the first answer.
    var labs: [Lab]?
    /// How far the attendee is.
    var progress = LabProgress()
    /// Why the labs cannot be read.
    var unreadable: String?
    /// The lab that is open.
    var openLab: String?
    /// The step that is open.
    var openStep: String?
    /// The selected line of the agenda.
    var agendaSelection = 1
    /// The selected step in the list of steps.
    var stepSelection = 0
    /// Lines of the step's text scrolled down.
    var scroll = 0
    /// What is known about each step.
    var verdicts: [StepKey: Verdicts] = [:]
    /// The values that the words of each step name.
    var live: [StepKey: LiveValues] = [:]
    /// How many hints are shown of each step.
    var hints: [StepKey: Int] = [:]
    /// How often a file of each step was opened.
    var edits: [StepKey: Int] = [:]
    /// How often a command of each step was run.
    var runs: [StepKey: Int] = [:]
    /// What is under way.
    var busy: Busy?
    /// Whether a whole lab, or all, is being taken back.
    var isResetting = false
    /// What was said last.
    var note: Note?
    /// Keys that mean something only once the labs are read, in their order.
    var typedAhead: [Key] = []

    /// Who types more than this ahead is told to wait.
    static let typedAheadLimit = 16

    init(_ place: Place) {
        openLab = place.lab
        openStep = place.lab == nil ? nil : place.step
    }

    /// The open lab.
    var lab: Lab? {
        labs?.first { $0.id == openLab }
    }

    /// The open step.
    var step: Step? {
        lab?.steps.first { $0.id == openStep }
    }

    /// The open step's place in its lab, from 0.
    var stepIndex: Int? {
        lab?.steps.firstIndex { $0.id == openStep }
    }

    /// The open step's key.
    var key: StepKey? {
        guard let lab, let step else { return nil }
        return StepKey(lab: lab.id, step: step.id)
    }

    /// How far the attendee is with a step.
    func record(_ lab: Lab, _ step: Step) -> LabProgress.StepRecord {
        progress[StepKey(lab: lab.id, step: step.id)]
    }

    /// How many steps of a lab are passed or skipped.
    func doneCount(_ lab: Lab) -> Int {
        lab.steps.count { record(lab, $0).state != .todo }
    }

    /// Closes what is no longer there, keeps selections in range.
    mutating func settle() {
        if labs != nil, lab == nil { openLab = nil }
        if labs != nil, step == nil { openStep = nil }
        if let lab { stepSelection = min(max(0, stepSelection), max(0, lab.steps.count - 1)) }
        agendaSelection = min(max(0, agendaSelection), AgendaItem.day.count - 1)
    }

    /// Forgets what is known of some steps: verdicts, values, hints, and what was done there.
    mutating func forget(_ isForgotten: (StepKey) -> Bool) {
        verdicts = verdicts.filter { !isForgotten($0.key) }
        live = live.filter { !isForgotten($0.key) }
        hints = hints.filter { !isForgotten($0.key) }
        edits = edits.filter { !isForgotten($0.key) }
        runs = runs.filter { !isForgotten($0.key) }
        if let step = note?.step, isForgotten(step) { note = nil }
    }

    /// Where a session begins: at a step that is done, the first one of its lab to do is opened in its
    /// place.
    mutating func goOn() {
        guard let lab, let step, record(lab, step).state != .todo,
            let next = lab.steps.firstIndex(where: { record(lab, $0).state == .todo })
        else { return }
        openStep(at: next)
    }

    /// Opens a lab with its first step that is not done selected.
    mutating func open(_ lab: Lab) {
        openLab = lab.id
        openStep = nil
        stepSelection = lab.steps.firstIndex { record(lab, $0).state == .todo } ?? 0
        scroll = 0
    }

    /// Opens a step of the open lab.
    mutating func openStep(at index: Int) {
        guard let lab, lab.steps.indices.contains(index) else { return }
        openStep = lab.steps[index].id
        stepSelection = index
        scroll = 0
        note = nil
    }
}
