public import Logging
import Tracing

extension Logger.MetadataProvider {
    /// Tells in each record to which trace and span it belongs, in SOFATracer's ids; nothing outside of
    /// requests that are recorded.
    public static let trace = Logger.MetadataProvider {
        guard let trace = InstrumentationContext.current?.tracedSpan?.trace, trace.isSampled else {
            return [:]
        }
        return ["trace": "\(trace.traceID)", "span": "\(trace.spanID)"]
    }
}
