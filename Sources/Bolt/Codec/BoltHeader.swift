import NIOCore

/// The header of a frame: pairs of texts, kept as the bytes on the wire and read on demand, so that
/// a lookup costs no allocation beyond its result.
///
/// On the wire: repeated `int32 length, key, int32 length, value`, UTF-8, big endian; no count and
/// no end mark. A length of -1 stands for Java's null; such a pair counts as absent.
/// Source: sofa-rpc `SimpleMapSerializer.java`.
public struct BoltHeader: Hashable, Sendable {
    /// A key and its value; nil where the wire had a null.
    public struct Pair: Hashable, Sendable {
        /// The key.
        public let key: String?
        /// The value.
        public let value: String?
    }

    /// The bytes on the wire.
    public let bytes: ByteBuffer

    /// A header from its bytes; whether they are well-formed is found when ``pairs`` is read.
    public init(bytes: ByteBuffer) {
        self.bytes = bytes
    }

    /// The empty header.
    public init() {
        bytes = ByteBuffer()
    }

    /// A header of pairs, in their order.
    public init(_ pairs: KeyValuePairs<String, String>) {
        self.init(pairs.map { ($0.key, $0.value) })
    }

    /// A header of pairs, in their order.
    public init(_ pairs: [(String, String)]) {
        var bytes = ByteBuffer()
        for (key, value) in pairs {
            Self.write(key, to: &bytes)
            Self.write(value, to: &bytes)
        }
        self.bytes = bytes
    }

    /// The first value of a key; nil when there is none, or a null, or the header is malformed
    /// before it.
    public subscript(key: StaticString) -> String? {
        bytes.withUnsafeReadableBytes { all in
            key.withUTF8Buffer { wanted in
                var scan = Scan(bytes: all)
                while let pair = scan.next() {
                    if let name = pair.key, name.elementsEqual(UnsafeRawBufferPointer(wanted)) {
                        return pair.value.map { String(decoding: $0, as: UTF8.self) }
                    }
                }
                return nil
            }
        }
    }

    /// The first value of a key that is not known when this is compiled.
    func value(of key: String) -> String? {
        bytes.withUnsafeReadableBytes { all in
            var scan = Scan(bytes: all)
            while let pair = scan.next() {
                if let name = pair.key, name.elementsEqual(key.utf8) {
                    return pair.value.map { String(decoding: $0, as: UTF8.self) }
                }
            }
            return nil
        }
    }

    /// All pairs in their order; nil when the bytes are malformed.
    public var pairs: [Pair]? {
        bytes.withUnsafeReadableBytes { all in
            var scan = Scan(bytes: all)
            var pairs: [Pair] = []
            while let pair = scan.next() {
                pairs.append(
                    Pair(
                        key: pair.key.map { String(decoding: $0, as: UTF8.self) },
                        value: pair.value.map { String(decoding: $0, as: UTF8.self) }))
            }
            return scan.isMalformed ? nil : pairs
        }
    }

    /// The pairs without nulls as a dictionary, the last of equal keys winning; nil when malformed.
    public var dictionary: [String: String]? {
        pairs?.reduce(into: [:]) { texts, pair in
            if let key = pair.key, let value = pair.value { texts[key] = value }
        }
    }

    /// Whether the bytes are pairs to the last one.
    public var isWellFormed: Bool {
        bytes.withUnsafeReadableBytes { all in
            var scan = Scan(bytes: all)
            while scan.next() != nil {}
            return !scan.isMalformed
        }
    }

    private static func write(_ text: String, to bytes: inout ByteBuffer) {
        bytes.writeInteger(Int32(clamping: text.utf8.count))
        bytes.writeString(text)
    }

    /// Walks over the pairs.
    private struct Scan {
        let bytes: UnsafeRawBufferPointer
        var offset = 0
        var isMalformed = false

        init(bytes: UnsafeRawBufferPointer) {
            self.bytes = bytes
        }

        mutating func next() -> (key: UnsafeRawBufferPointer?, value: UnsafeRawBufferPointer?)? {
            guard offset < bytes.count, let key = text(), let value = text() else { return nil }
            return (key, value)
        }

        /// Outer nil: malformed. Inner nil: a null.
        private mutating func text() -> UnsafeRawBufferPointer?? {
            guard bytes.count - offset >= 4 else {
                isMalformed = true
                return .none
            }
            let count = Int(
                Int32(
                    bigEndian: bytes.loadUnaligned(fromByteOffset: offset, as: Int32.self)))
            offset += 4
            if count == -1 { return .some(nil) }
            guard count >= 0, count <= bytes.count - offset else {
                isMalformed = true
                return .none
            }
            defer { offset += count }
            return .some(UnsafeRawBufferPointer(rebasing: bytes[offset..<(offset + count)]))
        }
    }
}
