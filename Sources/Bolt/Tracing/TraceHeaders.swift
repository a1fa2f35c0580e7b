import Tracing
import Wire

/// Reads and writes trace context in SOFARPC's header maps.
struct TraceHeaders: Injector, SofaHeaderMap {
    func inject(_ value: String, forKey key: String, into carrier: inout [String: String]) {
        carrier[key] = value
    }

    /// Reads it from a received header.
    struct Received: Extractor, SofaHeaderMap {
        func extract(key: String, from carrier: BoltHeader) -> String? { carrier.value(of: key) }
    }

    /// Whether anybody records calls. When not, calls do nothing for it but ask this.
    static var areWanted: Bool { !(InstrumentationSystem.instrument is NoOpInstrument) }
}
