/// Escapes in JSON strings. RFC 8259, section 7.
enum JSONEscapes {
    /// The text of the bytes between two quotes.
    static func text(_ raw: ArraySlice<UInt8>) throws(JSONFault) -> String {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(raw.count)
        var index = raw.startIndex
        while index < raw.endIndex {
            guard raw[index] == 92 else {
                bytes.append(raw[index])
                index += 1
                continue
            }
            guard index + 1 < raw.endIndex else { throw JSONFault("a lone backslash", at: index) }
            if raw[index + 1] == 117 {
                index = try unicode(raw, at: index, to: &bytes)
            } else {
                guard let byte = short(raw[index + 1]) else {
                    throw JSONFault("an unknown escape", at: index)
                }
                bytes.append(byte)
                index += 2
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    private static func short(_ byte: UInt8) -> UInt8? {
        switch byte {
        case 34, 47, 92: byte
        case 98: 8
        case 102: 12
        case 110: 10
        case 114: 13
        case 116: 9
        default: nil
        }
    }

    /// Reads `\u` and four digits, or two of them for a character beyond the first plane; gives where it ends.
    private static func unicode(
        _ raw: ArraySlice<UInt8>, at start: Int, to bytes: inout [UInt8]
    ) throws(JSONFault) -> Int {
        var unit = try unit(raw, at: start)
        var end = start + 6
        if (0xD800..<0xDC00).contains(unit), end + 6 <= raw.endIndex, raw[end] == 92,
            raw[end + 1] == 117
        {
            let low = try self.unit(raw, at: end)
            if (0xDC00..<0xE000).contains(low) {
                unit = 0x10000 + (unit - 0xD800) << 10 + (low - 0xDC00)
                end += 6
            }
        }
        let scalar = Unicode.Scalar(unit) ?? "\u{FFFD}"
        bytes.append(contentsOf: Array(String(scalar).utf8))
        return end
    }

    private static func unit(_ raw: ArraySlice<UInt8>, at start: Int) throws(JSONFault) -> UInt32 {
        guard start + 6 <= raw.endIndex else { throw JSONFault("a cut escape", at: start) }
        var value: UInt32 = 0
        for byte in raw[(start + 2)..<(start + 6)] {
            let lower = (65...70).contains(byte) ? byte + 32 : byte
            guard let digit = Hexadecimal.digit(lower) else {
                throw JSONFault("an escape that is not hexadecimal", at: start)
            }
            value = value << 4 | UInt32(digit)
        }
        return value
    }

    /// Writes a text between quotes.
    static func write(_ text: String, to bytes: inout [UInt8]) {
        bytes.append(34)
        for byte in text.utf8 {
            switch byte {
            case 34, 92:
                bytes.append(92)
                bytes.append(byte)
            case 0..<32:
                bytes.append(contentsOf: "\\u00".utf8)
                bytes.append(byte < 16 ? 48 : 49)
                bytes.append(contentsOf: [hexadecimal(byte & 15)])
            default: bytes.append(byte)
            }
        }
        bytes.append(34)
    }

    private static func hexadecimal(_ digit: UInt8) -> UInt8 {
        digit < 10 ? 48 + digit : 87 + digit
    }
}
