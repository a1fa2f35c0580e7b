/// The CRC-32 of IEEE 802.3, as zlib and `java.util.zip.CRC32` compute it: four bytes a step.
public enum CRC32 {
    /// `tables[n][b]`: the remainder of byte `b` followed by `n` zero bytes.
    private static let tables: [[UInt32]] = {
        let first = (0..<256).map { byte -> UInt32 in
            (0..<8).reduce(UInt32(byte)) { value, _ in
                value & 1 == 1 ? (value >> 1) ^ 0xEDB8_8320 : value >> 1
            }
        }
        return (1..<4).reduce(into: [first]) { tables, _ in
            let last = tables[tables.count - 1]
            tables.append(last.map { ($0 >> 8) ^ first[Int($0 & 0xFF)] })
        }
    }()

    /// The checksum of bytes.
    public static func checksum(_ bytes: UnsafeRawBufferPointer) -> UInt32 {
        let (t0, t1, t2, t3) = (tables[0], tables[1], tables[2], tables[3])
        var crc: UInt32 = 0xFFFF_FFFF
        var offset = 0
        while bytes.count - offset >= 4 {
            crc ^= UInt32(
                littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt32.self))
            crc =
                t3[Int(crc & 0xFF)] ^ t2[Int((crc >> 8) & 0xFF)]
                ^ t1[Int((crc >> 16) & 0xFF)] ^ t0[Int(crc >> 24)]
            offset += 4
        }
        while offset < bytes.count {
            crc = (crc >> 8) ^ t0[Int((crc ^ UInt32(bytes[offset])) & 0xFF)]
            offset += 1
        }
        return ~crc
    }
}
