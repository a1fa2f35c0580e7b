/// Reads JSON from bytes, value by value, as whoever reads knows what should come.
///
/// Made for a collector: no tree is built, keys are compared as bytes, and what nobody wants is
/// skipped. RFC 8259; at most ``depthLimit`` levels.
public struct JSONScanner {
    /// How deep arrays and objects may lie in each other.
    public static let depthLimit = 64

    /// A key of an object, as the bytes between its quotes.
    public struct Key {
        let bytes: ArraySlice<UInt8>

        /// The key as a text, escapes resolved.
        public func text() throws(JSONFault) -> String {
            guard bytes.contains(92) else { return String(decoding: bytes, as: UTF8.self) }
            return try JSONEscapes.text(bytes)
        }

        /// Whether it is this text; a key with escapes in it is none.
        @inline(__always)
        public static func ~= (text: StaticString, key: Key) -> Bool {
            let count = text.utf8CodeUnitCount
            guard key.bytes.count == count else { return false }
            return text.withUTF8Buffer { wanted in
                var index = key.bytes.startIndex
                for byte in wanted {
                    if key.bytes[index] != byte { return false }
                    index += 1
                }
                return true
            }
        }
    }

    private let bytes: [UInt8]
    /// The next byte to be read.
    public private(set) var offset = 0
    private var depth = 0

    /// A scanner at the beginning.
    public init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    /// The byte that begins the next value, after spaces; nil at the end.
    public mutating func peek() -> UInt8? {
        while offset < bytes.count {
            switch bytes[offset] {
            case 32, 10, 13, 9: offset += 1
            default: return bytes[offset]
            }
        }
        return nil
    }

    /// Makes sure that nothing follows.
    public mutating func end() throws(JSONFault) {
        if peek() != nil { throw fault("something follows the end") }
    }

    /// Reads an object, giving each of its keys; the body must read or skip the value.
    public mutating func object<Failure: Error>(
        or wrap: (JSONFault) -> Failure,
        _ body: (inout JSONScanner, Key) throws(Failure) -> Void
    ) throws(Failure) {
        do throws(JSONFault) { try open(123, "an object") } catch { throw wrap(error) }
        guard peek() != 125 else { return close() }
        while true {
            let key: Key
            do throws(JSONFault) {
                guard peek() == 34 else { throw fault("a key must stand here") }
                let (range, _) = try rawString()
                key = Key(bytes: bytes[range])
                guard peek() == 58 else { throw fault("a colon must stand here") }
                offset += 1
            } catch {
                throw wrap(error)
            }
            try body(&self, key)
            do throws(JSONFault) { if try isLast(125) { return } } catch { throw wrap(error) }
        }
    }

    /// Reads an object, giving each of its keys; the body must read or skip the value.
    public mutating func object(
        _ body: (inout JSONScanner, Key) throws(JSONFault) -> Void
    ) throws(JSONFault) {
        try object(or: { $0 }, body)
    }

    /// Reads an array, once for each of its values; the body must read or skip it.
    public mutating func array<Failure: Error>(
        or wrap: (JSONFault) -> Failure, _ body: (inout JSONScanner) throws(Failure) -> Void
    ) throws(Failure) {
        do throws(JSONFault) { try open(91, "a list") } catch { throw wrap(error) }
        guard peek() != 93 else { return close() }
        while true {
            try body(&self)
            do throws(JSONFault) { if try isLast(93) { return } } catch { throw wrap(error) }
        }
    }

    /// Reads an array, once for each of its values; the body must read or skip it.
    public mutating func array(
        _ body: (inout JSONScanner) throws(JSONFault) -> Void
    ) throws(JSONFault) {
        try array(or: { $0 }, body)
    }

    /// Reads a string; bytes that are not UTF-8 are replaced.
    public mutating func string() throws(JSONFault) -> String {
        let (range, hasEscapes) = try rawString()
        guard hasEscapes else { return String(decoding: bytes[range], as: UTF8.self) }
        return try JSONEscapes.text(bytes[range])
    }

    /// The bytes between the quotes of a string, escapes as they are.
    public mutating func stringBytes() throws(JSONFault) -> ArraySlice<UInt8> {
        bytes[try rawString().0]
    }

    /// Reads `true` or `false`.
    public mutating func bool() throws(JSONFault) -> Bool {
        switch peek() {
        case 116: try word("true")
        case 102: try word("false")
        default: throw fault("true or false must stand here")
        }
        return bytes[offset - 2] == 117
    }

