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
        self.init(text.utf8)
    }

    /// 16 digits when they suffice, else 32.
    public var description: String {
        var bytes: [UInt8] = []
        write(to: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }

    /// The id as who made it writes it: SOFATracer's as it stands in logs, of 8 digits of an address, 13
    /// of a time in milliseconds, 4 of a sequence and a process id (SOFATracer's TraceIdGenerator);
    /// others' as Zipkin has them. Either form can be read again.
    public var shown: String {
        let digits = description.utf8.drop { $0 == UInt8(ascii: "0") }
        return [0, 1].map { Array(repeating: UInt8(ascii: "0"), count: $0) + digits }
            .first(where: Self.isOfSOFATracer)
            .map { String(decoding: $0, as: UTF8.self) } ?? description
    }

    private static func isOfSOFATracer(_ digits: [UInt8]) -> Bool {
        let isDecimal = { (byte: UInt8) in UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte }
        return (26...32).contains(digits.count) && digits[8] == UInt8(ascii: "1")
            && digits.dropFirst(8).allSatisfy(isDecimal)
    }

    func write(to bytes: inout [UInt8]) {
        if high != 0 { Hexadecimal.write(high, to: &bytes) }
        Hexadecimal.write(low, to: &bytes)
    }
}
