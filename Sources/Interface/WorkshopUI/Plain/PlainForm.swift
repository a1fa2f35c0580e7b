import BookstoreAPI
import Canvas
import LabKit
import Wire

/// The workshop line by line: for screen readers, terminals without a cursor, and scripts.
///
/// A value around the model that the screens have, so that a line means what it means on the
/// screen. A line gives commands; when they and what they caused are done, `answer` says what came of
/// it, a record a line, without boxes, columns or signs that stand for a word.
///
///     line ─▶ enter ─▶ commands ─▶ update … ─▶ isSettled ─▶ answer ─▶ lines
public struct PlainForm: Equatable, Sendable {
    /// What the screens would show.
    public internal(set) var model: Model
    var topic = PlainTopic.here
    /// The newest notice that was told.
    var toldNotice: Int?
    /// The question of the line before, when it was not answered.
    var hasUnanswered = false
    /// A file that was read.
    var fileText: String?

    /// A form over a model at its start.
    public init(_ model: Model) {
        self.model = model
        // Boxes and columns are not drawn; what is broken into lines is broken for reading aloud.
        self.model.size = Size(width: 80, height: 24)
    }

    /// Takes in what happened and says what is wanted, as the model does.
    public mutating func update(_ message: Message) -> [Command] {
        if case .fileRead(_, let text) = message { fileText = text }
        return model.update(message)
    }

    /// Whether what is known is not about to change: labs are there, no component starts or stops, and
    /// nothing is under way.
    public var isSettled: Bool {
        guard model.labs.labs != nil || model.labs.unreadable != nil, model.labs.busy == nil,
            model.shop.underway == nil, model.system.underway.isEmpty,
            model.registryQuestion?.outcome != .asking, !awaitsAnswer, !model.breaking.isUnderway,
            !model.transactions.isChoosing
        else { return false }
        let components = model.live.components
        let isMoving = components.contains {
            $0.state == .stopping || ($0.state == .starting && !$0.isPaused)
        }
        let lacksShop = model.live.bookstorePort != nil && model.shop.reading == nil
        return !components.isEmpty && !isMoving && !lacksShop
    }

    /// Takes a line; the answer is ready when its commands are done and the form is settled.
    public mutating func enter(_ line: String) -> [Command] {
        let text = line.filter { !$0.isNewline }.trimmingBlanks
        model.remark = nil
        if let question = model.question { return answer(question, with: text) }
        hasUnanswered = false
        if text.isEmpty { return ask(.here) }
        if text.count == 1, let key = text.first, let commands = press(key) { return commands }
        let parts = text.split(separator: " ").map(String.init)
        if let word = PlainWord(rawValue: parts[0].lowercased()) {
            return run(word, Array(parts.dropFirst()))
        }
        return runCommand(parts, text)
    }

    /// Says what to say, with no command.
    mutating func ask(_ topic: PlainTopic) -> [Command] {
        self.topic = topic
        return []
    }

    private mutating func answer(_ question: Question, with text: String) -> [Command] {
        switch text.lowercased() {
        case "y", "yes", "是":
            topic = Self.topic(of: question)
            return followed(model.perform(.yes))
        case "n", "no", "否", "":
            model.question = nil
            return ask(.said(model.words.plain.notDone))
        default:
            // Another line means: leave it.
            model.question = nil
            let commands = enter(text)
            hasUnanswered = true
            return commands
        }
    }

    private static func topic(of question: Question) -> PlainTopic {
        switch question {
        case .buy: .purchase
        case .solve(let step), .skip(let step), .reset(let step): .note(step)
        case .resetLabs, .choose: .here
        case .kill(let component): .component(component)
        case .quit: .here
        }
    }

    /// A single character means what the key means on the screen; nil when it means nothing there.
    private mutating func press(_ character: Character) -> [Command]? {
        guard let context = KeyContext(model),
            let action = KeyTable.action(for: .character(character), in: context)
        else { return nil }
        switch action {
        case .commandLine, .up, .down, .pageUp, .pageDown, .first, .last, .search, .nextMatch,
            .previousMatch, .follow, .query:
            return nil
        default: break
        }
        if let obstacle = model.obstacle(to: action) { return ask(.refused(obstacle)) }
        if action == .next || action == .previous { model.screen = .labs }
        topic = topic(of: action)
        return followed(model.perform(action))
    }

