public import CoreMetrics

/// What swift-metrics asks of a backend. A series that may not be made is one nobody reads.
extension MetricsRegistry: MetricsFactory {
    /// A counter.
    public func makeCounter(
        label: String, dimensions: [(String, String)]
    ) -> any CounterHandler {
        let cell = cell(label, dimensions, .counter) { _ in .counter(CounterCell()) }
        if case .counter(let counter)? = cell { return counter }
        return CounterCell()
    }

    /// A gauge.
    public func makeMeter(label: String, dimensions: [(String, String)]) -> any MeterHandler {
        gauge(label, dimensions)
    }

    /// A histogram of plain numbers, or a gauge when nothing is to be aggregated.
    public func makeRecorder(
        label: String, dimensions: [(String, String)], aggregate: Bool
    ) -> any RecorderHandler {
        guard aggregate else { return gauge(label, dimensions) }
        let cell = cell(label, dimensions, .histogram) {
            .histogram(HistogramCell(layout: $0.buckets))
        }
        if case .histogram(let histogram)? = cell { return histogram }
        return HistogramCell(layout: .sizes)
    }

    /// A histogram of durations.
    public func makeTimer(label: String, dimensions: [(String, String)]) -> any TimerHandler {
        let cell = cell(label, dimensions, .histogram) { _ in
            .histogram(HistogramCell(layout: .durations))
        }
        if case .histogram(let histogram)? = cell { return histogram }
        return HistogramCell(layout: .durations)
    }

    /// Forgets a counter.
    public func destroyCounter(_ handler: any CounterHandler) {
        forget { if case .counter(let cell) = $0 { cell === handler } else { false } }
    }

    /// Forgets a gauge.
    public func destroyMeter(_ handler: any MeterHandler) {
        forget { if case .gauge(let cell) = $0 { cell === handler } else { false } }
    }

    /// Forgets a histogram or a gauge.
    public func destroyRecorder(_ handler: any RecorderHandler) {
        forget {
            switch $0 {
            case .gauge(let cell): cell === handler
            case .histogram(let cell): cell === handler
            case .counter: false
            }
        }
    }

    /// Forgets a histogram of durations.
    public func destroyTimer(_ handler: any TimerHandler) {
        forget { if case .histogram(let cell) = $0 { cell === handler } else { false } }
    }

    private func gauge(_ label: String, _ dimensions: [(String, String)]) -> GaugeCell {
        let cell = cell(label, dimensions, .gauge) { _ in .gauge(GaugeCell()) }
        if case .gauge(let gauge)? = cell { return gauge }
        return GaugeCell()
    }
}
