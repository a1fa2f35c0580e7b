public import TracerAPI

extension OTLPSpan {
    /// The keys of attributes that name the other side, the best first.
    private static let peerNames = [
        "peer.service", "server.address", "net.peer.name", "network.peer.address", "db.name",
    ]

    /// The span in Zipkin's format, as the OpenTelemetry specification maps it
    /// (`trace/sdk_exporters/zipkin.md`); nil when an id is missing or zero.
    ///
    /// - Parameter resource: what is known of who tells it.
    public func zipkin(resource: [ZipkinSpan.Tag], limits: ZipkinReader.Limits) -> ZipkinSpan? {
        guard traceID.count == 16, spanID.count == 8 else { return nil }
        let trace = TraceID(
            high: Self.number(traceID[..<8]), low: Self.number(traceID[8...]))
        let id = Self.number(spanID[...])
        guard trace.high != 0 || trace.low != 0, id != 0 else { return nil }
        func cut(_ text: String) -> String {
            text.utf8.count <= limits.textBytes
                ? text : String(decoding: text.utf8.prefix(limits.textBytes), as: UTF8.self)
        }
        let service = resource.first { $0.key == "service.name" }?.value ?? "unknown_service"
        var tags = attributes.prefix(limits.tags).map { ZipkinSpan.Tag(cut($0.key), cut($0.value)) }
        if statusCode == 2 {
            tags.removeAll { $0.key == ZipkinSpan.errorKey }
            tags.append(.init(ZipkinSpan.errorKey, cut(statusMessage)))
            tags.append(.init("otel.status_code", "ERROR"))
        } else if statusCode == 1 {
            tags.append(.init("otel.status_code", "OK"))
        }
        let parent = Self.number(parentSpanID[...])
        return ZipkinSpan(
            traceID: trace, id: id, parentID: parent == 0 || parent == id ? nil : parent,
            kind: zipkinKind, name: cut(name).lowercased(), timestamp: Int64(start / 1_000),
            duration: end > start ? Int64(max(1, (end - start) / 1_000)) : 0,
            localEndpoint: ZipkinEndpoint(serviceName: cut(service).lowercased()),
            remoteEndpoint: peer,
            annotations: events.prefix(limits.annotations).map {
                .init(timestamp: Int64($0.time / 1_000), value: cut($0.name))
            }, tags: tags)
    }

    private var zipkinKind: ZipkinSpan.Kind? {
        switch kind {
        case 2: .server
        case 3: .client
        case 4: .producer
        case 5: .consumer
        default: nil
        }
    }

    private var peer: ZipkinEndpoint {
        guard kind == 3 || kind == 4 else { return ZipkinEndpoint() }
        for name in Self.peerNames {
            if let value = attributes.first(where: { $0.key == name })?.value, !value.isEmpty {
                return ZipkinEndpoint(serviceName: value.lowercased())
            }
        }
        return ZipkinEndpoint()
    }

    private static func number(_ bytes: ArraySlice<UInt8>) -> UInt64 {
        bytes.reduce(0) { $0 << 8 | UInt64($1) }
    }
}
