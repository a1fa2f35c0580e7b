import RegistryAPI
import Telemetry

extension RegistryHub {
    /// What the registry keeps and does, for an exposition.
    var metricFamilies: [MetricFamily] {
        let state = evidence
        func family(_ name: String, _ kind: MetricFamily.Kind, _ value: Int) -> MetricFamily {
            MetricFamily(
                name: name, kind: kind,
                definition: MetricDefinition.workshop[name] ?? MetricDefinition(help: name),
                series: [.init(labels: [], value: .number(Double(value)))])
        }
        return [
            family("registry.connections", .gauge, state.connections),
            family(
                "registry.providers", .gauge,
                state.services.reduce(0) { $0 + $1.providers.count }),
            family("registry.pushes", .counter, state.pushes),
            family(
                "registry.subscribers", .gauge, state.services.reduce(0) { $0 + $1.subscribers }),
        ]
    }
}
