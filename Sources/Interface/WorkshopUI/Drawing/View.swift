import Canvas
import Wire

/// Draws a model. The frame should have the model's size; whatever does not fit is left out.
public func view(_ model: Model, into frame: inout Frame) {
    let scene = Scene(model)
    if model.isProjecting, model.question == nil {
        scene.drawProjector(into: &frame)
        return
    }
    let layout = Layout(model)
    if layout.room == .tiny {
        frame.draw(scene.tinyRows(height: frame.height), in: frame.bounds)
        return
    }
    frame.draw(scene.tabs(layout.tabs.width - 2), in: layout.tabs.inset(horizontal: 1))
    frame.draw(scene.title(compact: layout.room < .full), in: layout.title.inset(horizontal: 1))
    if layout.rule.height > 0 {
        frame.horizontalRule(at: layout.rule.origin, length: layout.rule.width)
    }
    frame.draw(scene.body(layout.body.size), in: layout.body)
    if let companion = layout.companion {
        divide(&frame, before: companion, layout)
        var beside = scene
        beside.hasFocus = false
        frame.draw(beside.companion(companion.size), in: companion)
    }
    if let live = layout.live {
        divide(&frame, before: live, layout)
        frame.draw(scene.liveColumn(live.size), in: live)
    }
    frame.draw(scene.footer(layout.footer.width - 2), in: layout.footer.inset(horizontal: 1))
    if let fault = model.commandLine?.fault, layout.body.height > 0 {
        let row = Rect(x: 0, y: layout.footer.y - 1, width: frame.width, height: 1)
        frame.fill(row)
        let line = Line([scene.refusalSign, Span(fault)])
        frame.draw(line, in: row.inset(horizontal: 1))
    }
    if let asked = model.registryQuestion { scene.draw(asked, into: &frame) }
    if let question = model.question { scene.draw(question, into: &frame) }
}

/// A thin rule between two panes, hanging from the one under the title.
private func divide(_ frame: inout Frame, before pane: Rect, _ layout: Layout) {
    let x = pane.x - 2
    frame.verticalRule(at: Point(x: x, y: pane.y), length: pane.height)
    frame.put(frame.glyphs.teeDown, at: Point(x: x, y: layout.rule.y), style: .dim)
}

extension Scene {
    /// The sign before a refusal.
    var refusalSign: Span {
        Span("\(glyphs.failed) ", .broken)
    }

    /// The rows of what is shown.
    func body(_ size: Size) -> [Line] {
        if let help = model.help { return helpRows(size, scroll: help.scroll) }
        return rows(of: model.screen, size)
    }

    /// The rows of a screen.
    func rows(of screen: ScreenName, _ size: Size) -> [Line] {
        switch screen {
        case .labs: labsRows(size)
        case .shop: shopRows(size)
        case .system: model.system.showsTopology ? topologyRows(size) : systemRows(size)
        case .logs: logsRows(size)
        case .traces: tracesRows(size)
        case .metrics: metricsRows(size)
        case .transactions: transactionsRows(size)
        }
    }

    /// What stands beside the screen where there is room: the screen one looks at next.
    private var companionScreen: ScreenName {
        switch model.screen {
        case .labs: .shop
        case .shop, .system, .traces: .logs
        case .logs, .metrics: .system
        case .transactions: .shop
        }
    }

    /// The rows of the companion, under its title.
    func companion(_ size: Size) -> [Line] {
        let height = max(0, size.height - 2)
        return [screenTitle(companionScreen, compact: false), .blank]
            + rows(of: companionScreen, Size(width: size.width, height: height))
    }
}
