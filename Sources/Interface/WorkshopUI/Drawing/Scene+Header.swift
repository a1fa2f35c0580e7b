import Canvas
import LabKit
import Wire

extension Scene {
    /// The screens with their digits, and what the components are doing.
    func tabs(_ width: Int) -> Line {
        let language = Span("  \(words.common.language)", .dim)
        let full = tabSpans(isBrief: false)
        let state = summary
        for (tabs, trailing) in [
            (full, state + [language]), (full, signs + [language]),
            (tabSpans(isBrief: true), signs + [language]),
        ] where columns(tabs) + columns(trailing) + 2 <= width {
            return Line(tabs, trailing: trailing)
        }
        return Line(tabSpans(isBrief: true), trailing: [language])
    }

    private func columns(_ spans: [Span]) -> Int {
        spans.reduce(0) { $0 + columns($1.text) }
    }

    /// The screens; brief, only the one that is shown has its name.
    private func tabSpans(isBrief: Bool) -> [Span] {
        var spans: [Span] = []
        for (index, screen) in ScreenName.allCases.enumerated() {
            let digit = String(index + 1)
            if screen == model.screen, model.help == nil {
                spans.append(Span("[\(digit) \(name(screen))]", .title))
            } else {
                spans.append(Span(isBrief ? " \(digit) " : " \(digit) \(name(screen)) ", .dim))
            }
        }
        if model.help != nil { spans.append(Span("[? \(words.common.help)]", .title)) }
        return spans
    }

    /// Every component's sign.
    private var signs: [Span] {
        age(of: .snapshot) == nil
            ? model.live.components.map { sign($0.state) } : [Span(glyphs.failed, .broken)]
    }

    /// A screen's name.
    func name(_ screen: ScreenName) -> String {
        switch screen {
        case .labs: words.common.labs
        case .shop: words.common.shop
        case .system: words.common.system
        case .logs: words.common.logs
        case .traces: words.common.traces
        case .metrics: words.common.metrics
        case .transactions: words.common.transactions
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
        case .system: systemTitle
        case .logs: logsTitle
        case .traces: tracesTitle
        case .metrics: metricsTitle
        case .transactions: transactionsTitle
        }
    }
}
