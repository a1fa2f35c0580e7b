import HTTPTypes
import Hummingbird
import Telemetry
import Tracing

/// A responder around another that records what it answers, in OpenTelemetry's words for HTTP.
///
/// Probes (`/health`, `/metrics`, `/state`, `/changes`) begin no trace. A status from 500 on is a
/// failure; a refusal below it is an answer like any other.
struct TracedResponder<Inner: HTTPResponder>: HTTPResponder
where Inner.Context == BasicRequestContext {
    private struct Headers: Extractor {
        func extract(key: String, from carrier: HTTPFields) -> String? {
            TraceHeaderName.all[key].flatMap { carrier[$0] }
        }
    }

    let inner: Inner

    func respond(to request: Request, context: BasicRequestContext) async throws -> Response {
        guard !(InstrumentationSystem.instrument is NoOpInstrument), !request.isProbe else {
            return try await inner.respond(to: request, context: context)
        }
        var told = InstrumentationContext.topLevel
        InstrumentationSystem.instrument.extract(request.headers, into: &told, using: Headers())
        let span = startSpan(request.method.rawValue, context: told, ofKind: .server)
        defer { span.end() }
        let response: Response
        do {
            response = try await InstrumentationContext.$current.withValue(span.context) {
                try await inner.respond(to: request, context: context)
            }
        } catch {
            note(500, request, context, on: span)
            span.recordError(error)
            span.setStatus(SpanStatus(code: .error))
            throw error
        }
        note(response.status.code, request, context, on: span)
        if response.status.code >= 500 {
            span.setStatus(SpanStatus(code: .error, message: "status \(response.status.code)"))
        }
        return response
    }

    private func note(
        _ status: Int, _ request: Request, _ context: BasicRequestContext, on span: any Span
    ) {
        guard span.isRecording else { return }
        let route = context.endpointPath
        span.operationName = "\(request.method.rawValue) \(route ?? "")"
        span.updateAttributes { attributes in
            attributes["http.request.method"] = request.method.rawValue
            attributes["http.response.status_code"] = status
            attributes["url.path"] = String(request.uri.path.prefix(256))
            if let route { attributes["http.route"] = route }
        }
    }
}

/// The names of HTTP's headers with trace context, made once: every request is asked for all of them.
private enum TraceHeaderName {
    static let all = Dictionary(
        uniqueKeysWithValues: TraceContext.httpHeaderNames.compactMap { key in
            HTTPField.Name(key).map { (key, $0) }
        })
}
