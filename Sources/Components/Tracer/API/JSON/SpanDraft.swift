/// A span while its members are read, in whatever order they come.
struct SpanDraft {
    let number: Int
    let limits: ZipkinReader.Limits

    private var traceID: TraceID?
    private var id: UInt64?
    private var span = ZipkinSpan(traceID: TraceID(high: 0, low: 1), id: 1)
    private var problem: String?

    init(number: Int, limits: ZipkinReader.Limits) {
        self.number = number
        self.limits = limits
    }

    /// Reads the value of one member.
    mutating func read(
        _ key: JSONScanner.Key, from scanner: inout JSONScanner
    ) throws(JSONFault) {
        if try scanner.null() { return }
        switch key {
        case "traceId":
            let bytes = try scanner.stringBytes()
            traceID = TraceID(bytes)
            if traceID == nil { wrong("traceId", bytes, "1 to 32 lower-case hexadecimal digits") }
        case "id":
            let bytes = try scanner.stringBytes()
            id = Hexadecimal.number(bytes).flatMap { $0 == 0 ? nil : $0 }
            if id == nil { wrong("id", bytes, "1 to 16 lower-case hexadecimal digits, not all 0") }
        case "parentId":
            let bytes = try scanner.stringBytes()
            let parent = Hexadecimal.number(bytes)
            if parent == nil { wrong("parentId", bytes, "1 to 16 lower-case hexadecimal digits") }
            span.parentID = parent == 0 ? nil : parent
        case "kind":
            let bytes = try scanner.stringBytes()
            span.kind = ZipkinSpan.Kind(rawValue: String(decoding: bytes, as: UTF8.self))
            if span.kind == nil { wrong("kind", bytes, "CLIENT, SERVER, PRODUCER or CONSUMER") }
        case "name": span.name = cut(try scanner.string()).lowercased()
        case "timestamp": span.timestamp = max(0, try scanner.integer())
        case "duration": span.duration = max(0, try scanner.integer())
        case "localEndpoint": span.localEndpoint = try endpoint(&scanner)
        case "remoteEndpoint": span.remoteEndpoint = try endpoint(&scanner)
        case "annotations": try annotations(&scanner)
        case "tags": try tags(&scanner)
        case "shared": span.shared = try scanner.bool()
        case "debug": span.debug = try scanner.bool()
        default: try scanner.skip()
        }
    }

    /// The span, once all members are read.
    func finish() throws(ZipkinReader.Fault) -> ZipkinSpan {
        if let problem { throw .span(number, problem) }
        guard let traceID else { throw .span(number, "traceId is missing") }
        guard let id else { throw .span(number, "id is missing") }
        var span = span
        span.traceID = traceID
        span.id = id
        if span.parentID == id { span.parentID = nil }
        return span
    }

    private mutating func wrong(_ key: String, _ bytes: ArraySlice<UInt8>, _ wanted: String) {
        guard problem == nil else { return }
        let found = String(decoding: bytes.prefix(64), as: UTF8.self)
        problem = "\(key) \"\(found)\" is not \(wanted)"
    }

    private func endpoint(_ scanner: inout JSONScanner) throws(JSONFault) -> ZipkinEndpoint {
        var endpoint = ZipkinEndpoint()
        try scanner.object { (member, key) throws(JSONFault) in
            if try member.null() { return }
            switch key {
            case "serviceName": endpoint.serviceName = cut(try member.string()).lowercased()
            case "ipv4": endpoint.ipv4 = cut(try member.string())
            case "ipv6": endpoint.ipv6 = cut(try member.string())
            case "port":
                let port = try member.integer()
                endpoint.port = (0...65_535).contains(port) ? Int(port) : 0
            default: try member.skip()
            }
        }
        return endpoint
    }

    private mutating func annotations(_ scanner: inout JSONScanner) throws(JSONFault) {
        var found: [ZipkinSpan.Annotation] = []
        try scanner.array { (element) throws(JSONFault) in
            var annotation = ZipkinSpan.Annotation(timestamp: 0, value: "")
            try element.object { (member, key) throws(JSONFault) in
                switch key {
                case "timestamp": annotation.timestamp = try member.integer()
                case "value": annotation.value = cut(try member.scalarText())
                default: try member.skip()
                }
            }
            if found.count < limits.annotations { found.append(annotation) }
        }
        span.annotations = found
    }

    private mutating func tags(_ scanner: inout JSONScanner) throws(JSONFault) {
        var found: [ZipkinSpan.Tag] = []
        try scanner.object { (member, key) throws(JSONFault) in
            let tag = ZipkinSpan.Tag(cut(try key.text()), cut(try member.scalarText()))
            if let index = found.firstIndex(where: { $0.key == tag.key }) {
                found[index] = tag
            } else if found.count < limits.tags {
                found.append(tag)
            }
        }
        span.tags = found
    }

    private func cut(_ text: String) -> String {
        guard text.utf8.count > limits.textBytes else { return text }
        return String(decoding: text.utf8.prefix(limits.textBytes), as: UTF8.self)
    }
}
