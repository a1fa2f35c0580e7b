import Canvas
import TracerAPI

extension Scene {
    /// The title over the traces: of which service, and what is left out; or the open trace.
    var tracesTitle: Line {
        let text = words.traces
        if let open = model.traces.open { return openTraceTitle(open) }
        var line = Line(words.common.traces, .title).adding("  ")
        let choices: [String?] = [nil] + (model.live.measured.tracer?.services ?? [])
        for choice in choices {
            let isChosen = choice == model.traces.filter.service
            let name = choice ?? text.all
            line = line.adding(isChosen ? "[\(name)]" : " \(name) ", isChosen ? .title : .dim)
        }
        var notes: [String] = []
        if model.traces.filter.onlyFailed { notes.append(text.onlyFailed) }
        if let minimum = model.traces.filter.minimumMicroseconds {
            notes.append(text.atLeast(Microseconds.text(minimum)))
        }
        if let age = age(of: .traces) { notes.append(age) }
        return line.right(notes.joined(separator: "  "), .underway)
    }

    private func openTraceTitle(_ open: OpenTrace) -> Line {
        if open.other != nil { return Line(words.traces.twoTraces, .title) }
        let line = Line(words.traces.trace, .title).adding("  \(open.id.shown)", .dim)
        guard let waterfall = open.waterfall else { return line }
        return line.adding("  \(clock(waterfall.timestamp / 1_000))", .dim).right(
            Microseconds.text(waterfall.duration), .plain)
    }

    /// The rows of the traces screen: the list, a trace, or two of them.
    func tracesRows(_ size: Size) -> [Line] {
        guard model.tracerPort != nil else {
            return [.blank] + wrapped(words.traces.notReady, size.width, .dim)
        }
        guard let open = model.traces.open else { return traceListRows(size) }
        if open.isUnknown { return [.blank] + wrapped(words.traces.unknown, size.width) }
        guard let waterfall = open.waterfall else {
            return [.blank, Line(words.traces.asking, .dim)]
        }
        if let other = open.other {
            guard let second = other.waterfall else {
                return [.blank, Line(words.traces.asking, .dim)]
            }
            return comparisonRows(waterfall, second, size)
        }
        return waterfallRows(waterfall, selection: open.row, size)
    }

    private func traceListRows(_ size: Size) -> [Line] {
        guard let listings = model.traces.listings else {
            return [.blank, Line(words.traces.asking, .dim)]
        }
        let figures = size.height > 6 ? [traceFigures(size.width)] : []
        guard !listings.isEmpty else {
            let isNarrowed = model.traces.filter != TracesState().filter
            let text = isNarrowed ? words.traces.noneFit : words.traces.none
            return [.blank] + wrapped(text, size.width, .dim) + [.blank] + figures
        }
        let longest = listings.map(\.durationMicros).max() ?? 1
        let rows = listings.enumerated().map { index, listing in
            traceRow(listing, isSelected: index == model.traces.selectedIndex, longest, size.width)
                .item(index)
        }
        let head = size.height > 6 ? [traceHead(size.width)] : []
        let room = max(1, size.height - head.count - figures.count)
        var shown = head + window(rows, around: model.traces.selectedIndex, height: room)
        while shown.count < size.height - figures.count { shown.append(.blank) }
        return shown + figures
    }

    /// What the tracer keeps and what was lost.
    private func traceFigures(_ width: Int) -> Line {
        guard let tracer = model.live.measured.tracer else { return .blank }
        let text = words.traces
        var line = keptLine(tracer)
        if tracer.evicted > 0, width >= 60 {
            line = line.adding("  \(text.evicted(Numbers.grouped(tracer.evicted)))", .dim)
        }
        return line
    }

    /// What the tracer keeps, and what never reached it.
    func keptLine(_ tracer: Measurements.Tracer) -> Line {
        let text = words.traces
        var line = Line(
            text.kept(Numbers.grouped(tracer.traces), Numbers.grouped(tracer.spans)), .dim)
        if tracer.dropped > 0 {
            line = line.adding("  \(text.dropped(Numbers.grouped(tracer.dropped)))", .underway)
        }
        if tracer.unsampled > 0 {
            line = line.adding("  \(text.unsampled(Numbers.grouped(tracer.unsampled)))", .underway)
        }
        return line
    }

    /// The columns behind time and sign: what, services, bar.
    private func traceColumns(_ width: Int) -> (what: Int, services: Int, bar: Int) {
        let rest = max(8, width - 15 - (width >= 60 ? 17 : 10))
        if width < 60 { return (rest, 0, 0) }
        let bar = width >= 110 ? 24 : 0
        let services = (rest - bar) / 2
        return (rest - bar - services, services, bar)
    }

    private func traceHead(_ width: Int) -> Line {
        let text = words.traces
        let (what, services, bar) = traceColumns(width)
        var line = Line(
            "  " + fitted(text.time, 10) + "  " + fitted(text.what, what)
                + fitted(text.services, services), .dim)
        if bar > 0 { line = line.adding(fitted("", bar)) }
        if width >= 60 { line = line.right(fitted(text.spans, 7, .right), .dim) }
        return line.right(fitted(text.duration, 10, .right), .dim)
    }

    private func traceRow(
        _ listing: TraceListing, isSelected: Bool, _ longest: Int64, _ width: Int
    ) -> Line {
        let (what, services, bar) = traceColumns(width)
        let isChosen = isSelected && hasFocus
        let isMarked = model.traces.marked?.traceId == listing.traceId
        let sign = listing.error ? refusalSign : Span("\(glyphs.passed) ", .holds)
        let style: Style = listing.error ? .broken : isChosen ? .title : .plain
        var line = Line([
            marker(isChosen), Span(fitted(clock(listing.timestamp / 1_000), 10), .dim), sign,
            Span(fitted(listing.root, what - 1) + " ", style),
        ])
        if services > 0 {
            let names = listing.services.joined(separator: " ")
            line = line.adding(
                fitted(isMarked ? words.traces.marked : names, services - 1) + " ",
                isMarked ? .focus : .dim)
        }
        if bar > 0 {
            let length = max(
                1, Int(Double(bar - 2) * Double(listing.durationMicros) / Double(max(1, longest))))
            let text = String(repeating: glyphs.bar, count: min(bar - 2, length))
            line = line.adding(fitted(text, bar), listing.error ? .broken : .plain)
        }
        if width >= 60 {
            line = line.right(fitted(Numbers.grouped(listing.spans), 7, .right), .dim)
        }
        return line.right(fitted(Microseconds.text(listing.durationMicros), 10, .right))
    }
}
