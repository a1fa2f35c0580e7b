import BookstoreAPI
import TracerAPI
import Wire

extension Model {
    /// Where the tracer answers; nil while it is not ready.
    var tracerPort: Int? { live.readyPort(of: "tracer") }

    /// What the traces screen asks as things are; nil when it is not shown.
    var tracesQuestion: (source: Schedule.Source, question: Command)? {
        guard screen == .traces, let port = tracerPort else { return nil }
        if let open = traces.open {
            return (.trace, .showTrace(open.id, port: port, isWatching: true))
        }
        return (.traces, .listTraces(traces.filter, port: port))
    }

    /// Opens a trace, at a span when one is named.
    mutating func openTrace(_ id: TraceID, span: String? = nil) -> [Command] {
        guard let port = tracerPort else { return [] }
        var open = OpenTrace(id: id)
        open.wantedSpan = span
        traces.open = open
        // What is under way is of another trace.
        schedule.ask(.trace, at: now)
        return show(.traces) + [.showTrace(id, port: port, isWatching: true)]
    }

    /// Opens the newest of all traces once the tracer has named it.
    mutating func openNewestTrace() -> [Command] {
        traces.open = nil
        traces.selection = nil
        traces.filter = TracesState().filter
        traces.opensNewest = true
        schedule.hurry(.traces, at: now)
        return show(.traces) + questions()
    }

    /// Takes a list over.
    mutating func take(_ listings: [TraceListing]) -> [Command] {
        schedule.answer(.traces, at: now)
        traces.listings = listings
        // A list that was asked for before is not the one that was meant.
        guard traces.opensNewest, !schedule.isAwaited(.traces) else { return [] }
        traces.opensNewest = false
        return screen == .traces ? selectedTraceID.map { openTrace($0) } ?? [] : []
    }

    /// Takes the spans of a trace over; nil when the tracer has none of that id. Once it is on the
    /// screen, the tracer is told that somebody looks at it: its spans may come later than the
    /// attendee.
    mutating func take(_ spans: [ZipkinSpan]?, of id: TraceID) -> [Command] {
        schedule.answer(.trace, at: now)
        let hadIt = traces.open?.waterfall(of: id) != nil
        traces.open?.take(spans, of: id)
        guard !hadIt, traces.open?.waterfall(of: id) != nil, let port = tracerPort else {
            return []
        }
        return [.showTrace(id, port: port, isWatching: false)]
    }

    /// Does what a key of the traces screen means.
    mutating func actOnTraces(_ action: Action) -> [Command] {
        switch action {
        case .open: return selectedTraceID.map { openTrace($0) } ?? []
        case .nextFilter: filterTraces(by: 1)
        case .previousFilter: filterTraces(by: -1)
        case .onlyFailed: traces.filter.onlyFailed.toggle()
        case .slower:
            let minima = TracesState.minima
            let current = minima.firstIndex { $0 == traces.filter.minimumMicroseconds } ?? 0
            traces.filter.minimumMicroseconds = minima[(current + 1) % minima.count]
        case .compare: return compare()
        default: return []
        }
        traces.selection = nil
        schedule.hurry(.traces, at: now)
        return questions()
    }

    private var selectedTraceID: TraceID? {
        traces.selected.flatMap { TraceID(parsing: $0.traceId) }
    }

    /// Shows the traces of the next service, all after the last one.
    private mutating func filterTraces(by step: Int) {
        let choices: [String?] = [nil] + (live.measured.tracer?.services ?? [])
        let current = choices.firstIndex { $0 == traces.filter.service } ?? 0
        traces.filter.service = choices[(current + step + choices.count) % choices.count]
    }

    /// The first press chooses a trace, the second one another beside it.
    private mutating func compare() -> [Command] {
        if let open = traces.open {
            traces.marked = open.waterfall.flatMap { TraceListing($0.rows.flatMap(\.spans)) }
            traces.open = nil
            say(words.traces.chooseOther)
            schedule.hurry(.traces, at: now)
            return questions()
        }
        guard let selected = traces.selected, let id = selectedTraceID else { return [] }
        guard let marked = traces.marked, let first = TraceID(parsing: marked.traceId), first != id
        else {
            traces.marked = traces.marked == nil ? selected : nil
            if traces.marked != nil { say(words.traces.chooseOther) }
            return []
        }
        guard let port = tracerPort else { return [] }
        traces.marked = nil
        let asked = openTrace(first)
        traces.open?.other = .init(id: id)
        return asked + [.showTrace(id, port: port, isWatching: true)]
    }

    /// One step back from a trace to the list.
    mutating func closeTrace() -> [Command] {
        traces.open = nil
        schedule.hurry(.traces, at: now)
        return questions()
    }

    /// Moves within the list or among the spans.
    mutating func moveTraces(_ step: Int) {
        if var open = traces.open {
            open.row = moved(open.row, by: step, count: open.rowCount)
            traces.open = open
            return
        }
        guard let listings = traces.listings, !listings.isEmpty else { return }
        let target = moved(traces.selectedIndex, by: step, count: listings.count)
        traces.selection = target == 0 ? nil : listings[target].traceId
    }
}

/// From traces to logs and back.
extension Model {
    /// The trace and the span that a line of the logs was written in.
    func placeInTrace(_ line: LogLine) -> LogText.TracePlace? {
        LogText.tracePlace(of: line.text)
    }

    /// The line that belongs to the open trace: that of the selected span, else the newest.
    var lineOfOpenTrace: LogLine? {
        guard let open = traces.open else { return nil }
        let lines = logs.lines.filter { placeInTrace($0)?.trace == open.id }
        let span = open.selectedRow?.spanID
        return lines.last { placeInTrace($0)?.span == span } ?? lines.last
    }

    /// Shows the lines of the open trace in the logs.
    mutating func showItsLogs() -> [Command] {
        guard let line = lineOfOpenTrace, let place = placeInTrace(line) else { return [] }
        logs.filter = nil
        logs.search = place.text
        logs.match = line.sequence
        logs.anchor = logs.lines.last?.sequence == line.sequence ? nil : line.sequence
        return show(.logs)
    }

    /// The trace that the chosen line of the logs, or the newest order, belongs to.
    var traceToShow: LogText.TracePlace? {
        switch screen {
        case .logs: copiedLogLine.flatMap { placeInTrace($0) }
        case .shop: lastOrder.flatMap { placeInTrace(of: $0) }
        default: nil
        }
    }

    /// What was ordered last here, sold or not; else the newest order there is.
    private var lastOrder: String? {
        shop.note?.underway.purchase.orderId ?? shop.reading?.orders.first?.orderId
    }

    /// Where the components wrote of an order.
    private func placeInTrace(of order: String) -> LogText.TracePlace? {
        logs.lines.last { line in
            line.text.split(separator: " ").contains { $0 == "order=\(order)" }
                && placeInTrace(line) != nil
        }.flatMap { placeInTrace($0) }
    }

    /// Shows it.
    mutating func showItsTrace() -> [Command] {
        traceToShow.map { openTrace($0.trace, span: $0.span) } ?? []
    }
}
