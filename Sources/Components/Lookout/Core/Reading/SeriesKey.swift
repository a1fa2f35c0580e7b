/// The name and labels of a sample as an exposition writes them.
enum SeriesKey {
    /// Bounds of one series.
    static let labelLimit = 32
    static let valueLimit = 512

    /// Reads `name{a="b"}` and `{"dotted.name",a="b"}`; nil for anything else, and beyond the bounds.
    static func labels(of key: ArraySlice<UInt8>) -> [(String, String)]? {
        var reader = KeyReader(rest: key)
        var pairs: [(String, String)] = []
        let name = reader.word()
        if !name.isEmpty { pairs.append((Labels.metricName, name)) }
        guard reader.take("{") else { return reader.rest.isEmpty && !pairs.isEmpty ? pairs : nil }
        while !reader.take("}") {
            guard pairs.count <= labelLimit else { return nil }
            if reader.isQuote {
                guard let quoted = reader.quoted() else { return nil }
                if reader.take("=") {
                    guard let value = reader.quoted() else { return nil }
                    pairs.append((quoted, value))
                } else {
                    pairs.append((Labels.metricName, quoted))
                }
            } else {
                let label = reader.word()
                guard !label.isEmpty, reader.take("="), let value = reader.quoted(),
                    value.utf8.count <= valueLimit
                else { return nil }
                pairs.append((label, value))
            }
            _ = reader.take(",")
        }
        return pairs.contains { $0.0 == Labels.metricName } ? pairs : nil
    }
}

/// Walks over the bytes of a key.
private struct KeyReader {
    var rest: ArraySlice<UInt8>

    var isQuote: Bool { rest.first == UInt8(ascii: "\"") }

    mutating func take(_ character: Unicode.Scalar) -> Bool {
        while rest.first == 32 { rest.removeFirst() }
        guard rest.first == UInt8(ascii: character) else { return false }
        rest.removeFirst()
        while rest.first == 32 { rest.removeFirst() }
        return true
    }

    mutating func word() -> String {
        let word = rest.prefix { byte in
            switch byte {
            case 48...58, 65...90, 97...122, 95, 46: true
            default: false
            }
        }
        rest = rest[word.endIndex...]
        return String(decoding: word, as: UTF8.self)
    }

    mutating func quoted() -> String? {
        guard isQuote else { return nil }
        rest.removeFirst()
        var bytes: [UInt8] = []
        while let byte = rest.popFirst() {
            switch byte {
            case UInt8(ascii: "\""): return String(decoding: bytes, as: UTF8.self)
            case UInt8(ascii: "\\"):
                guard let next = rest.popFirst() else { return nil }
                bytes.append(next == UInt8(ascii: "n") ? 10 : next)
            default: bytes.append(byte)
            }
        }
        return nil
    }
}
