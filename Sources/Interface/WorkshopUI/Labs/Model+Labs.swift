import Canvas
import LabKit
import Wire

extension Model {
    /// Takes labs and progress over.
    mutating func take(_ labs: [Lab], _ progress: LabProgress) -> [Command] {
        let isFirst = self.labs.labs == nil
        schedule.answer(.labs, at: now)
        self.labs.unreadable = nil
        self.labs.labs = labs
        take(progress)
        self.labs.settle()
        guard isFirst else { return [] }
        if !isProjecting { self.labs.goOn() }
        // The step of the session before is on the screen from now on.
        let kept = self.labs.step != nil && screen == .labs ? keepPlace : []
        return kept + typedAhead()
    }

    /// Whether a key is kept until the labs are read: the first that needs them, and what follows it.
    func awaitsLabs(_ key: Key) -> Bool {
        guard labs.labs == nil, labs.typedAhead.count < LabsState.typedAheadLimit,
            KeyContext(self) == .agenda
        else { return false }
        let action = KeyTable.action(for: key, in: .agenda)
        if action == .quit { return false }
        if !labs.typedAhead.isEmpty { return true }
        if labs.openLab != nil { return KeyTable.everywhere.allSatisfy { $0.actions[key] == nil } }
        if action == .open, case .lab = AgendaItem.day[labs.agendaSelection] { return true }
        return false
    }

    /// Does what was typed before the labs were there.
    private mutating func typedAhead() -> [Command] {
        let keys = labs.typedAhead
        labs.typedAhead = []
        return keys.flatMap { pressed($0) }
    }

    /// Takes progress over: hints opened in earlier sessions are shown again.
    private mutating func take(_ progress: LabProgress) {
        labs.progress = progress
        for (key, record) in progress.records where record.hintsUsed > 0 {
            labs.hints[key] = max(labs.hints[key, default: 0], record.hintsUsed)
        }
    }

    /// Takes verdicts over.
    mutating func take(_ verdicts: [Verdict], of step: StepKey, _ progress: LabProgress) {
        schedule.answer(.watch, at: now)
        let wasAsked = labs.busy?.action == .check && labs.busy?.step == step
        if wasAsked { labs.busy = nil }
        let passedBefore = labs.progress[step].state == .passed
        take(progress)
        let before = labs.verdicts[step]
        for verdict in verdicts {
            let old = before?.verdicts.first { $0.id == verdict.id }
            live.changes.note(
                .verdict(step, verdict.id), from: old?.passed, to: verdict.passed, at: now)
        }
        labs.verdicts[step] = .init(
            verdicts: verdicts, time: now, asked: wasAsked ? now : before?.asked)
        guard labs.key == step else { return }
        if !passedBefore, progress[step].state == .passed {
            labs.scroll = 0
        } else if wasAsked, bodyHeight < StepPage.lowHeight {
            // In a low window the verdicts stand below the text.
            labs.scroll = scrollToChecks
        }
    }

    /// A step was solved, reset, skipped, or a hint was counted.
    mutating func finish(
        _ action: StepAction, of step: StepKey, _ progress: LabProgress
    ) -> [Command] {
        take(progress)
        guard action != .hint else { return [] }
        if labs.busy?.step == step { labs.busy = nil }
        labs.note = .init(step: step, content: .finished(action))
        labs.scroll = 0
        if action == .reset {
            labs.hints[step] = nil
            labs.verdicts[step] = nil
        }
        schedule.hurry(.watch, at: now)
        guard action == .solve, labs.key == step else { return [] }
        return [.check(step, .watching)]
    }

    /// Takes a whole lab back, or all.
    mutating func beginReset(_ extent: LabExtent) -> [Command] {
        labs.isResetting = true
        say(words.labs.resetting)
        return [.resetLabs(extent)]
    }

    /// A whole lab was taken back, or all: nothing is known of its steps any more.
    mutating func finishReset(_ extent: LabExtent, _ progress: LabProgress) -> [Command] {
        labs.isResetting = false
        if case .lab(let id) = extent {
            labs.forget { $0.lab == id }
        } else {
            labs.forget { _ in true }
        }
        take(progress)
        say(words.labs.labsWereReset)
        schedule.hurry(.watch, at: now)
        return lookAgain()
    }

