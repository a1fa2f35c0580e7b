import TracerAPI

/// Finding tags and annotations in a span's JSON. A quote within a text is written as `\"`, so that
/// `"key":` can only be a key.
extension StoredSpan {
    /// A tag with a value, or the key of a tag with any, as it stands in JSON.
    static func pattern(key: String, value: String?) -> [UInt8] {
        var bytes: [UInt8] = []
        ZipkinSpan.write(ZipkinSpan.Tag(key, value ?? ""), to: &bytes)
        return value == nil ? Array(bytes.dropLast(2)) : bytes
    }

    /// An annotation as it stands in JSON.
    static func pattern(annotation: String) -> [UInt8] {
        pattern(key: "value", value: annotation)
    }

    /// Whether the pattern of a tag stands among its tags.
    func hasTag(_ pattern: [UInt8]) -> Bool {
        place(of: pattern, in: tags) != nil
    }

    /// Whether the pattern of an annotation stands before its tags.
    func hasAnnotation(_ pattern: [UInt8]) -> Bool {
        place(of: pattern, in: 0..<(tags.isEmpty ? json.count : tags.lowerBound)) != nil
    }

    /// The value of a tag; nil when it has none of this key.
    func value(ofTag key: String) -> String? {
        guard !tags.isEmpty, place(of: Self.pattern(key: key, value: nil), in: tags) != nil else {
            return nil
        }
        let object: [UInt8] = [123] + json[tags] + [125]
        var scanner = JSONScanner(object)
        var found: String?
        try? scanner.object { (member, name) throws(JSONFault) in
            let isWanted = try name.text() == key
            let value = try member.string()
            if isWanted { found = value }
        }
        return found
    }

    /// Where a pattern stands, preceded by the beginning or a comma: so that it is a key.
    private func place(of pattern: [UInt8], in range: Range<Int>) -> Int? {
        guard pattern.count <= range.count, let first = pattern.first else { return nil }
        return json.withUnsafeBufferPointer { bytes in
            var index = range.lowerBound
            let last = range.upperBound - pattern.count
            while index <= last {
                if bytes[index] == first, matches(pattern, bytes, at: index) { return index }
                index += 1
            }
            return nil
        }
    }

    private func matches(
        _ pattern: [UInt8], _ bytes: UnsafeBufferPointer<UInt8>, at index: Int
    ) -> Bool {
        if index > 0 {
            let before = bytes[index - 1]
            guard before == 44 || before == 123 else { return false }
        }
        for offset in 1..<pattern.count where bytes[index + offset] != pattern[offset] {
            return false
        }
        return true
    }
}