    /// What an action makes worth saying.
    private func topic(of action: Action) -> PlainTopic {
        let component = model.selectedComponent?.name
        switch action {
        case .help: return .help
        case .check: return model.labs.key.map { .verdicts($0) } ?? .here
        case .hint:
            return model.labs.key.map { .hint($0, model.labs.hints[$0, default: 0] + 1) } ?? .here
        case .skip, .run: return model.labs.key.map { .note($0) } ?? .here
        case .start, .stop, .restart: return component.map { .component($0) } ?? .here
        case .askRegistry: return .registry
        case .askAgain: return .purchase
        case .edit, .copy: return .said("")
        default: return .here
        }
    }

    /// What stands against a line, or a question it leads to, is what there is to say.
    private mutating func followed(_ commands: [Command]) -> [Command] {
        model.help = nil
        if let remark = model.remark {
            topic = remark.isRefusal ? .refused(remark.text) : .said(remark.text)
        }
        if model.question != nil { topic = .question }
        return commands
    }

    private mutating func run(_ word: PlainWord, _ arguments: [String]) -> [Command] {
        switch word {
        case .open: return open(arguments.first)
        case .read: return ask(.here)
        case .orders: return ask(.orders)
        case .balance: return ask(.balance)
        case .file:
            guard let name = arguments.first else {
                return ask(.refused(model.words.command.usage(word.usage)))
            }
            fileText = nil
            topic = .file(name)
            return [.readFile(name)]
        case .yes, .no: return ask(.said(model.words.plain.notDone))
        }
    }

    private mutating func open(_ number: String?) -> [Command] {
        if let number { return runCommand(["step", number], "step \(number)") }
        model.screen = .labs
        if model.labs.lab == nil, let lab = model.selectedLab ?? model.labs.labs?.first {
            model.labs.open(lab)
        }
        guard model.labs.lab != nil else { return ask(.refused(model.words.labs.noLabs)) }
        if model.labs.step == nil { model.labs.openStep(at: model.labs.stepSelection) }
        topic = .here
        return model.keepPlace
    }

    /// A command as it is typed behind `:`.
    private mutating func runCommand(_ parts: [String], _ text: String) -> [Command] {
        let word = CommandWord(rawValue: parts[0].lowercased())
        topic = word.map { self.topic(of: $0, parts) } ?? .here
        model.commandLine = TypedLine(text: text)
        let commands = model.enter(text)
        if let fault = model.commandLine?.fault { topic = .refused(fault) }
        model.commandLine = nil
        return followed(commands)
    }

    private func topic(of word: CommandWord, _ parts: [String]) -> PlainTopic {
        switch word {
        case .help: .help
        case .check, .answer: topic(of: .check)
        case .run: topic(of: .run)
        case .hint: topic(of: .hint)
        case .skip: topic(of: .skip)
        case .registry: .registry
        case .chaos: .said(parts.count > 1 ? model.words.plain.done : "")
        case .start, .stop, .restart, .kill:
            parts.count > 1 ? .component(ComponentID(parsing: parts[1]) ?? .init(parts[1])) : .here
        case .set: .said(parts.count > 1 ? model.words.plain.saved(parts[1]) : "")
        default: .here
        }
    }
}

extension ComponentStatus {
    /// Whether it stands still until somebody resumes it.
    fileprivate var isPaused: Bool {
        cause?.clauses.contains { $0.code == .pausedAsAsked } ?? false
    }
}

extension String {
    /// Without blanks at both ends.
    fileprivate var trimmingBlanks: String {
        var text = drop { $0 == " " || $0 == "\t" }
        while let last = text.last, last == " " || last == "\t" { text.removeLast() }
        return String(text)
    }
}
