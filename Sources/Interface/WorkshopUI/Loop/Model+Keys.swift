import Canvas
import LabKit
import Wire

extension Model {
    /// A key: text while a line is typed, else what the tables say.
    mutating func pressed(_ key: Key) -> [Command] {
        switch key {
        case .resize(let size):
            self.size = size
            return []
        case .resumed: return []
        case .ending(let ending): return keepPlace + [.quit(exitCode: ending.exitCode)]
        case .click(let point): return clicked(point)
        case .wheelUp, .wheelDown:
            turned(key == .wheelUp ? .up : .down)
            return []
        default: break
        }
        remark = nil
        if key == .control("c") { return keepPlace + [.quit(exitCode: 130)] }
        if key == .control("z") { return [.suspend] }
        if commandLine != nil, question == nil { return typed(key) }
        if logs.typing != nil, question == nil {
            typedSearch(key)
            return []
        }
        if metrics.typing != nil, question == nil { return typedQuery(key) }
        if awaitsLabs(key) {
            labs.typedAhead.append(key)
            return []
        }
        guard let context = KeyContext(self) else { return [] }
        return act(on: key, in: context)
    }

    private mutating func act(on key: Key, in context: KeyContext) -> [Command] {
        if context == .question, key == .enter {
            return question?.enterMeansYes == true ? perform(.yes) : []
        }
        guard let action = KeyTable.action(for: key, in: context) else {
            if case .character(let character) = key,
                ![.question, .answer, .projector].contains(context)
            {
                refuse(words.common.unknownKey(String(character)))
            }
            return []
        }
        if let obstacle = obstacle(to: action) {
            refuse(obstacle)
            return []
        }
        return perform(action)
    }

    /// Carries an action out that nothing stands against.
    mutating func perform(_ action: Action) -> [Command] {
        switch action {
        case .labs: return show(.labs)
        case .shop: return show(.shop)
        case .system: return show(.system)
        case .logs: return show(.logs)
        case .traces: return show(.traces)
        case .metrics: return show(.metrics)
        case .transactions: return show(.transactions)
        case .help: help = help == nil ? HelpState() : nil
        case .projector: isProjecting.toggle()
        case .commandLine: commandLine = TypedLine()
        case .language: return switchLanguage(to: language.other)
        case .page: return [.page(page)]
        case .mouse: return switchMouse()
        case .copy: return copyText.map { [.copy($0)] } ?? []
        case .back: return goBack()
        case .suspend: return [.suspend]
        case .quit: return quit()
        case .up, .down, .pageUp, .pageDown, .first, .last: move(action)
        case .open:
            switch screen {
            case .traces: return actOnTraces(.open)
            case .transactions: return actOnTransactions(.open)
            default: return openSelected()
            }
        case .resetLab: if let lab = resettableLab { question = .resetLabs(.lab(lab.id)) }
        case .check, .answer, .run, .hint, .solve, .reset, .skip, .next, .previous, .edit:
            return actOnStep(action)
        case .less: changeCount(by: -1)
        case .more: changeCount(by: 1)
        case .order: askToBuy()
        case .askAgain: return askAgain()
        case .start: return control(.start)
        case .stop: return control(.stop)
        case .restart: return control(.restart)
        case .kill where screen == .transactions: return strike(.kill)
        case .kill: if let id = selectedComponent?.name { question = .kill(id) }
        case .nextFilter, .previousFilter:
            if screen == .traces { return actOnTraces(action) }
            if screen == .transactions { return actOnTransactions(action) }
            filterLogs(by: action == .nextFilter ? 1 : -1)
        case .follow: logs.anchor = nil
        case .search: logs.typing = TypedLine()
        case .nextMatch: findMatch(towards: .newer)
        case .previousMatch: findMatch(towards: .older)
        case .askRegistry: return askRegistry()
        case .topology: system.showsTopology.toggle()
        case .onlyFailed, .slower, .compare: return actOnTraces(action)
        case .showLogs: return showItsLogs()
        case .showTrace: return showItsTrace()
        case .showTraces: return showItsTraces()
        case .nextFigure, .previousFigure, .zoomIn, .zoomOut, .query:
            return actOnMetrics(action)
        case .force, .keepRows, .skipRows: return actOnTransactions(action)
        case .breakThings: return toggleBreaking()
        case .pause, .resume, .slow, .drop, .duplicate, .fillDisk, .heal: return strike(action)
        case .closeAnswer: registryQuestion = nil
        case .yes: return answerYes()
        case .no: question = nil
        }
        return []
    }

    /// Shows a screen; help closes.
    mutating func show(_ screen: ScreenName) -> [Command] {
        help = nil
        guard screen != self.screen else { return [] }
        self.screen = screen
        guard [.traces, .metrics, .transactions].contains(screen) else { return keepPlace }
        // What they show was not asked for while they were away.
        schedule.hurry(.traces, at: now)
        schedule.hurry(.metrics, at: now)
        schedule.hurry(.transactions, at: now)
        schedule.hurry(.transaction, at: now)
        return keepPlace + questions()
    }

    /// Changes the language at once.
    mutating func switchLanguage(to language: Language) -> [Command] {
        self.language = language
        return settings.isProjector ? [] : [.saveLanguage(language)]
    }

    /// Turns the mouse on or off, and says how text is selected now.
    private mutating func switchMouse() -> [Command] {
        usesMouse.toggle()
        say(usesMouse ? words.common.mouseOn : words.common.mouseOff)
        return [.useMouse(usesMouse)]
    }

    private mutating func goBack() -> [Command] {
        if help != nil {
            help = nil
            return []
        }
        if screen == .traces, traces.open != nil { return closeTrace() }
        if screen == .transactions, transactions.open != nil { return closeTransaction() }
        if screen == .metrics { return closeQuery() }
        if screen == .system { system.showsTopology = false }
        guard screen == .labs, labs.openLab != nil else { return [] }
        if labs.openStep != nil {
            labs.openStep = nil
        } else {
            labs.openLab = nil
        }
        return keepPlace
    }

    /// Ends, or asks first when something would be lost.
    mutating func quit() -> [Command] {
        guard losesNothing else {
            question = .quit
            return []
        }
        return keepPlace + [.quit(exitCode: 0)]
    }

    private mutating func answerYes() -> [Command] {
        guard let asked = question else { return [] }
        question = nil
        switch asked {
        case .buy(let code, let count, let total):
            return buy(code: code, count: count, total: total)
        case .solve(let step): return begin(.solve, of: step, with: .solve(step))
        case .skip(let step): return begin(.skip, of: step, with: .skip(step))
        case .reset(let step): return begin(.reset, of: step, with: .reset(step))
        case .resetLabs(let extent): return beginReset(extent)
        case .kill(let component): return control(.kill, component)
        case .choose(let choice, let xid): return choose(choice, for: xid)
        case .quit: return keepPlace + [.quit(exitCode: 0)]
        }
    }
}
