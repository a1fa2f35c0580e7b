/// The id of a trace as Zipkin has it: 64 or 128 bits, 16 or 32 hexadecimal digits.
///
/// SOFATracer's ids (26 to 32 digits) are read as numbers too; they lack only zeros in front.
public struct TraceID: Hashable, Sendable, CustomStringConvertible {
    /// The upper 64 bits; 0 for a short id.
    public let high: UInt64
    /// The lower 64 bits.
    public let low: UInt64

    /// An id from its halves.
    public init(high: UInt64, low: UInt64) {
        self.high = high
        self.low = low
    }

    /// Reads 1 to 32 lower-case hexadecimal digits, not all zero; nil for anything else.
    public init?(_ digits: some Collection<UInt8>) {
        guard (1...32).contains(digits.count) else { return nil }
        var high: UInt64 = 0
        var low: UInt64 = 0
        for byte in digits {
            guard let digit = Hexadecimal.digit(byte) else { return nil }
            high = high << 4 | low >> 60
            low = low << 4 | digit
        }
        guard high != 0 || low != 0 else { return nil }
        self.init(high: high, low: low)
    }

    /// Reads the text form.
    public init?(parsing text: some StringProtocol) {
        self.init(Array(text.utf8))
    }

    /// 16 digits when they suffice, else 32.
    public var description: String {
        var bytes: [UInt8] = []
        write(to: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }

    func write(to bytes: inout [UInt8]) {
        if high != 0 { Hexadecimal.write(high, to: &bytes) }
        Hexadecimal.write(low, to: &bytes)
    }
}
