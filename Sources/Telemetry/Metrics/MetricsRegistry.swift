import Synchronization

/// The metrics of one process: a backend of swift-metrics that keeps cumulative values in memory and
/// gives them away as families.
///
/// A series is made once, under a lock; from then on its owner changes it without one. What goes
/// beyond the ``MetricLimits`` is given a series that nobody reads, and counted:
/// `metrics.dropped.series`.
///
/// A class, because the owners of series and the exposition share it.
public final class MetricsRegistry: Sendable {
    /// Reads something at the moment of an exposition; may open files, must not wait.
    public typealias Collector = @Sendable () -> [MetricFamily]

    enum Cell {
        case counter(CounterCell)
        case gauge(GaugeCell)
        case histogram(HistogramCell)
    }

    private struct Family {
        let kind: MetricFamily.Kind
        var cells: [[MetricLabel]: Cell] = [:]
    }

    private struct State {
        var families: [String: Family] = [:]
        var collectors: [Collector] = []
        var seriesCount = 0
        var dropped: Int64 = 0
    }

    /// Labels of every series: the application.
    public let constantLabels: [MetricLabel]
    private let definitions: [String: MetricDefinition]
    private let limits: MetricLimits
    private let state = Mutex(State())

    /// A registry without series.
    ///
    /// - Parameters:
    ///   - application: the value of the label `app` that every series has; none when it is empty.
    ///   - definitions: help and units by name; a name that is not in it gets a help that says so.
    public init(
        application: String = "",
        definitions: [String: MetricDefinition] = MetricDefinition.workshop,
        limits: MetricLimits = MetricLimits()
    ) {
        constantLabels = application.isEmpty ? [] : [MetricLabel("app", application)]
        self.definitions = definitions
        self.limits = limits
    }

    /// Adds what is read at every exposition. For values that exist anyway: a queue's length, what
    /// the system knows of the process.
    public func collect(_ collector: @escaping Collector) {
        state.withLock { $0.collectors.append(collector) }
    }

    /// All families at this moment, by name; each with its series by labels.
    public var families: [MetricFamily] {
        let (own, collectors, dropped) = state.withLock { state in
            (state.families, state.collectors, state.dropped)
        }
        var families = own.map { name, family in
            MetricFamily(
                name: name, kind: family.kind, definition: definition(of: name),
                series: family.cells.map { .init(labels: $0.key, value: $0.value.current) }
                    .sorted { $0.labels.lexicographicallyPrecedes($1.labels) })
        }
        for collector in collectors { families += collector() }
        families.append(
            MetricFamily(
                name: "metrics.dropped.series", kind: .counter,
                definition: .init(
                    help: "Series that were not made because a limit was reached."),
                series: [.init(labels: [], value: .number(Double(dropped)))]))
        return families.sorted { $0.name < $1.name }
    }

    private func definition(of name: String) -> MetricDefinition {
        definitions[name] ?? MetricDefinition(help: "A metric of a library: \(name).")
    }

    /// The cell of a name and labels, made when it is asked for the first time; nil when a limit or
    /// another kind of metric under the same name forbids it.
    func cell(
        _ name: String, _ dimensions: [(String, String)], _ kind: MetricFamily.Kind,
        make: (MetricDefinition) -> Cell
    ) -> Cell? {
        let name = MetricName.clean(name)
        var labels = dimensions.map {
            MetricLabel(MetricName.label($0.0), cut($0.1))
        }.sorted()
        // The first of two labels of one name: a series with both could not be written.
        for index in labels.indices.dropFirst().reversed()
        where labels[index].name == labels[index - 1].name {
            labels.remove(at: index)
        }
        return state.withLock { state in
            if let found = state.families[name]?.cells[labels] {
                return state.families[name]?.kind == kind ? found : refuse(&state)
            }
            let isNew = state.families[name] == nil
            guard state.seriesCount < limits.series,
                !isNew || state.families.count < limits.names,
                state.families[name, default: Family(kind: kind)].kind == kind,
                (state.families[name]?.cells.count ?? 0) < limits.seriesOfName
            else { return refuse(&state) }
            let cell = make(definition(of: name))
            state.families[name, default: Family(kind: kind)].cells[labels] = cell
            state.seriesCount += 1
            return cell
        }
    }

    /// Forgets a cell.
    func forget(_ isTheOne: (Cell) -> Bool) {
        state.withLock { state in
            for (name, family) in state.families {
                guard let labels = family.cells.first(where: { isTheOne($0.value) })?.key else {
                    continue
                }
                state.families[name]?.cells[labels] = nil
                state.seriesCount -= 1
                return
            }
        }
    }

    private func refuse(_ state: inout State) -> Cell? {
        state.dropped += 1
        return nil
    }

    private func cut(_ value: String) -> String {
        value.utf8.count <= limits.labelBytes
            ? value : String(decoding: value.utf8.prefix(limits.labelBytes), as: UTF8.self)
    }
}

extension MetricsRegistry.Cell {
    fileprivate var current: MetricFamily.Value {
        switch self {
        case .counter(let cell): return .number(Double(cell.value))
        case .gauge(let cell): return .number(cell.value)
        case .histogram(let cell):
            let (counts, sum) = cell.current
            return .distribution(cell.layout, counts: counts, sum: sum)
        }
    }
}