    /// A step's action could not be done.
    mutating func refuse(_ action: StepAction, of step: StepKey, _ reason: LocalizedText) {
        if action == .check { schedule.answer(.watch, at: now, .failed) }
        if labs.busy?.step == step { labs.busy = nil }
        labs.note = .init(step: step, content: .refused(reason))
    }

    /// Opens the selected lab or step.
    mutating func openSelected() -> [Command] {
        if labs.lab != nil {
            labs.openStep(at: labs.stepSelection)
        } else {
            guard let lab = selectedLab else {
                refuse(lockedReason)
                return []
            }
            labs.open(lab)
        }
        return keepPlace
    }

    /// The lab that the agenda's selection stands for, when it is built.
    var selectedLab: Lab? {
        guard case .lab(let number) = AgendaItem.day[labs.agendaSelection] else { return nil }
        return labs.labs?.first { $0.order == number }
    }

    /// The lab that is taken back as a whole: the open one, or the one selected.
    var resettableLab: Lab? {
        labs.lab ?? selectedLab
    }

    var lockedReason: String {
        switch AgendaItem.day[labs.agendaSelection] {
        case .opening: words.labs.openingPromise
        case .lunch: words.labs.lunchPromise
        case .lab: labs.labs == nil ? words.labs.noLabs : words.labs.notBuilt
        }
    }

    /// An action on the open step.
    mutating func actOnStep(_ action: Action) -> [Command] {
        guard let key = labs.key, let index = labs.stepIndex else { return [] }
        switch action {
        case .check: return begin(.check, of: key, with: .check(key, .asked))
        case .answer: commandLine = TypedLine(text: "answer ")
        case .run:
            let commands = stepCommands
            guard !commands.isEmpty else { return [] }
            // Pressed again it runs the next command of the step.
            let turn = labs.runs[key, default: 0]
            labs.runs[key] = turn + 1
            let line = commands[turn % commands.count]
            return begin(.run, of: key, with: .runCommand(key, line))
        case .hint: return showHint(of: key)
        case .solve: question = .solve(key)
        case .reset: question = .reset(key)
        case .skip: question = .skip(key)
        case .next, .previous:
            labs.openStep(at: index + (action == .next ? 1 : -1))
            schedule.hurry(.watch, at: now)
            return keepPlace
        case .edit:
            let files = stepFiles
            guard !files.isEmpty else { return [] }
            // Pressed again it opens the next file of the step.
            let turn = labs.edits[key, default: 0]
            labs.edits[key] = turn + 1
            return [.editFile(files[turn % files.count])]
        default: break
        }
        return []
    }

    /// Marks something as under way and asks for it.
    mutating func begin(
        _ action: StepAction, of step: StepKey, with command: Command
    ) -> [Command] {
        labs.busy = .init(action: action, step: step, since: now)
        labs.note = nil
        return [command]
    }

    private mutating func showHint(of key: StepKey) -> [Command] {
        let level = labs.hints[key, default: 0] + 1
        labs.hints[key] = level
        // The newest hint is the last thing in the text.
        labs.scroll = stepOverflow
        return [.hint(key, level: level)]
    }

    /// What `y` copies: the first box of the step.
    var stepCode: String? {
        for case .code(_, let lines) in taskBlocks { return lines.joined(separator: "\n") }
        return nil
    }

    /// What `x` runs, one after the other: the lines of boxes that belong to no file.
    var stepCommands: [String] {
        taskBlocks.flatMap(\.commands)
    }

    /// What `e` opens, one after the other: the files that boxes of the step name.
    var stepFiles: [String] {
        var files: [String] = []
        for case .code(let title, _) in taskBlocks
        where title.hasSuffix(".yaml") && !files.contains(title) {
            files.append(title)
        }
        return files
    }

    private var taskBlocks: [TextBlock] {
        let blocks = labs.step?.text[language].blocks(passed: false) ?? []
        return blocks.filled(labs.key.flatMap { labs.live[$0] } ?? LiveValues())
    }
}