    /// Reads `null` when it stands here.
    public mutating func null() throws(JSONFault) -> Bool {
        guard peek() == 110 else { return false }
        try word("null")
        return true
    }

    /// Reads a whole number, written as a number or, as protobuf's JSON has it, as a string. Fractions
    /// are cut off.
    public mutating func integer() throws(JSONFault) -> Int64 {
        let text = peek() == 34 ? try rawString().0 : try numberRange()
        var value: Int64 = 0
        var digits = text
        let isNegative = digits.first.map { bytes[$0] == 45 } ?? false
        if isNegative { digits = digits.dropFirst() }
        guard !digits.isEmpty else { throw fault("a number must stand here") }
        for index in digits {
            guard (48...57).contains(bytes[index]) else { return try rounded(text) }
            let (tens, first) = value.multipliedReportingOverflow(by: 10)
            let (sum, second) = tens.addingReportingOverflow(Int64(bytes[index] - 48))
            guard !first, !second else { throw fault("the number is too large") }
            value = sum
        }
        return isNegative ? -value : value
    }

    /// The text of any value that is not an array or object, as people would write it.
    public mutating func scalarText() throws(JSONFault) -> String {
        switch peek() {
        case 34: return try string()
        case 116, 102: return try bool() ? "true" : "false"
        case 110: return try null() ? "" : ""
        default: return String(decoding: bytes[try numberRange()], as: UTF8.self)
        }
    }

    /// Reads over a value of any kind.
    public mutating func skip() throws(JSONFault) {
        switch peek() {
        case 34: _ = try rawString()
        case 123: try object { (scanner, _) throws(JSONFault) in try scanner.skip() }
        case 91: try array { (scanner) throws(JSONFault) in try scanner.skip() }
        case 116, 102: _ = try bool()
        case 110: _ = try null()
        default: _ = try numberRange()
        }
    }

    /// A fault at this place.
    public func fault(_ reason: String) -> JSONFault {
        JSONFault(reason, at: offset)
    }

    // MARK: Pieces

    private mutating func open(_ bracket: UInt8, _ name: String) throws(JSONFault) {
        guard peek() == bracket else { throw fault("\(name) must stand here") }
        guard depth < Self.depthLimit else { throw fault("nested too deep") }
        depth += 1
        offset += 1
    }

    private mutating func close() {
        depth -= 1
        offset += 1
    }

    private mutating func isLast(_ bracket: UInt8) throws(JSONFault) -> Bool {
        switch peek() {
        case bracket:
            close()
            return true
        case 44:
            offset += 1
            return false
        default:
            throw fault("a comma or the end must stand here")
        }
    }

    private mutating func rawString() throws(JSONFault) -> (Range<Int>, hasEscapes: Bool) {
        guard peek() == 34 else { throw fault("a string must stand here") }
        offset += 1
        let start = offset
        var hasEscapes = false
        while offset < bytes.count {
            let byte = bytes[offset]
            if byte == 34 {
                offset += 1
                return (start..<(offset - 1), hasEscapes)
            }
            if byte < 32 { throw fault("a control character in a string") }
            if byte == 92 {
                hasEscapes = true
                offset += 1
            }
            offset += 1
        }
        offset = bytes.count
        throw fault("a string is not closed")
    }

    private mutating func numberRange() throws(JSONFault) -> Range<Int> {
        _ = peek()
        let start = offset
        while offset < bytes.count, Self.isNumberByte(bytes[offset]) { offset += 1 }
        guard offset > start, bytes[start] == 45 || (48...57).contains(bytes[start]) else {
            throw fault("a value must stand here")
        }
        return start..<offset
    }

    private static func isNumberByte(_ byte: UInt8) -> Bool {
        switch byte {
        case 48...57, 43, 45, 46, 69, 101: true
        default: false
        }
    }

    private func rounded(_ range: Range<Int>) throws(JSONFault) -> Int64 {
        let number = Double(String(decoding: bytes[range], as: UTF8.self))
        guard let number, let whole = Int64(exactly: number.rounded(.towardZero)) else {
            throw fault("a whole number must stand here")
        }
        return whole
    }

    private mutating func word(_ text: StaticString) throws(JSONFault) {
        let count = text.utf8CodeUnitCount
        let key = Key(bytes: bytes[offset..<min(bytes.count, offset + count)])
        guard text ~= key else { throw fault("a value must stand here") }
        offset += count
    }
}
