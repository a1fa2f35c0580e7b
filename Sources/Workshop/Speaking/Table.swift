import Canvas

/// Rows of text in columns as wide as their widest cell, counted in terminal columns.
struct Table {
    /// Where a column's text stands.
    enum Alignment {
        case left
        case right
    }

    private let alignments: [Alignment]
    private var rows: [[String]]
    private let widths = DisplayWidth.standard

    init(_ heads: [String], _ alignments: [Alignment]) {
        self.alignments = alignments
        rows = [heads]
    }

    mutating func add(_ cells: [String]) {
        rows.append(cells)
    }

    /// The lines, without spaces at their ends.
    var lines: [String] {
        let columns = alignments.indices.map { column in
            rows.map { widths.columns(of: $0[column]) }.max() ?? 0
        }
        return rows.map { row in
            var line = ""
            for (column, text) in row.enumerated() {
                let space = String(
                    repeating: " ", count: columns[column] - widths.columns(of: text))
                if column > 0 { line += "  " }
                line += alignments[column] == .right ? space + text : text + space
            }
            while line.last == " " { line.removeLast() }
            return line
        }
    }
}
