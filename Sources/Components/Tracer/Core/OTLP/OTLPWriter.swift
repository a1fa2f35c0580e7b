public import TracerAPI

/// Writes spans as OpenTelemetry's JSON, for collectors that take no other.
public enum OTLPWriter {
    /// An `ExportTraceServiceRequest` with spans of any services.
    public static func request(_ spans: [ZipkinSpan]) -> [UInt8] {
        var order: [String] = []
        var groups: [String: [ZipkinSpan]] = [:]
        for span in spans {
            let service = span.localEndpoint.serviceName
            if groups[service] == nil { order.append(service) }
            groups[service, default: []].append(span)
        }
        var bytes = Array("{\"resourceSpans\":[".utf8)
        for (index, service) in order.enumerated() {
            if index > 0 { bytes.append(44) }
            bytes.append(contentsOf: "{\"resource\":{\"attributes\":[".utf8)
            attribute("service.name", service, to: &bytes)
            bytes.append(contentsOf: "]},\"scopeSpans\":[{\"spans\":[".utf8)
            for (place, span) in (groups[service] ?? []).enumerated() {
                if place > 0 { bytes.append(44) }
                write(span, to: &bytes)
            }
            bytes.append(contentsOf: "]}]}".utf8)
        }
        bytes.append(contentsOf: "]}".utf8)
        return bytes
    }

    private static func write(_ span: ZipkinSpan, to bytes: inout [UInt8]) {
        let trace = Hexadecimal.text(span.traceID.high) + Hexadecimal.text(span.traceID.low)
        bytes.append(
            contentsOf: "{\"traceId\":\"\(trace)\",\"spanId\":\"\(Hexadecimal.text(span.id))\"".utf8
        )
        if let parent = span.parentID {
            bytes.append(contentsOf: ",\"parentSpanId\":\"\(Hexadecimal.text(parent))\"".utf8)
        }
        bytes.append(contentsOf: ",\"name\":".utf8)
        JSONText.write(span.name, to: &bytes)
        let end = (span.timestamp + span.duration) * 1_000
        bytes.append(
            contentsOf: """
                ,"kind":\(kind(span.kind)),"startTimeUnixNano":"\(span.timestamp * 1_000)",\
                "endTimeUnixNano":"\(end)","attributes":[
                """.utf8)
        var isFirst = true
        var tags = span.tags
        if !span.remoteEndpoint.serviceName.isEmpty {
            tags.append(.init("peer.service", span.remoteEndpoint.serviceName))
        }
        for tag in tags {
            if !isFirst { bytes.append(44) }
            isFirst = false
            attribute(tag.key, tag.value, to: &bytes)
        }
        bytes.append(93)
        if let error = span.error {
            bytes.append(contentsOf: ",\"status\":{\"code\":2,\"message\":".utf8)
            JSONText.write(error, to: &bytes)
            bytes.append(125)
        }
        bytes.append(125)
    }

    private static func attribute(_ key: String, _ value: String, to bytes: inout [UInt8]) {
        bytes.append(contentsOf: "{\"key\":".utf8)
        JSONText.write(key, to: &bytes)
        bytes.append(contentsOf: ",\"value\":{\"stringValue\":".utf8)
        JSONText.write(value, to: &bytes)
        bytes.append(contentsOf: "}}".utf8)
    }

    private static func kind(_ kind: ZipkinSpan.Kind?) -> Int {
        switch kind {
        case .server: 2
        case .client: 3
        case .producer: 4
        case .consumer: 5
        case nil: 1
        }
    }
}
