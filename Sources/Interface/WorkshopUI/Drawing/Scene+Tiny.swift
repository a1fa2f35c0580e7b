import BookstoreAPI
import Canvas
import Wire

extension Scene {
    /// What matters most, for a window that has no room for a screen: what is asked, typed or said,
    /// then where one is and how things stand, then the screen's own rows.
    func tinyRows(height: Int) -> [Line] {
        let width = max(1, model.size.width)
        guard height > 1 else { return [tinyState] }
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
        let signs = model.live.components.map { sign($0.state) }
        let name = model.help == nil ? name(model.screen) : words.common.help
        var line = Line([Span(name + " ", .title)] + signs)
        if let balance = model.shop.reading?.balance { line = line.right(balance.grouped) }
        return line
    }

    private func tinyFooter(_ width: Int) -> Line {
        if let fault = model.commandLine?.fault { return Line([refusalSign, Span(fault)]) }
        return footer(width)
    }
}
