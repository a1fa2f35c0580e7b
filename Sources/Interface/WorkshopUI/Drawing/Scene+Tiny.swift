import BookstoreAPI
import Canvas
import LabKit
import Wire

extension Scene {
    /// What matters most, for a window that has no room for a screen: what is asked, typed or said,
    /// then where one is and how things stand, then the screen's own rows.
    func tinyRows(height: Int) -> [Line] {
        let width = max(1, model.size.width)
        guard height > 1 else { return [tinyState] }
        if let asked = model.registryQuestion {
            let content = self.rows(of: asked, width: width).filter { !$0.spans.isEmpty }
            return content.dropFirst().prefix(height - 1) + [Line(registryKeys)]
        }
        if let question = model.question {
            let content = content(question)
            let keys = Line(questionKeys(question))
            return wrapped("\(content.title) \(content.text)", width).prefix(height - 1) + [keys]
        }
        var rows = [tinyState]
        let size = Size(width: width, height: max(0, height - 2))
        rows += body(size).prefix(max(0, height - 2))
        while rows.count < height - 1 { rows.append(.blank) }
        rows.append(tinyFooter(width))
        return rows
    }

    private var tinyState: Line {
        if model.help == nil, model.screen == .labs, let line = tinyStep { return line }
        let signs = model.live.components.map { sign($0.state) }
        let name = model.help == nil ? name(model.screen) : words.common.help
        var line = Line([Span(name + " ", .title)] + signs)
        if let balance = model.shop.reading?.balance { line = line.right(balance.grouped) }
        return line
    }

    /// Where one is in a lab and how its checks stand.
    private var tinyStep: Line? {
        guard let key = model.labs.key, let step = model.labs.step,
            let index = model.labs.stepIndex, let lab = model.labs.lab
        else { return nil }
        let verdicts = model.labs.verdicts[key]?.verdicts ?? []
        let signs = step.checks.map { check -> Span in
            switch verdicts.first(where: { $0.id == check.id })?.passed {
            case true: Span(glyphs.passed, .holds)
            case false: Span(glyphs.notYet, .underway)
            default: Span(glyphs.waiting, .dim)
            }
        }
        let place = Span("\(index + 1)/\(lab.steps.count) ", .title)
        let isPassed = model.labs.progress[key].state == .passed
        let state =
            model.labs.busy?.step == key
            ? Span(" \(glyphs.starting)", .underway)
            : isPassed ? Span(" \(words.labs.passed)", .holds) : Span("")
        return Line([place] + signs + [state])
    }

    private func tinyFooter(_ width: Int) -> Line {
        if let fault = model.commandLine?.fault { return Line([refusalSign, Span(fault)]) }
        return footer(width)
    }
}
