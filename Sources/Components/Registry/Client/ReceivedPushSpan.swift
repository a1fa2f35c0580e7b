import Bolt
import RegistryAPI
import Tracing
import Wire

/// The client's side of a push, in the registry's trace.
struct ReceivedPushSpan {
    private struct Headers: Extractor, SofaHeaderMap {
        func extract(key: String, from carrier: [String: String]) -> String? { carrier[key] }
    }

    private let span: any Span

    /// Begins a span; nil when nobody records, or the registry tells of no trace.
    static func begin(_ push: ReceivedDataPb, _ request: BoltRequest) -> ReceivedPushSpan? {
        guard !(InstrumentationSystem.instrument is NoOpInstrument),
            let headers = request.header.dictionary, !headers.isEmpty
        else { return nil }
        var context = InstrumentationContext.topLevel
        InstrumentationSystem.instrument.extract(headers, into: &context, using: Headers())
        let service = ServiceKey(push).serviceName
        let span = startSpan(
            "push \(ServiceShortName.of(service))", context: context, ofKind: .server)
        span.updateAttributes { attributes in
            attributes["service"] = service
            attributes["protocol"] = "bolt"
            attributes["registry.providers"] = push.allData.count
            attributes["peer.service"] = "registry"
        }
        return ReceivedPushSpan(span: span)
    }

    /// Ends it.
    func end() {
        span.end()
    }
}
