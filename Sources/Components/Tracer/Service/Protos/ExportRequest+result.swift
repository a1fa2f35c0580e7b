import SwiftProtobuf
import TracerAPI
import TracerCore

extension Workshop_Otlp_ExportRequest {
    /// The spans of a request in Zipkin's format.
    func result(limits: ZipkinReader.Limits) throws(ZipkinReader.Fault) -> OTLPReader.Result {
        var result = OTLPReader.Result()
        for resource in resourceSpans {
            let tags = resource.resource.attributes.map(\.tag)
            for span in resource.scopeSpans.lazy.flatMap(\.spans) {
                guard result.spans.count + result.rejected < limits.spans else {
                    throw .tooMany(limit: limits.spans)
                }
                if let span = span.otlp.zipkin(resource: tags, limits: limits) {
                    result.spans.append(span)
                } else {
                    result.rejected += 1
                }
            }
        }
        return result
    }
}

extension Workshop_Otlp_WrittenSpan {
    fileprivate var otlp: OTLPSpan {
        var span = OTLPSpan()
        span.traceID = Array(traceID)
        span.spanID = Array(spanID)
        span.parentSpanID = Array(parentSpanID)
        span.name = name
        span.kind = Int(kind)
        span.start = startTimeUnixNano
        span.end = endTimeUnixNano
        span.attributes = attributes.map(\.tag)
        span.events = events.map { ($0.timeUnixNano, $0.name) }
        span.statusCode = Int(status.code)
        span.statusMessage = status.message
        return span
    }
}

extension Workshop_Otlp_KeyValue {
    fileprivate var tag: ZipkinSpan.Tag { ZipkinSpan.Tag(key, value.text) }
}

extension Workshop_Otlp_AnyValue {
    /// As people would write it; a list is joined with commas.
    fileprivate var text: String {
        switch value {
        case .stringValue(let text): text
        case .boolValue(let value): "\(value)"
        case .intValue(let number): "\(number)"
        case .doubleValue(let number): "\(number)"
        case .arrayValue(let list): list.values.prefix(64).map(\.scalarText).joined(separator: ",")
        case nil: ""
        }
    }

    /// Without lists in lists: a stranger decides how deep those are.
    private var scalarText: String {
        if case .arrayValue = value { "" } else { text }
    }
}
