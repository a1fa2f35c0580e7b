import BookstoreAPI
import Canvas
import LabKit
import Wire

extension Model {
    /// Whether the screen is a drawing, which is the clearer the wider it is.
    var isDrawing: Bool {
        switch screen {
        case .traces: traces.open != nil
        case .metrics: true
        case .transactions: transactions.open != nil || breaking.isShown
        case .system: system.showsTopology
        case .labs, .shop, .logs: false
        }
    }

    /// Rows of the body: what a page is.
    var bodyHeight: Int { max(1, size.height - 4) }

    /// Moves the selection or scrolls, whatever the screen has.
    mutating func move(_ action: Action) {
        let step = steps(of: action)
        if var open = help {
            open.scroll = scrolled(open.scroll, by: step, greatest: helpOverflow)
            help = open
            return
        }
        switch screen {
        case .labs: moveLabs(step)
        case .shop:
            let count = shop.reading?.books.count ?? 0
            shop.selection = moved(shop.selection, by: step, count: count)
        case .system where system.showsTopology: moveTopology(step)
        case .system:
            let components = live.components
            guard let current = components.firstIndex(where: { $0.name == selectedComponent?.name })
            else { return }
            system.selection = components[moved(current, by: step, count: components.count)].name
        case .logs: scrollLogs(by: step)
        case .traces: moveTraces(step)
        case .metrics: moveMetrics(step)
        case .transactions where breaking.isShown: moveTargets(step)
        case .transactions: moveTransactions(step)
        }
    }

    private mutating func moveLabs(_ step: Int) {
        if labs.step != nil {
            labs.scroll = scrolled(labs.scroll, by: step, greatest: stepOverflow)
        } else if let lab = labs.lab {
            labs.stepSelection = moved(labs.stepSelection, by: step, count: lab.steps.count)
        } else {
            labs.agendaSelection = moved(
                labs.agendaSelection, by: step, count: AgendaItem.day.count)
        }
    }

    /// Lines an action moves by; a great number for the ends.
    private func steps(of action: Action) -> Int {
        switch action {
        case .up: -1
        case .down: 1
        case .pageUp: -bodyHeight
        case .pageDown: bodyHeight
        case .first: -1_000_000
        case .last: 1_000_000
        default: 0
        }
    }

    /// A place in a list, moved and kept within it.
    func moved(_ index: Int, by step: Int, count: Int) -> Int {
        min(max(0, index + step), max(0, count - 1))
    }

    private func scrolled(_ scroll: Int, by step: Int, greatest: Int) -> Int {
        min(max(0, min(scroll, greatest) + step), greatest)
    }
}
