import Telemetry
import TestSupport
import Testing

@testable import Bolt

/// Calls under the names of SOFALookout.
@Suite struct ServiceMetersTests {
    @Test func `both sides count a call, and a failure twice`() async throws {
        let consumer = MetricsRegistry()
        let provider = MetricsRegistry()
        let services = ServiceTests.services.measured(
            by: ServiceMeters(.provider, factory: provider))
        try await withServer(services: services) { _, client, address in
            let invoker = MeasuredInvoker(
                BoltInvoker(client: client, address: address),
                meters: ServiceMeters(.consumer, factory: consumer))
            for method in ["later", "later", "broken"] {
                _ = try? await invoker.invoke(
                    ServiceCall(
                        service: ServiceTests.java, method: method, argument: [1, 2, 3],
                        application: "stock_mng"))
            }
        }
        let service = "service=\(ServiceTests.java)"
        #expect(
            consumer.counters == [
                "rpc.consumer.service.stats.fail_count invoke_type=sync,method=broken,protocol=bolt,\(service)":
                    1,
                "rpc.consumer.service.stats.fail_count invoke_type=sync,method=later,protocol=bolt,\(service)":
                    0,
                "rpc.consumer.service.stats.total_count invoke_type=sync,method=broken,protocol=bolt,\(service)":
                    1,
                "rpc.consumer.service.stats.total_count invoke_type=sync,method=later,protocol=bolt,\(service)":
                    2,
            ])
        #expect(
            provider.counters == [
                "rpc.provider.service.stats.fail_count caller_app=stock_mng,method=broken,protocol=bolt,\(service)":
                    1,
                "rpc.provider.service.stats.fail_count caller_app=stock_mng,method=later,protocol=bolt,\(service)":
                    0,
                "rpc.provider.service.stats.total_count caller_app=stock_mng,method=broken,protocol=bolt,\(service)":
                    1,
                "rpc.provider.service.stats.total_count caller_app=stock_mng,method=later,protocol=bolt,\(service)":
                    2,
            ])
        let sizes = consumer.families.first { $0.name.hasSuffix("request_size") }
        guard case .distribution(_, let counts, let sum)? = sizes?.series.last?.value else {
            Issue.record("no sizes")
            return
        }
        #expect(counts.reduce(0, +) == 2)
        #expect(sum == 6)
    }

    @Test func `callers without end share a series in the end`() {
        let registry = MetricsRegistry()
        let meters = ServiceMeters(.provider, factory: registry)
        for number in 0..<1_000 {
            meters.record(
                .init(nanoseconds: 1, hasFailed: false), service: "s", method: "m",
                caller: "app-\(number)")
        }
        let total = registry.families.first { $0.name.hasSuffix("total_count") }
        #expect(total?.series.count == 200)
    }
}

extension MetricsRegistry {
    /// The numbers of its own counters by name and labels.
    fileprivate var counters: [String: Double] {
        var result: [String: Double] = [:]
        for family in families where family.kind == .counter && family.name.hasPrefix("rpc") {
            for series in family.series {
                guard case .number(let value) = series.value else { continue }
                let labels = series.labels.map { "\($0.name)=\($0.value)" }
                result["\(family.name) \(labels.joined(separator: ","))"] = value
            }
        }
        return result
    }
}
