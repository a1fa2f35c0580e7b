import Tracing
import Wire

/// The span of one side of a call, with the keys and result codes of SOFATracer's digest logs.
///
/// Source: sofa-tracer documentation, `log-format-rpc`: 00 success, 01 exception of the service, 02
/// error of the framework, 03 timeout, 04 no provider.
struct CallSpan {
    private let span: any Span
    /// What is known before it ends; set once, since each setting copies all of it.
    private var attributes: SpanAttributes = [:]

    /// The context for what the call causes.
    var context: InstrumentationContext { span.context }

    /// Begins the caller's side and adds its context to the call's headers; nil when nobody records.
    ///
    /// - Parameter address: who is called; nil when nobody can be.
    static func begin(_ call: inout ServiceCall, to address: BoltAddress?) -> CallSpan? {
        guard TraceHeaders.areWanted else { return nil }
        var span = CallSpan(service: call.service, method: call.method, kind: .client, in: .current)
        InstrumentationSystem.instrument.inject(
            span.context, into: &call.headers, using: TraceHeaders())
        guard span.span.isRecording else { return span }
        if !call.application.isEmpty { span.attributes["local.app"] = call.application }
        span.note(call.argument.count, peer: call.targetApplication, at: address)
        span.attributes["invoke.type"] = "sync"
        return span
    }

    /// Begins the side of who is called; nil when nobody records.
    static func begin(_ call: CallContext, requestSize: Int) -> CallSpan? {
        guard TraceHeaders.areWanted else { return nil }
        var context = InstrumentationContext.topLevel
        InstrumentationSystem.instrument.extract(
            call.header, into: &context, using: TraceHeaders.Received())
        var span = CallSpan(service: call.service, method: call.method, kind: .server, in: context)
        guard span.span.isRecording else { return span }
        span.note(requestSize, peer: call.application, at: BoltAddress(call.remoteAddress))
        return span
    }

    private init(
        service: String, method: String, kind: SpanKind, in context: InstrumentationContext?
    ) {
        span = startSpan(method, context: context ?? .topLevel, ofKind: kind)
        guard span.isRecording else { return }
        span.operationName = "\(ServiceShortName.of(service))/\(method)"
        attributes["service"] = service
        attributes["method"] = method
        attributes["protocol"] = "bolt"
    }

    private mutating func note(_ requestSize: Int, peer: String, at address: BoltAddress?) {
        attributes["req.size"] = requestSize
        if !peer.isEmpty { attributes["peer.service"] = peer }
        if let address {
            attributes["peer.address"] = address.host
            attributes["peer.port"] = address.port
        }
    }

    /// Ends the caller's side with a result of so many bytes.
    func end(responseSize: Int) {
        guard span.isRecording else { return }
        var attributes = attributes
        attributes["result.code"] = "00"
        attributes["resp.size"] = responseSize
        // What the work itself noted on the span stays.
        span.updateAttributes { $0.merge(attributes) }
        span.end()
    }

    /// Ends the caller's side with an error.
    func end(_ error: InvocationError) {
        guard span.isRecording else { return }
        var attributes = attributes
        attributes["result.code"] = error.resultCode
        span.updateAttributes { $0.merge(attributes) }
        span.recordError(error)
        span.setStatus(SpanStatus(code: .error))
        span.end()
    }

    /// Ends the side of who was called.
    func end(_ reply: ServiceReply) {
        switch reply {
        case .result(let bytes): end(responseSize: bytes.count)
        case .failure(let status, let text): end(.refused(status: status, text: text))
        }
    }
}

extension InvocationError {
    /// SOFATracer's code for what came of the call.
    fileprivate var resultCode: String {
        switch self {
        case .noProvider: "04"
        case .deadlineExceeded: "03"
        case .refused(.timeout, _): "03"
        case .refused(.success, _), .refused(.serverException, _): "01"
        case .refused, .unreachable, .connectionLost, .busy: "02"
        }
    }
}
