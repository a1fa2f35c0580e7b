import Canvas
import CoordinatorAPI
import Wire

extension Scene {
    /// The undo logs of a transaction, row by row: before, after, now.
    func undoRows(_ reading: TransactionReading, _ width: Int) -> [Line] {
        let text = words.transactions
        let logs = reading.undoLogs
        guard !logs.isEmpty else {
            let isOver = reading.transaction.ended != nil
            return [.blank] + wrapped(isOver ? text.undoOver : text.noUndo, width, .dim)
        }
        var rows: [Line] = []
        if reading.transaction.ended != nil {
            rows += wrapped(text.undoWasThere, width, .underway) + [.blank]
        }
        for log in logs {
            rows.append(
                Line("undo_log", .title).adding("  \(log.resource)")
                    .right("\(text.branch) \(log.branch)", .dim))
            if log.isTombstone { rows += wrapped(text.tombstone, width - 2).map { $0.indented(2) } }
            for row in log.rows { rows += self.rows(of: row, width) }
            rows.append(.blank)
        }
        return rows
    }

    private func rows(of row: UndoLogView.Row, _ width: Int) -> [Line] {
        let text = words.transactions
        let sign =
            row.isDirty
            ? Span("\(glyphs.failed) \(text.dirty)", .broken)
            : Span("\(glyphs.passed) \(text.clean)", .holds)
        var rows = [Line("  \(row.table):\(row.key)").rightSpan(sign)]
        let columns = changedColumns(row)
        guard row.before != nil, row.after != nil else {
            let what = row.before == nil ? text.inserted : text.deleted
            return rows + wholeRow(what, columns, row, width)
        }
        for column in columns { rows.append(columnRow(column, row, width)) }
        return rows
    }

    /// A row that one of the images does not have: its columns one after the other, then those that are
    /// another now.
    private func wholeRow(
        _ what: String, _ columns: [String], _ row: UndoLogView.Row, _ width: Int
    ) -> [Line] {
        let image = row.after ?? row.before ?? [:]
        let isThere = row.after != nil
        let runs = columns.flatMap { name -> [Span] in
            let value = image[name] ?? "-"
            let now = row.now?[name]
            let other =
                row.isDirty && (isThere ? now != image[name] : now != nil)
                ? [Span("\(words.transactions.now) \(now ?? "-")  ", .broken)] : []
            return [Span("\(name) ", .dim), Span("\(value)  ")] + other
        }
        let wrap = StyledWrap(width: width - 4, widths: widths)
        return [Line("    \(what)", .dim)] + wrap.lines(of: runs).map { $0.indented(4) }
    }

    /// The columns that differ between any two of the images; for a row that was not there before, all.
    private func changedColumns(_ row: UndoLogView.Row) -> [String] {
        let images = [row.before, row.after, row.now]
        let names = Set(images.flatMap { $0.map { Array($0.keys) } ?? [] })
        return names.sorted().filter { name in
            Set(images.map { $0?[name] }).count > 1
        }
    }

    private func columnRow(_ column: String, _ row: UndoLogView.Row, _ width: Int) -> Line {
        let text = words.transactions
        let before = row.before?[column] ?? "-"
        let after = row.after?[column] ?? "-"
        let now = row.now?[column] ?? "-"
        let isOther = row.isDirty && now != after
        return Line("    \(fitted(column, min(16, width / 4))) ", .dim)
            .adding("\(before) \(glyphs.arrow) \(after)")
            .right("\(text.now) ", .dim).right(now, isOther ? .broken : .plain)
    }
}
