import Canvas
import LabKit
import Wire

extension Scene {
    /// The screens with their digits, and what the components are doing.
    func tabs(_ width: Int) -> Line {
        var line = Line()
        for (index, screen) in ScreenName.allCases.enumerated() {
            let text = "\(index + 1) \(name(screen))"
            let isShown = screen == model.screen && model.help == nil
            line = line.adding(isShown ? "[\(text)]" : " \(text) ", isShown ? .title : .dim)
        }
        if model.help != nil { line = line.adding("[? \(words.common.help)]", .title) }
        let used = line.spans.reduce(0) { $0 + columns($1.text) }
        let language = Span("  \(words.common.language)", .dim)
        let state = summary
        let needed = columns(state.map(\.text).joined()) + columns(language.text)
        line.trailing = used + needed + 2 <= width ? state + [language] : [language]
        return line
    }

    /// A screen's name.
    func name(_ screen: ScreenName) -> String {
        switch screen {
        case .labs: words.common.labs
        case .shop: words.common.shop
        case .system: words.common.system
        case .logs: words.common.logs
        }
    }

    /// How many components are ready; or that nobody knows.
    private var summary: [Span] {
        guard model.live.snapshot != nil else {
            return [Span(words.common.waitingForSupervisor, .dim)]
        }
        if let age = age(of: .snapshot) {
            return [
                Span("\(glyphs.failed) ", .broken), Span(words.common.supervisorGone),
                Span("  \(age)", .dim),
            ]
        }
        let wanted = model.live.components.filter { $0.state != .stopped }
        let ready = wanted.count { $0.state == .ready }
        let sign: ComponentStatus.State =
            wanted.contains { $0.state == .failed }
            ? .failed : ready < wanted.count ? .starting : .ready
        return [
            self.sign(wanted.isEmpty ? .stopped : sign),
            Span(" " + words.common.ready(String(ready), String(wanted.count)), .dim),
        ]
    }

    /// The title of what is shown.
    func title(compact: Bool) -> Line {
        if model.help != nil { return Line(words.common.help, .title) }
        return screenTitle(model.screen, compact: compact)
    }

    /// A screen's title.
    func screenTitle(_ screen: ScreenName, compact: Bool) -> Line {
        switch screen {
        case .labs: labsTitle(compact: compact)
        case .shop: shopTitle
        case .system: Line(words.common.system, .title)
        case .logs: logsTitle
        }
    }
}
