import CoordinatorAPI
import Tracing

extension XID {
    /// Notes the transaction on the span that is under way, if any is: who reads a trace finds the
    /// transaction, and the other way round.
    func noteOnSpan() {
        // Without a tracer nothing is ever under way.
        guard let context = InstrumentationContext.current,
            let span = InstrumentationSystem.tracer.activeSpan(identifiedBy: context),
            span.isRecording
        else { return }
        span.updateAttributes { $0["seata.xid"] = text }
    }
}
