public import TracerAPI

/// Reads spans from OpenTelemetry's JSON: protobuf's JSON, but ids are hexadecimal.
///
/// Source: opentelemetry.io, OTLP specification, "JSON Protobuf Encoding".
public struct OTLPReader {
    /// What came of a request.
    public struct Result: Hashable, Sendable {
        /// Spans in Zipkin's format.
        public var spans: [ZipkinSpan] = []
        /// Spans without the ids they must have.
        public var rejected = 0

        /// Nothing yet.
        public init() {}
    }

    private let limits: ZipkinReader.Limits

    /// A reader.
    public init(limits: ZipkinReader.Limits = ZipkinReader.Limits()) {
        self.limits = limits
    }

    /// Reads an `ExportTraceServiceRequest`.
    public func spans(_ bytes: [UInt8]) throws(ZipkinReader.Fault) -> Result {
        var scanner = JSONScanner(bytes)
        var result = Result()
        try scanner.object(or: ZipkinReader.Fault.json) {
            (member, key) throws(ZipkinReader.Fault) in
            guard case "resourceSpans" = key else { return try skip(&member) }
            try member.array(or: ZipkinReader.Fault.json) { (inner) throws(ZipkinReader.Fault) in
                try resource(&inner, &result)
            }
        }
        do throws(JSONFault) { try scanner.end() } catch { throw .json(error) }
        return result
    }

    private func skip(_ scanner: inout JSONScanner) throws(ZipkinReader.Fault) {
        do throws(JSONFault) { try scanner.skip() } catch { throw .json(error) }
    }

    /// Reads a `ResourceSpans`; its resource may come after its spans.
    private func resource(
        _ scanner: inout JSONScanner, _ result: inout Result
    ) throws(ZipkinReader.Fault) {
        var tags: [ZipkinSpan.Tag] = []
        var spans: [OTLPSpan] = []
        let room = limits.spans - result.spans.count - result.rejected
        do throws(JSONFault) {
            try scanner.object { (member, key) throws(JSONFault) in
                switch key {
                case "resource":
                    try member.object { (inner, key) throws(JSONFault) in
                        guard case "attributes" = key else { return try inner.skip() }
                        tags = try attributes(&inner)
                    }
                case "scopeSpans", "instrumentationLibrarySpans":
                    try member.array { (scope) throws(JSONFault) in
                        try scope.object { (inner, key) throws(JSONFault) in
                            guard case "spans" = key else { return try inner.skip() }
                            try inner.array { (element) throws(JSONFault) in
                                let span = try span(&element)
                                if spans.count <= room { spans.append(span) }
                            }
                        }
                    }
                default: try member.skip()
                }
            }
        } catch {
            throw .json(error)
        }
        guard spans.count <= room else { throw .tooMany(limit: limits.spans) }
        for span in spans {
            if let span = span.zipkin(resource: tags, limits: limits) {
                result.spans.append(span)
            } else {
                result.rejected += 1
            }
        }
    }

    private func span(_ scanner: inout JSONScanner) throws(JSONFault) -> OTLPSpan {
        var span = OTLPSpan()
        try scanner.object { (member, key) throws(JSONFault) in
            if try member.null() { return }
            switch key {
            case "traceId": span.traceID = try bytes(&member)
            case "spanId": span.spanID = try bytes(&member)
            case "parentSpanId": span.parentSpanID = try bytes(&member)
            case "name": span.name = try member.string()
            case "kind": span.kind = try kind(&member)
            case "startTimeUnixNano": span.start = UInt64(clamping: try member.integer())
            case "endTimeUnixNano": span.end = UInt64(clamping: try member.integer())
            case "attributes": span.attributes = try attributes(&member)
            case "events": span.events = try events(&member)
            case "status":
                try member.object { (inner, key) throws(JSONFault) in
                    switch key {
                    case "code":
                        span.statusCode = try number(&inner, named: "STATUS_CODE_ERROR", 2)
                    case "message": span.statusMessage = try inner.string()
                    default: try inner.skip()
                    }
                }
            default: try member.skip()
            }
        }
        return span
    }

    private func bytes(_ scanner: inout JSONScanner) throws(JSONFault) -> [UInt8] {
        let digits = Array(try scanner.string().lowercased().utf8)
        guard digits.count % 2 == 0, digits.count <= 32 else { return [] }
        var bytes: [UInt8] = []
        for index in stride(from: 0, to: digits.count, by: 2) {
            guard let number = Hexadecimal.number(digits[index...(index + 1)]) else { return [] }
            bytes.append(UInt8(number))
        }
        return bytes
    }

    private func kind(_ scanner: inout JSONScanner) throws(JSONFault) -> Int {
        guard scanner.peek() == 34 else { return Int(clamping: try scanner.integer()) }
        let names = ["SERVER": 2, "CLIENT": 3, "PRODUCER": 4, "CONSUMER": 5]
        let text = try scanner.string()
        return Int(text) ?? names[String(text.split(separator: "_").last ?? "")] ?? 0
    }

    private func number(
        _ scanner: inout JSONScanner, named name: String, _ value: Int
    ) throws(JSONFault) -> Int {
        guard scanner.peek() == 34 else { return Int(clamping: try scanner.integer()) }
        let text = try scanner.string()
        return Int(text) ?? (text == name ? value : 0)
    }

    private func events(
        _ scanner: inout JSONScanner
    ) throws(JSONFault) -> [(time: UInt64, name: String)] {
        var events: [(time: UInt64, name: String)] = []
        try scanner.array { (element) throws(JSONFault) in
            var event: (time: UInt64, name: String) = (0, "")
            try element.object { (member, key) throws(JSONFault) in
                switch key {
                case "timeUnixNano": event.time = UInt64(clamping: try member.integer())
                case "name": event.name = try member.string()
                default: try member.skip()
                }
            }
            if events.count < limits.annotations { events.append(event) }
        }
        return events
    }

    private func attributes(_ scanner: inout JSONScanner) throws(JSONFault) -> [ZipkinSpan.Tag] {
        var tags: [ZipkinSpan.Tag] = []
        try scanner.array { (element) throws(JSONFault) in
            var name = ""
            var text = ""
            try element.object { (member, key) throws(JSONFault) in
                switch key {
                case "key": name = try member.string()
                case "value": text = try value(&member)
                default: try member.skip()
                }
            }
            if let index = tags.firstIndex(where: { $0.key == name }) {
                tags[index].value = text
            } else if tags.count < limits.tags {
                tags.append(.init(name, text))
            }
        }
        return tags
    }

    /// An `AnyValue` as text; a list is joined with commas, a map is left out.
    private func value(_ scanner: inout JSONScanner) throws(JSONFault) -> String {
        var text = ""
        try scanner.object { (member, key) throws(JSONFault) in
            guard case "arrayValue" = key else {
                let isScalar = member.peek() != 123 && member.peek() != 91
                if isScalar { text = try member.scalarText() } else { try member.skip() }
                return
            }
            var parts: [String] = []
            try member.object { (inner, _) throws(JSONFault) in
                try inner.array { (element) throws(JSONFault) in
                    parts.append(try value(&element))
                }
            }
            text = parts.joined(separator: ",")
        }
        return text
    }
}
