import LookoutCore
import Telemetry

extension LookoutHub {
    /// What Lookout keeps and does, for an exposition.
    var metricFamilies: [MetricFamily] {
        let (figures, work, targets) = with { ($0.store.figures, $0.work, $0.scraped) }
        func family(
            _ name: String, _ kind: MetricFamily.Kind, _ help: String, _ unit: MetricUnit?,
            _ value: Int
        ) -> MetricFamily {
            MetricFamily(
                name: name, kind: kind, definition: .init(help: help, unit: unit),
                series: [.init(labels: [], value: .number(Double(value)))])
        }
        return [
            family("lookout.series", .gauge, "Series kept.", nil, figures.series),
            family("lookout.samples", .gauge, "Samples kept.", nil, figures.samples),
            family("lookout.size", .gauge, "What they take.", .bytes, figures.bytes),
            family(
                "lookout.samples.taken", .counter, "Samples taken from components.", nil,
                work.samples),
            family(
                "lookout.scrape.faults", .counter, "Answers of components that were none.", nil,
                work.faults),
            family(
                "lookout.dropped.series", .counter, "Series not made for want of room.", nil,
                figures.droppedSeries),
            family(
                "lookout.targets", .gauge, "Components that are asked for metrics.", nil,
                targets.count),
        ]
    }
}
