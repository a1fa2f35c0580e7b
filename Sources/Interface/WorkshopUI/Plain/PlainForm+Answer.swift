import Canvas
import LabKit
import Wire

extension PlainForm {
    private var words: Catalogue { model.words }
    private var scene: Scene { Scene(model) }

    /// What is said before the first line.
    public var greeting: [String] {
        [words.plain.welcome]
    }

    /// What is said while the components start.
    public var starting: String { words.plain.starting }

    /// What is said at the end.
    public var goodbye: String { words.plain.goodbye }

    /// What stands before a line that a person types: where they are.
    public var prompt: String {
        guard let lab = model.labs.lab, model.screen == .labs else {
            return "\(scene.name(model.screen))> "
        }
        let step = model.labs.stepIndex.map { "/\($0 + 1)" } ?? ""
        return "\(lab.order)\(step)> "
    }

    /// What came of the line before: news first, then what was asked for, then what may come next.
    public mutating func answer() -> [String] {
        var lines = news()
        if hasUnanswered { lines.append(words.plain.notDone) }
        hasUnanswered = false
        if let remark = model.remark, remark.isRefusal {
            lines.append(words.plain.refused(remark.text))
        } else {
            lines += said()
        }
        model.registryQuestion = nil
        return lines
    }

    /// What the supervisor noticed since the answer before.
    private mutating func news() -> [String] {
        let notices = model.live.snapshot?.notices ?? []
        defer { toldNotice = notices.last?.sequence ?? toldNotice }
        guard let told = toldNotice else { return [] }
        return notices.filter { $0.sequence > told }.map { notice in
            let who = notice.component.map { "\($0) " } ?? ""
            return words.plain.news(who + scene.sentence(notice))
        }
    }

    private func said() -> [String] {
        switch topic {
        case .here: return here()
        case .help: return help()
        case .question: return question()
        case .refused(let reason): return [words.plain.refused(reason)]
        case .said(let text): return text.isEmpty ? [] : [text]
        case .verdicts(let key): return verdicts(on: key)
        case .hint(let key, let level): return hint(level, of: key)
        case .note(let key): return note(on: key)
        case .purchase: return purchase()
        case .orders: return orders()
        case .balance: return [balance]
        case .component(let id): return component(id)
        case .registry: return registry()
        case .file(let name):
            guard let fileText else { return [] }
            return [words.plain.file(name)] + fileText.split(separator: "\n").map { "    \($0)" }
        }
    }

    private func here() -> [String] {
        switch model.screen {
        case .labs:
            if model.labs.step != nil { return step() }
            return model.labs.lab.map { steps(of: $0) } ?? agenda()
        case .shop: return shop()
        case .system: return model.system.showsTopology ? topology() : system()
        case .logs: return logs()
        case .traces: return traces()
        case .metrics: return metrics()
        case .transactions: return transactions()
        }
    }

    private func help() -> [String] {
        let own = PlainWord.allCases.map { "  \($0.usage): \($0.sentence(words.plain))" }
        let shared = CommandWord.allCases.map { "  \($0.usage): \($0.sentence(words.command))" }
        return [words.plain.commands] + own + shared + [words.plain.keys]
    }

    private func question() -> [String] {
        guard let question = model.question else { return here() }
        let content = scene.content(question)
        let text = ([content.title] + content.text.split(separator: "\n").map(String.init))
            .joined(separator: " ")
        return wrapped(words.plain.question(text)) + [words.plain.answerYesOrNo]
    }

    /// A sentence broken for reading, without columns.
    func wrapped(_ text: String) -> [String] {
        TextWrap(width: 78, widths: model.settings.widths).lines(of: text)
    }
}
