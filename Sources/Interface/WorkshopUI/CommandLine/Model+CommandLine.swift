import BookstoreAPI
import Canvas
import LabKit
import TracerAPI
import Wire

extension Model {
    /// A key while a command is typed.
    mutating func typed(_ key: Key) -> [Command] {
        guard var line = commandLine else { return [] }
        switch line.take(key, history: commandHistory, complete: completed) {
        case .changed: commandLine = line
        case .left: commandLine = nil
        case .entered: return enter(line.text)
        case .ignored: break
        }
        return []
    }

    /// The only command or component that begins so; the text as it is when there are several.
    private func completed(_ text: String) -> String {
        let parts = text.split(separator: " ", omittingEmptySubsequences: false).map(String.init)
        guard let last = parts.last, !last.isEmpty else { return text }
        let choices =
            parts.count == 1
            ? CommandWord.allCases.map(\.rawValue) : live.components.map(\.name.description)
        let fitting = choices.filter { $0.hasPrefix(last) }
        guard fitting.count == 1, let only = fitting.first else { return text }
        return (parts.dropLast() + [only]).joined(separator: " ") + (parts.count == 1 ? " " : "")
    }

    /// Carries a typed command out; the line stays open with what is wrong when it cannot be.
    mutating func enter(_ text: String) -> [Command] {
        let parts = text.split(separator: " ").map(String.init)
        guard let name = parts.first else {
            commandLine = nil
            return []
        }
        if commandHistory.last != text { commandHistory = commandHistory.suffix(49) + [text] }
        guard let word = CommandWord(rawValue: name.lowercased()) else {
            let nearest = CommandWord.nearest(to: name.lowercased())
            return fault(
                nearest.map { words.command.unknown(name, $0.usage) }
                    ?? words.command.unknownAlone(name))
        }
        let arguments = Array(parts.dropFirst())
        guard word.arguments.contains(arguments.count) else {
            return fault(words.command.usage(word.usage))
        }
        return run(word, arguments)
    }

    private mutating func run(_ word: CommandWord, _ arguments: [String]) -> [Command] {
        switch word {
        case .labs: return close(.labs)
        case .shop: return close(.shop)
        case .system:
            system.showsTopology = false
            return close(.system)
        case .topology:
            system.showsTopology = true
            return close(.system)
        case .logs: return runLogs(arguments.first)
        case .traces:
            traces.open = nil
            return close(.traces)
        case .trace: return runTrace(arguments[0])
        case .metrics: return runMetrics(arguments)
        case .transactions:
            transactions.open = nil
            breaking.isShown = false
            return close(.transactions)
        case .transaction: return runTransaction(arguments[0])
        case .help: return close(.help)
        case .buy: return runBuy(arguments)
        case .start: return runControl(.start, arguments[0])
        case .stop: return runControl(.stop, arguments[0])
        case .restart: return runControl(.restart, arguments[0])
        case .kill: return runControl(.kill, arguments[0])
        case .chaos: return runChaos(arguments[0], arguments.dropFirst().first)
        case .choose: return runChoose(arguments[0])
        case .registry: return close(.askRegistry)
        case .lang:
            guard let language = Language(rawValue: arguments[0]) else {
                return fault(words.command.usage(word.usage))
            }
            if language == .chinese, let obstacle = obstacle(to: .language) {
                return fault(obstacle)
            }
            commandLine = nil
            return switchLanguage(to: language)
        case .step: return runStep(arguments[0])
        case .next: return close(.next, on: .labs)
        case .back: return close(.previous, on: .labs)
        case .set:
            commandLine = nil
            return [
                .setValue(file: arguments[0], path: arguments[1], to: arguments[2])
            ]
        case .check: return close(.check)
        case .answer: return runAnswer(arguments)
        case .run: return close(.run)
        case .hint: return close(.hint)
        case .solve: return close(.solve)
        case .reset: return runReset(arguments.first)
        case .skip: return close(.skip)
        case .quit: return close(.quit)
        }
    }

    /// Closes the line and does what a key would do; the line stays open when it cannot be done.
    private mutating func close(_ action: Action, on screen: ScreenName? = nil) -> [Command] {
        if let obstacle = obstacle(to: action) { return fault(obstacle) }
        commandLine = nil
        if let screen { self.screen = screen }
        if action == .help, help != nil { return [] }
        return perform(action)
    }

