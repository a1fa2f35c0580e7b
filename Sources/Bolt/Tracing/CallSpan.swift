import Tracing
import Wire

/// The span of one side of a call, with the keys and result codes of SOFATracer's digest logs.
///
/// Source: sofa-tracer documentation, `log-format-rpc`: 00 success, 01 exception of the service, 02
/// error of the framework, 03 timeout, 04 no provider.
struct CallSpan {
    private let span: any Span

    /// The context for what the call causes.
    var context: InstrumentationContext { span.context }

    private var isRecording: Bool { span.isRecording }

    /// Begins the caller's side and adds its context to the call's headers; nil when nobody records.
    ///
    /// - Parameter address: who is called; nil when nobody can be.
    static func begin(_ call: inout ServiceCall, to address: BoltAddress?) -> CallSpan? {
        guard TraceHeaders.areWanted else { return nil }
        let span = CallSpan(service: call.service, method: call.method, kind: .client, in: .current)
        InstrumentationSystem.instrument.inject(
            span.context, into: &call.headers, using: TraceHeaders())
        guard span.isRecording else { return span }
        span.note(application: call.application, requestSize: call.argument.count)
        span.span.updateAttributes { attributes in
            attributes["invoke.type"] = "sync"
            if !call.targetApplication.isEmpty {
                attributes["peer.service"] = call.targetApplication
            }
            if let address {
                attributes["peer.address"] = address.host
                attributes["peer.port"] = address.port
            }
        }
        return span
    }

    /// Begins the side of who is called; nil when nobody records.
    static func begin(_ call: CallContext, requestSize: Int) -> CallSpan? {
        guard TraceHeaders.areWanted else { return nil }
        var context = InstrumentationContext.topLevel
        InstrumentationSystem.instrument.extract(
            call.header, into: &context, using: TraceHeaders.Received())
        let span = CallSpan(service: call.service, method: call.method, kind: .server, in: context)
        guard span.isRecording else { return span }
        span.note(application: nil, requestSize: requestSize)
        span.span.updateAttributes { attributes in
            let caller = call.application
            if !caller.isEmpty { attributes["peer.service"] = caller }
            if let address = BoltAddress(call.remoteAddress) {
                attributes["peer.address"] = address.host
                attributes["peer.port"] = address.port
            }
        }
        return span
    }

    private init(
        service: String, method: String, kind: SpanKind, in context: InstrumentationContext?
    ) {
        span = startSpan(method, context: context ?? .topLevel, ofKind: kind)
        guard isRecording else { return }
        span.operationName = "\(ServiceShortName.of(service))/\(method)"
        span.updateAttributes { attributes in
            attributes["service"] = service
            attributes["method"] = method
            attributes["protocol"] = "bolt"
        }
    }

    private func note(application: String?, requestSize: Int) {
        span.updateAttributes { attributes in
            if let application, !application.isEmpty { attributes["local.app"] = application }
            attributes["req.size"] = requestSize
        }
    }

    /// Ends the caller's side with a result of so many bytes.
    func end(responseSize: Int) {
        guard isRecording else { return }
        span.updateAttributes { attributes in
            attributes["result.code"] = "00"
            attributes["resp.size"] = responseSize
        }
        span.end()
    }

    /// Ends the caller's side with an error.
    func end(_ error: InvocationError) {
        guard isRecording else { return }
        span.updateAttributes { $0["result.code"] = error.resultCode }
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
