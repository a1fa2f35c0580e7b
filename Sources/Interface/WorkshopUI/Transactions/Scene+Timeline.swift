import Canvas
import CoordinatorAPI
import TracerAPI
import Wire

extension Scene {
    /// A transaction as bars over time, then event by event.
    func storyRows(_ transaction: TransactionView, _ width: Int) -> [Line] {
        var rows = stuckRows(transaction, width)
        rows.append(
            Line([Span(transaction.xid)]).adding("  \(clock(transaction.begun))", .dim)
                .right("\(transaction.application)  \(transaction.name)", .dim))
        let timeline = TransactionTimeline(transaction, now: model.now)
        rows += timelineRows(timeline, width) + [.blank]
        for line in TransactionTale(transaction.events, in: model.language).lines {
            let time = fitted(Microseconds.text(line.offset), 9, .right)
            let text = wrapped(line.text, max(8, width - 11))
            rows += text.enumerated().map { index, row in
                Line([Span(index == 0 ? "\(time)  " : "           ", .dim)] + row.spans)
            }
        }
        return rows
    }

    /// What is to be chosen when a branch refuses.
    private func stuckRows(_ transaction: TransactionView, _ width: Int) -> [Line] {
        guard GlobalStatus(name: transaction.status)?.isStuck == true else { return [] }
        if model.transactions.isChoosing {
            return [Line([sign(.starting), Span(" \(words.transactions.choosing)", .underway)])]
        }
        let wrap = StyledWrap(width: width, indent: 2, widths: widths)
        return wrap.lines(of: [refusalSign, Span(words.transactions.stuck)]) + [.blank]
    }

    private func timelineRows(_ timeline: TransactionTimeline, _ width: Int) -> [Line] {
        guard !timeline.lanes.isEmpty else {
            return wrapped(words.transactions.noBranches, width, .dim)
        }
        let names = timeline.lanes.map { laneName($0) }
        let label = min(max(8, names.map { columns($0) }.max() ?? 0), max(8, width / 3))
        let outcome = width >= 60 ? 22 : 3
        let bar = max(4, width - label - outcome - 2)
        var rows = [ruler(timeline.duration, label: label, bar: bar)]
        for (lane, name) in zip(timeline.lanes, names) {
            let cells = barSpans(lane, timeline, width: bar)
            rows.append(
                Line(
                    [Span(fitted(name, label) + " ")] + cells + [Span(" ")]
                        + cut(outcomeSpans(lane), to: outcome)))
        }
        if let decision = timeline.decision {
            let column = timeline.column(decision.offset, of: bar)
            let word =
                decision.status.map {
                    $0.isCommit ? words.transactions.commit : words.transactions.rollback
                } ?? words.transactions.decided
            let text = "\(glyphs.decision) \(word)"
            let start = max(0, min(column, bar - columns(text)))
            rows.append(
                Line(String(repeating: " ", count: label + 1 + start)).adding(text, .focus))
        }
        if width >= 60 { rows.append(legend) }
        return rows
    }

    private func laneName(_ lane: TransactionTimeline.Lane) -> String {
        "\(lane.ordinal.map { String($0) } ?? glyphs.waiting) \(lane.resource)"
    }

    private func outcomeSpans(_ lane: TransactionTimeline.Lane) -> [Span] {
        let again = lane.calls > 1 ? " \(glyphs.times)\(Numbers.grouped(lane.calls))" : ""
        guard let outcome = lane.outcome else {
            return lane.phaseTwo == nil && lane.waiting == nil
                ? [Span(again, .dim)] : [Span("\(glyphs.starting)\(again)", .underway)]
        }
        switch BranchStatus.allCases.first(where: { $0.name == outcome }) {
        case .phaseTwoCommitted:
            return [Span("\(glyphs.passed) \(words.transactions.committed)\(again)", .holds)]
        case .phaseTwoRolledBack:
            return [Span("\(glyphs.stopped) \(words.transactions.rolledBack)\(again)")]
        default: return [Span("\(glyphs.failed) \(outcome)\(again)", .broken)]
        }
    }

    private func barSpans(
        _ lane: TransactionTimeline.Lane, _ timeline: TransactionTimeline, width: Int
    ) -> [Span] {
        var cells = Array(repeating: Span(" "), count: width)
        let parts: [(Range<Int64>?, Span)] = [
            (lane.waiting, Span(glyphs.barRest, .underway)),
            (lane.phaseOne, Span(glyphs.bar)),
            (lane.phaseTwo, Span(glyphs.barOther, lane.outcome == nil ? .underway : .focus)),
        ]
        for (range, cell) in parts {
            guard let range else { continue }
            for column in timeline.columns(range, of: width) { cells[column] = cell }
        }
        return cells.reduce(into: []) { spans, cell in
            if spans.last?.style == cell.style {
                spans[spans.count - 1].text += cell.text
            } else {
                spans.append(cell)
            }
        }
    }

    private func ruler(_ duration: Int64, label: Int, bar: Int) -> Line {
        let marks = bar >= 44 ? 4 : bar >= 24 ? 2 : 1
        var text = ""
        for mark in 0..<marks {
            let time = duration * Int64(mark) / Int64(marks)
            text = fitted(text, bar * mark / marks) + (mark == 0 ? "0" : Microseconds.text(time))
        }
        let end = Microseconds.text(duration)
        text = fitted(text, max(columns(text) + 1, bar - columns(end))) + end
        return Line(String(repeating: " ", count: label + 1) + text, .dim)
    }

    private var legend: Line {
        let text = words.transactions
        return Line([
            Span(glyphs.barRest, .underway), Span(" \(text.legendWaiting)  ", .dim),
            Span(glyphs.bar), Span(" \(text.legendPhaseOne)  ", .dim),
            Span(glyphs.barOther, .focus), Span(" \(text.legendPhaseTwo)", .dim),
        ])
    }
}
