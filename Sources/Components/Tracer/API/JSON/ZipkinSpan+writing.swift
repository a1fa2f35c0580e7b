extension ZipkinSpan {
    /// Writes the span as one JSON object, always in the same order and without spaces, so that
    /// equal spans give equal bytes.
    ///
    /// - Returns: where in `bytes` the members of `tags` stand, between its braces; empty without any.
    @discardableResult
    public func write(to bytes: inout [UInt8]) -> Range<Int> {
        bytes.append(contentsOf: "{\"traceId\":\"".utf8)
        traceID.write(to: &bytes)
        bytes.append(contentsOf: "\",\"id\":\"".utf8)
        Hexadecimal.write(id, to: &bytes)
        bytes.append(34)
        if let parentID {
            bytes.append(contentsOf: ",\"parentId\":\"".utf8)
            Hexadecimal.write(parentID, to: &bytes)
            bytes.append(34)
        }
        if let kind { Self.member("kind", kind.rawValue, to: &bytes) }
        if !name.isEmpty { Self.member("name", name, to: &bytes) }
        if timestamp > 0 { Self.member("timestamp", timestamp, to: &bytes) }
        if duration > 0 { Self.member("duration", duration, to: &bytes) }
        localEndpoint.write(as: "localEndpoint", to: &bytes)
        remoteEndpoint.write(as: "remoteEndpoint", to: &bytes)
        writeAnnotations(to: &bytes)
        let range = writeTags(to: &bytes)
        if shared { bytes.append(contentsOf: ",\"shared\":true".utf8) }
        if debug { bytes.append(contentsOf: ",\"debug\":true".utf8) }
        bytes.append(125)
        return range
    }

    /// A list of spans as JSON.
    public static func list(_ spans: some Sequence<ZipkinSpan>) -> [UInt8] {
        var bytes: [UInt8] = [91]
        for span in spans {
            if bytes.count > 1 { bytes.append(44) }
            span.write(to: &bytes)
        }
        bytes.append(93)
        return bytes
    }

    private func writeAnnotations(to bytes: inout [UInt8]) {
        guard !annotations.isEmpty else { return }
        bytes.append(contentsOf: ",\"annotations\":[".utf8)
        for (index, annotation) in annotations.enumerated() {
            if index > 0 { bytes.append(44) }
            bytes.append(contentsOf: "{\"timestamp\":\(annotation.timestamp)".utf8)
            Self.member("value", annotation.value, to: &bytes)
            bytes.append(125)
        }
        bytes.append(93)
    }

    private func writeTags(to bytes: inout [UInt8]) -> Range<Int> {
        guard !tags.isEmpty else { return bytes.count..<bytes.count }
        bytes.append(contentsOf: ",\"tags\":{".utf8)
        let start = bytes.count
        for (index, tag) in tags.enumerated() {
            if index > 0 { bytes.append(44) }
            Self.write(tag, to: &bytes)
        }
        bytes.append(125)
        return start..<(bytes.count - 1)
    }

    /// Writes a tag as a member of an object: `"key":"value"`.
    public static func write(_ tag: Tag, to bytes: inout [UInt8]) {
        JSONEscapes.write(tag.key, to: &bytes)
        bytes.append(58)
        JSONEscapes.write(tag.value, to: &bytes)
    }

    fileprivate static func member(_ key: StaticString, _ value: String, to bytes: inout [UInt8]) {
        Self.key(key, to: &bytes)
        JSONEscapes.write(value, to: &bytes)
    }

    fileprivate static func member(_ key: StaticString, _ value: Int64, to bytes: inout [UInt8]) {
        Self.key(key, to: &bytes)
        bytes.append(contentsOf: String(value).utf8)
    }

    private static func key(_ key: StaticString, to bytes: inout [UInt8]) {
        bytes.append(44)
        bytes.append(34)
        key.withUTF8Buffer { bytes.append(contentsOf: $0) }
        bytes.append(34)
        bytes.append(58)
    }
}

extension ZipkinEndpoint {
    fileprivate func write(as key: String, to bytes: inout [UInt8]) {
        guard !isEmpty else { return }
        bytes.append(contentsOf: ",\"\(key)\":{".utf8)
        var members: [UInt8] = []
        if !serviceName.isEmpty { ZipkinSpan.member("serviceName", serviceName, to: &members) }
        if !ipv4.isEmpty { ZipkinSpan.member("ipv4", ipv4, to: &members) }
        if !ipv6.isEmpty { ZipkinSpan.member("ipv6", ipv6, to: &members) }
        if port > 0 { ZipkinSpan.member("port", Int64(port), to: &members) }
        bytes.append(contentsOf: members.dropFirst())
        bytes.append(125)
    }
}
