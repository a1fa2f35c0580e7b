import TracerAPI
import Tracing

extension FinishedSpan {
    /// The span in Zipkin's format. SOFATracer's ids are kept in tags, as its own reporter does; the
    /// attributes `peer.service`, `peer.address` and `peer.port` become the remote endpoint.
    ///
    /// - Parameter local: who tells it.
    func zipkin(local: ZipkinEndpoint) -> ZipkinSpan {
        var tags: [ZipkinSpan.Tag] = [.init("origin.span.id", trace.spanID)]
        if let parent = trace.parentSpanID { tags.append(.init("origin.parent.span.id", parent)) }
        var texts: [(String, String)] = []
        var remote = ZipkinEndpoint()
        attributes.forEach { key, attribute in
            guard let text = Self.text(of: attribute) else { return }
            switch key {
            case "peer.service": remote.serviceName = text.lowercased()
            case "peer.address": remote.ipv4 = text
            case "peer.port": remote.port = Int(text) ?? 0
            default: texts.append((key, text))
            }
        }
        for (key, text) in texts.sorted(by: { $0.0 < $1.0 }) { tags.append(.init(key, text)) }
        if let error { tags.append(.init(ZipkinSpan.errorKey, String(error.prefix(512)))) }
        return ZipkinSpan(
            traceID: TraceID(parsing: trace.digits) ?? TraceID(high: 0, low: 1), id: trace.id,
            parentID: trace.parentID, kind: kind.zipkin, name: name.lowercased(),
            timestamp: Int64(startMicroseconds), duration: Int64(microseconds),
            localEndpoint: local, remoteEndpoint: remote,
            annotations: events.map {
                .init(timestamp: Int64($0.nanosecondsSinceEpoch / 1_000), value: $0.name)
            }, tags: tags, shared: trace.isShared)
    }

    private static func text(of attribute: SpanAttribute) -> String? {
        switch attribute {
        case .string(let text): text
        case .int64(let number): "\(number)"
        case .int32(let number): "\(number)"
        case .bool(let value): "\(value)"
        case .double(let number): "\(number)"
        case .stringArray(let texts): texts.joined(separator: ",")
        case .stringConvertible(let value): "\(value)"
        default: nil
        }
    }
}

extension SpanKind {
    fileprivate var zipkin: ZipkinSpan.Kind? {
        switch self {
        case .server: .server
        case .client: .client
        case .producer: .producer
        case .consumer: .consumer
        case .internal: nil
        }
    }
}
