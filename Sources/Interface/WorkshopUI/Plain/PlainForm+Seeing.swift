import Canvas
import LookoutAPI
import TracerAPI
import Wire

/// Traces, metrics and topology line by line.
extension PlainForm {
    private var text: PlainWords { model.words.plain }
    private var scene: Scene { Scene(model) }

    /// Whether what the tracer or Lookout was asked is still to come.
    var awaitsAnswer: Bool {
        let schedule = model.schedule
        switch model.screen {
        case .traces where model.tracerPort != nil:
            guard let open = model.traces.open else {
                return schedule.isAwaited(.traces)
            }
            return schedule.isAwaited(.trace) || (open.waterfall == nil && !open.isUnknown)
        case .metrics where model.lookoutPort != nil:
            return schedule.isAwaited(.metrics)
        case .transactions where model.breaking.isShown:
            return schedule.isAwaited(.faults)
        case .transactions where model.coordinatorPort != nil:
            return schedule.isAwaited(model.transactions.open == nil ? .transactions : .transaction)
        default: return false
        }
    }

    // MARK: Traces

    /// The traces, newest first, at most twenty; or the one that is open.
    func traces() -> [String] {
        let words = model.words.traces
        guard model.tracerPort != nil else { return [words.notReady] }
        if let open = model.traces.open { return trace(open) }
        guard let listings = model.traces.listings else { return [words.asking] }
        guard !listings.isEmpty else { return wrapped(words.none) + [text.next(text.nextInTraces)] }
        let lines = listings.prefix(20).map { listing in
            let parts = [
                scene.clock(listing.timestamp / 1_000), listing.root,
                Microseconds.text(listing.durationMicros),
                "\(words.spans) \(Numbers.grouped(listing.spans))",
                listing.services.joined(separator: " "), listing.error ? text.failed : nil,
            ]
            return text.trace(listing.shownID, joined(parts))
        }
        return lines + [text.next(text.nextInTraces)]
    }

    private func trace(_ open: OpenTrace) -> [String] {
        let words = model.words.traces
        if open.isUnknown { return wrapped(words.unknown) }
        guard let waterfall = open.waterfall else { return [words.asking] }
        if let other = open.other?.waterfall { return comparison(waterfall, other) }
        let head = joined([
            scene.clock(waterfall.timestamp / 1_000), Microseconds.text(waterfall.duration),
        ])
        let rows = waterfall.rows.map { row in
            let called = row.calledService
            let parts = [
                called.isEmpty
                    ? row.lane.service
                    : "\(row.lane.service), \(model.words.topology.calls(called))",
                words.took(
                    Microseconds.text(row.lane.duration), Microseconds.text(row.lane.start)),
                row.error.map { "\(text.failed): \($0)" },
            ]
            // The id tells what caused what: 0.1.2 is the second that 0.1 caused.
            return text.span(
                joined([row.spanID.isEmpty ? nil : row.spanID, row.name]), joined(parts))
        }
        return [text.trace(open.id.shown, head)] + rows + [text.next(text.nextInTrace)]
    }

    private func comparison(_ first: Waterfall, _ second: Waterfall) -> [String] {
        TraceComparison(first, second).rows.map { row in
            let times = [row.first, row.second].map {
                $0.map { Microseconds.text($0.lane.duration) } ?? "-"
            }
            return text.span(row.step.name, times.joined(separator: ", "))
        } + [text.next(text.nextInTrace)]
    }

    // MARK: Metrics

    /// The figures of all applications; or a query's answer.
    func metrics() -> [String] {
        let words = model.words.metrics
        guard model.lookoutPort != nil else { return [words.notReady] }
        if let query = model.metrics.query { return answer(to: query) }
        guard let reading = model.metrics.answers else { return [words.asking] }
        guard !reading.applications.isEmpty else {
            return wrapped(words.none) + [text.next(text.nextInMetrics)]
        }
        let lines = reading.applications.map { application in
            let figures = ServiceFigure.courses.map { figure in
                let latest = application.courses[figure]?.last ?? nil
                return "\(words.short(figure)) \(scene.numberText(latest, figure))"
            }
            return text.application(application.name, joined(figures))
        }
        return lines + [text.next(text.nextInMetrics)]
    }

    private func answer(to query: MetricsState.Query) -> [String] {
        let words = model.words.metrics
        switch query.now {
        case nil: return [words.asking]
        case .refused(let reason): return wrapped(text.refused(reason))
        case .answer(let answer) where answer.result.isEmpty: return wrapped(words.noSeries)
        case .answer(let answer):
            let shown = answer.result.prefix(50).map {
                text.series(scene.labelText($0.metric), scene.valueText($0.value))
            }
            let rest = answer.result.count - shown.count
            return [words.series(Numbers.grouped(answer.result.count))] + shown
                + (rest > 0 ? [model.words.common.linesBelow(Numbers.grouped(rest))] : [])
        }
    }

    // MARK: Topology

    /// Who calls whom, an edge a line.
    func topology() -> [String] {
        let words = model.words.topology
        let edges = model.topologyGraph.edges.map { edge in
            if edge.relation == .isRegistered {
                return text.edge(edge.from, words.isRegistered)
            }
            let parts = [
                words.calls(edge.to), model.words.live.perSecond(Numbers.tenths(edge.rate)),
                words.inAll(Numbers.grouped(edge.count)),
                edge.failures > 0 ? words.failed(Numbers.grouped(edge.failures)) : nil,
            ]
            return text.edge(edge.from, joined(parts))
        }
        let isTraced = model.live.measured.hasTracedCalls
        return edges + (isTraced ? [] : wrapped(words.needsTraces))
            + [text.next(text.nextInTopology)]
    }

    private func joined(_ parts: [String?]) -> String {
        parts.compactMap { $0 }.joined(separator: "  ")
    }
}
