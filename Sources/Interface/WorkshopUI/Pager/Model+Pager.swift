import BookstoreAPI
import Canvas
import CoordinatorAPI
import TracerAPI
import Wire

extension Model {
    /// Columns of what the pager shows.
    private static let pageWidth = 78
    /// Rows that a screen is drawn with for the pager, at most.
    private static let pageHeight = 600

    /// What is on the screen and what lies beyond its edges, as text: the whole step, all orders, all
    /// lines of the logs that the filter leaves.
    var page: String {
        let scene = Scene(self)
        let rows = screen == .logs && help == nil ? logPage(scene) : drawnPage(scene)
        return rows.joined(separator: "\n") + "\n"
    }

    private func logPage(_ scene: Scene) -> [String] {
        logs.shown.map { line in
            "\(scene.clock(line.timeMilliseconds))  \(line.component)  \(line.text)"
        }
    }

    private func drawnPage(_ scene: Scene) -> [String] {
        let size = Size(width: Self.pageWidth, height: Self.pageHeight)
        let body = help == nil ? scene.body(size) : scene.helpLines(size.width)
        let lines = [scene.title(compact: false), .blank] + body
        var frame = Frame(
            Size(width: size.width, height: lines.count), glyphs: settings.glyphs,
            widths: settings.widths)
        frame.draw(lines, in: frame.bounds)
        var rows: [String] = []
        for var row in frame.rows {
            while row.last == " " { row.removeLast() }
            // Room that a screen leaves between its parts is no part of a text.
            if row.isEmpty, rows.last?.isEmpty == true { continue }
            rows.append(row)
        }
        return rows
    }

    /// What `y` copies: the box of a step, a line of the logs, the newest order.
    var copyText: String? {
        switch screen {
        case .labs: stepCode
        case .logs: copiedLogLine?.text
        case .shop:
            shop.reading?.orders.first.map { order in
                "\(order.orderId)  \(order.productCode)  \(order.count)  \(order.total)"
            }
        case .traces:
            traces.open == nil
                ? traces.selected?.shownID : drawnPage(Scene(self)).joined(separator: "\n")
        case .metrics: Scene(self).queryText
        case .transactions:
            transactions.open == nil && !breaking.isShown
                ? transactions.selected?.xid : drawnPage(Scene(self)).joined(separator: "\n")
        case .system: nil
        }
    }

    /// The match, else the line at the bottom.
    var copiedLogLine: LogLine? {
        let shown = logs.shown
        if let match = logs.match, let line = shown.first(where: { $0.sequence == match }) {
            return line
        }
        guard let anchor = logs.anchor else { return shown.last }
        return shown.last { $0.sequence <= anchor }
    }
}