    private mutating func runStep(_ number: String) -> [Command] {
        let lab = labs.lab ?? selectedLab ?? labs.labs?.first
        guard let lab else { return fault(words.labs.noLabs) }
        let count = lab.steps.count
        guard let index = Int(number), (1...max(1, count)).contains(index) else {
            return fault(words.command.noStep(number, String(count)))
        }
        commandLine = nil
        help = nil
        screen = .labs
        labs.openLab = lab.id
        labs.openStep(at: index - 1)
        schedule.hurry(.watch, at: now)
        return keepPlace
    }

    private mutating func runReset(_ extent: String?) -> [Command] {
        switch extent {
        case nil: return close(.reset)
        case "lab": return close(.resetLab)
        case "all":
            if labs.busy != nil || labs.isResetting { return fault(words.labs.busy) }
            commandLine = nil
            question = .resetLabs(.all)
            return []
        default: return fault(words.command.usage(CommandWord.reset.usage))
        }
    }

    private mutating func runAnswer(_ words: [String]) -> [Command] {
        if let obstacle = obstacle(to: .answer) { return fault(obstacle) }
        guard let key = labs.key else { return [] }
        commandLine = nil
        return begin(.check, of: key, with: .answer(key, words.joined(separator: " ")))
    }

    private mutating func runLogs(_ name: String?) -> [Command] {
        if let name {
            guard let id = knownComponent(name) else { return faultUnknownComponent(name) }
            logs.filter = id
        } else {
            logs.filter = nil
        }
        logs.anchor = nil
        logs.match = nil
        return close(.logs)
    }

    private mutating func runTrace(_ text: String) -> [Command] {
        guard tracerPort != nil else { return fault(words.traces.notReady) }
        if text.lowercased() == "last" {
            commandLine = nil
            return openNewestTrace()
        }
        guard let id = TraceID(parsing: text.lowercased()) else {
            return fault(words.command.noTrace(text))
        }
        commandLine = nil
        return openTrace(id)
    }

    private mutating func runMetrics(_ words: [String]) -> [Command] {
        guard !words.isEmpty else {
            metrics.query = nil
            return close(.metrics)
        }
        if let obstacle = obstacle(to: .query) { return fault(obstacle) }
        commandLine = nil
        return ask(words.joined(separator: " "))
    }

    private mutating func runBuy(_ arguments: [String]) -> [Command] {
        let typedCount = arguments.count == 2 ? arguments[1] : "1"
        guard let count = Int(typedCount), PurchaseRequest.counts.contains(count) else {
            let most = Numbers.grouped(PurchaseRequest.counts.upperBound)
            return fault(words.shop.badCount(typedCount, most))
        }
        guard let books = shop.reading?.books, live.bookstorePort != nil else {
            return fault(words.shop.keyNeedsBookstore)
        }
        guard let index = books.firstIndex(where: { $0.productCode == arguments[0] }),
            let total = books[index].price.times(count)
        else {
            let codes = books.map(\.productCode).joined(separator: " ")
            return fault(words.shop.unknownCode(arguments[0], codes))
        }
        if shop.underway != nil { return fault(words.shop.keyBusy) }
        commandLine = nil
        shop.selection = index
        shop.count = count
        question = .buy(code: arguments[0], count: count, total: total)
        return show(.shop)
    }

    /// Leaves the line open and says what is wrong with it.
    mutating func fault(_ text: String) -> [Command] {
        commandLine?.fault = text
        return []
    }

    private mutating func runControl(_ verb: ControlVerb, _ name: String) -> [Command] {
        guard let id = knownComponent(name) else { return faultUnknownComponent(name) }
        let before = system.selection
        system.selection = id
        let action: Action =
            switch verb {
            case .start: .start
            case .stop: .stop
            case .restart: .restart
            case .kill: .kill
            case .pause: .pause
            case .resume: .resume
            }
        if let obstacle = obstacle(to: action) {
            system.selection = before
            return fault(obstacle)
        }
        commandLine = nil
        return perform(action)
    }

    private func knownComponent(_ name: String) -> ComponentID? {
        live.components.first { $0.name.description == name }?.name
    }

    private mutating func faultUnknownComponent(_ name: String) -> [Command] {
        let known = live.components.map(\.name.description).joined(separator: " ")
        return fault(words.system.unknownComponent(name, known))
    }
}
