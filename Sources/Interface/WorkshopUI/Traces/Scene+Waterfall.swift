import Canvas
import TracerAPI

extension Scene {
    /// A trace span by span: who caused what, when, and all that is known of the selected one.
    func waterfallRows(_ waterfall: Waterfall, selection: Int, _ size: Size) -> [Line] {
        let columns = WaterfallColumns(
            waterfall.rows.map(spanLabel), scene: self, width: size.width)
        let detail =
            waterfall.rows.indices.contains(selection)
            ? spanDetail(waterfall.rows[selection], size.width) : []
        let isTall = size.height >= 10
        let ruler = isTall ? [rulerRow(waterfall.duration, columns)] : []
        let room = size.height - ruler.count
        let listHeight =
            isTall
            ? min(waterfall.rows.count, max(room / 2, room - detail.count - 1)) : room
        let rows = waterfall.rows.enumerated().map { index, row in
            spanRow(row, waterfall, columns, isSelected: index == selection).item(index)
        }
        let list = ruler + window(rows, around: selection, height: max(1, listHeight))
        guard isTall else { return list }
        return Array((list + [.blank] + detail).prefix(size.height))
    }

    /// `minusBalance  stock_mng → balance_mng`, deeper the later it was caused.
    private func spanLabel(_ row: Waterfall.Row) -> [Span] {
        let called = row.calledService
        let indent = String(repeating: "  ", count: row.depth)
        let failed = row.error == nil ? [] : [refusalSign]
        let services = called.isEmpty ? row.lane.service : "\(glyphs.arrow) \(called)"
        return [Span(indent)] + failed + [
            Span(row.name, row.error == nil ? .plain : .broken), Span("  \(services)", .dim),
        ]
    }

    private func spanRow(
        _ row: Waterfall.Row, _ waterfall: Waterfall, _ columns: WaterfallColumns,
        isSelected: Bool
    ) -> Line {
        let isChosen = isSelected && hasFocus
        var label = spanLabel(row)
        if isChosen {
            for index in label.indices { label[index].style = label[index].style.bold }
        }
        let bar = waterfall.bar(row, columns: columns.bar)
        return Line(
            [marker(isChosen)] + cut(label, to: columns.label)
                + [Span(fitted(Microseconds.text(row.lane.duration), 9, .right) + "  ")]
                + barSpans(bar, hasFailed: row.error != nil, width: columns.bar))
    }

    /// A bar: the called one's part full, the way to it and back light.
    func barSpans(_ bar: Waterfall.Bar, hasFailed: Bool, width: Int) -> [Span] {
        var spans: [Span] = []
        for column in 0..<width {
            let isWhole = bar.whole.contains(column)
            let isServer = bar.server?.contains(column) ?? isWhole
            let sign = isServer ? glyphs.bar : isWhole ? glyphs.barRest : " "
            let style: Style = hasFailed ? .broken : isServer ? .plain : .dim
            if spans.last?.style == style {
                spans[spans.count - 1].text += sign
            } else {
                spans.append(Span(sign, style))
            }
        }
        return spans
    }

    /// Runs cut and padded to a width.
    func cut(_ spans: [Span], to width: Int) -> [Span] {
        var room = width
        var result: [Span] = []
        for (index, span) in spans.enumerated() where room > 0 {
            let taken = columns(span.text)
            let isLast = index == spans.count - 1
            if taken > room || (taken == room && !isLast) {
                result.append(Span(fitted(span.text + glyphs.ellipsis, room), span.style))
                room = 0
            } else {
                result.append(span)
                room -= taken
            }
        }
        if room > 0 { result.append(Span(String(repeating: " ", count: room))) }
        return result
    }

    /// Times over the bars, from the beginning of the trace.
    func rulerRow(_ duration: Int64, _ columns: WaterfallColumns) -> Line {
        let marks = columns.bar >= 44 ? 4 : columns.bar >= 24 ? 2 : 1
        var text = ""
        for mark in 0..<marks {
            let time = duration * Int64(mark) / Int64(marks)
            let start = columns.bar * mark / marks
            let label = mark == 0 ? "0" : Microseconds.text(time)
            text = fitted(text, start) + label
        }
        return Line(String(repeating: " ", count: columns.label + 13) + text, .dim)
    }

    /// All that was told of a step: both sides, why it failed, what is known.
    private func spanDetail(_ row: Waterfall.Row, _ width: Int) -> [Line] {
        let text = words.traces
        var head = Line(row.name, .title)
        if !row.spanID.isEmpty { head = head.adding("  \(row.spanID)", .dim) }
        var rows = [head]
        if let error = row.error {
            rows += StyledWrap(width: width - 2, indent: 2, widths: widths)
                .lines(of: [refusalSign, Span(error)]).map { $0.indented(2) }
        }
        let lanes = [row.lane] + [row.serverLane].compactMap { $0 }
        for (span, lane) in zip(row.spans, lanes) {
            let side =
                switch span.kind {
                case .client, .producer: text.client
                case .server, .consumer: text.server
                case nil: text.within
                }
            rows.append(
                Line([
                    Span("  \(side) ", .dim), Span(lane.service),
                    Span(
                        "  "
                            + text.took(
                                Microseconds.text(lane.duration), Microseconds.text(lane.start)),
                        .dim),
                ]))
            rows += attributeRows(span, width - 4).map { $0.indented(4) }
        }
        return rows
    }

    private func attributeRows(_ span: ZipkinSpan, _ width: Int) -> [Line] {
        let hidden = [ZipkinSpan.errorKey, "origin.span.id", "origin.parent.span.id"]
        var runs: [Span] = []
        for tag in span.tags where !hidden.contains(tag.key) {
            runs += [Span("\(tag.key) ", .dim), Span("\(tag.value)   ")]
        }
        for annotation in span.annotations {
            let after = Microseconds.text(max(0, annotation.timestamp - span.timestamp))
            runs += [Span("+\(after) ", .dim), Span("\(annotation.value)   ")]
        }
        let remote = span.remoteEndpoint
        if !remote.ipv4.isEmpty, remote.port > 0 {
            runs += [
                Span("\(words.traces.otherSide) ", .dim), Span("\(remote.ipv4):\(remote.port)"),
            ]
        }
        return runs.isEmpty ? [] : StyledWrap(width: width, widths: widths).lines(of: runs)
    }
}

/// Where label, time and bar of a waterfall's rows stand.
struct WaterfallColumns: Equatable {
    /// Columns of the labels.
    let label: Int
    /// Columns of the bars.
    let bar: Int

    /// Columns that fit the labels and a width, at least a third of it being bars.
    init(_ labels: [[Span]], scene: Scene, width: Int) {
        let longest = labels.map { $0.reduce(0) { $0 + scene.columns($1.text) } }.max() ?? 0
        label = max(4, min(longest, width * 3 / 5 - 13))
        bar = max(1, width - label - 13)
    }
}
