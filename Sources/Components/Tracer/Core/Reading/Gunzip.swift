/// Unpacks gzip (RFC 1952) into bounded memory.
public struct Gunzip {
    /// Why bytes cannot be unpacked.
    public enum Fault: Error, Hashable, Sendable {
        /// Not gzip, cut, or changed on the way.
        case damaged(String)
        /// Larger than may be taken.
        case tooLarge(limit: Int)
    }

    /// Unpacks one member, which must be all there is.
    ///
    /// - Parameter limit: the most bytes that may come out.
    public static func unpack(_ bytes: [UInt8], limit: Int) throws(Fault) -> [UInt8] {
        guard bytes.count >= 18, bytes[0] == 31, bytes[1] == 139, bytes[2] == 8 else {
            throw .damaged("it does not begin as gzip does")
        }
        var start = 10
        let flags = bytes[3]
        if flags & 4 != 0 {
            start += 2 + Int(bytes[start]) + Int(bytes[start + 1]) << 8
        }
        for flag in [8, 16] as [UInt8] where flags & flag != 0 {
            while start < bytes.count, bytes[start] != 0 { start += 1 }
            start += 1
        }
        if flags & 2 != 0 { start += 2 }
        guard start <= bytes.count - 8 else { throw .damaged("its head is cut") }
        var inflate = Inflate(bytes, from: start, to: bytes.count - 8, limit: limit)
        try inflate.run()
        let size = littleEndian(bytes, bytes.count - 4)
        guard size == UInt32(truncatingIfNeeded: inflate.output.count) else {
            throw .damaged("its length is another one")
        }
        guard littleEndian(bytes, bytes.count - 8) == Checksum.of(inflate.output) else {
            throw .damaged("its checksum is another one")
        }
        return inflate.output
    }

    private static func littleEndian(_ bytes: [UInt8], _ place: Int) -> UInt32 {
        (0..<4).reduce(0) { $0 | UInt32(bytes[place + $1]) << ($1 * 8) }
    }

    /// CRC-32 as gzip has it.
    enum Checksum {
        private static let table: [UInt32] = (0..<256).map { number in
            (0..<8).reduce(UInt32(number)) { sum, _ in
                sum & 1 == 1 ? sum >> 1 ^ 0xEDB8_8320 : sum >> 1
            }
        }

        static func of(_ bytes: [UInt8]) -> UInt32 {
            ~bytes.reduce(~UInt32(0)) { table[Int(($0 ^ UInt32($1)) & 255)] ^ $0 >> 8 }
        }
    }
}
