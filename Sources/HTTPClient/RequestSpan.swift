import Tracing

/// The client's span of a request, in OpenTelemetry's words for HTTP. Only within something that is
/// recorded already: what nobody asked for (probes, spans on their way) begins no trace.
struct RequestSpan {
    private struct Headers: Injector {
        func inject(
            _ value: String, forKey key: String, into carrier: inout [(String, String)]
        ) {
            carrier.append((key, value))
        }
    }

    private let span: any Span

    /// Begins a span and adds its context to the request's headers; nil when nobody records.
    static func begin(
        _ request: inout HTTPClient.Request, to address: HTTPClient.Address
    ) -> RequestSpan? {
        // Without a tracer nothing is ever under way.
        guard let context = InstrumentationContext.current else { return nil }
        let path = String(request.path.prefix { $0 != "?" })
        let method = request.method
        let span = startSpan("\(method) \(path)", context: context, ofKind: .client)
        span.updateAttributes { attributes in
            attributes["http.request.method"] = method
            attributes["url.path"] = path
            if case .tcp(let host, let port) = address {
                attributes["peer.address"] = host
                attributes["peer.port"] = port
            }
        }
        InstrumentationSystem.instrument.inject(
            span.context, into: &request.headers, using: Headers())
        return RequestSpan(span: span)
    }

    /// Ends it with an answer; a status from 400 on is a failure to a client.
    func end(status: Int) {
        span.updateAttributes { $0["http.response.status_code"] = status }
        if status >= 400 { span.setStatus(SpanStatus(code: .error, message: "status \(status)")) }
        span.end()
    }

    /// Ends it without an answer.
    func end(_ error: HTTPClientError) {
        span.recordError(error)
        span.setStatus(SpanStatus(code: .error))
        span.end()
    }
}
