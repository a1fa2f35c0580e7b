/// Lower-case hexadecimal digits.
public enum Hexadecimal {
    private static let digits = Array("0123456789abcdef".utf8)

    /// The value of a lower-case digit; nil for any other byte.
    @inline(__always)
    public static func digit(_ byte: UInt8) -> UInt64? {
        switch byte {
        case 48...57: UInt64(byte - 48)
        case 97...102: UInt64(byte - 87)
        default: nil
        }
    }

    /// Reads 1 to 16 lower-case digits; nil for anything else.
    public static func number(_ bytes: some Collection<UInt8>) -> UInt64? {
        guard (1...16).contains(bytes.count) else { return nil }
        var number: UInt64 = 0
        for byte in bytes {
            guard let digit = digit(byte) else { return nil }
            number = number << 4 | digit
        }
        return number
    }

    /// Writes all 16 digits.
    public static func write(_ number: UInt64, to bytes: inout [UInt8]) {
        var shift: UInt64 = 64
        while shift > 0 {
            shift -= 4
            bytes.append(digits[Int(number >> shift & 15)])
        }
    }

    /// All 16 digits.
    public static func text(_ number: UInt64) -> String {
        var bytes: [UInt8] = []
        write(number, to: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }
}
