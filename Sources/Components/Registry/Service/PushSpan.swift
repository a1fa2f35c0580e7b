import Bolt
import RegistryAPI
import RegistryCore
import Tracing
import Wire

/// The span of one push, the first of its trace: its context goes along, so that the client's side
/// joins.
struct PushSpan {
    private struct Pairs: Injector, SofaHeaderMap {
        func inject(
            _ value: String, forKey key: String, into carrier: inout [(String, String)]
        ) {
            carrier.append((key, value))
        }
    }

    private let span: any Span

    /// The header that the push travels with.
    let header: BoltHeader

    /// Begins a span; nil when nobody records.
    static func begin(_ push: Push, to address: String) -> PushSpan? {
        guard !(InstrumentationSystem.instrument is NoOpInstrument) else { return nil }
        let service = push.service.serviceName
        let span = startSpan(
            "push \(ServiceShortName.of(service))", context: .topLevel, ofKind: .client)
        span.updateAttributes { attributes in
            attributes["service"] = service
            attributes["protocol"] = "bolt"
            attributes["registry.providers"] = push.data.count
            if let address = BoltAddress(address) {
                attributes["peer.address"] = address.host
                attributes["peer.port"] = address.port
            }
        }
        var pairs: [(String, String)] = []
        InstrumentationSystem.instrument.inject(span.context, into: &pairs, using: Pairs())
        return PushSpan(span: span, header: BoltHeader(pairs))
    }

    /// Ends it with the client's answer.
    func end(accepted: Bool) {
        if !accepted {
            span.setStatus(SpanStatus(code: .error, message: "the client did not take the push"))
        }
        span.end()
    }

    /// Ends it without an answer.
    func end(_ error: BoltError) {
        span.recordError(error)
        span.setStatus(SpanStatus(code: .error))
        span.end()
    }
}
