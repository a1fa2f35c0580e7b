/// Unpacks DEFLATE (RFC 1951). Follows Mark Adler's `puff`, which is made to be read.
struct Inflate {
    private let input: [UInt8]
    private var place: Int
    private let end: Int
    private let limit: Int
    private var bitBuffer = 0
    private var bitCount = 0
    private(set) var output: [UInt8] = []

    /// Code lengths as counts by length and symbols in the order of their codes.
    struct Code {
        var counts = [Int](repeating: 0, count: 16)
        var symbols: [Int]

        init(lengths: some Collection<Int>) {
            symbols = [Int](repeating: 0, count: lengths.count)
            for length in lengths { counts[length] += 1 }
            var offsets = [Int](repeating: 0, count: 16)
            for length in 1..<15 { offsets[length + 1] = offsets[length] + counts[length] }
            for (symbol, length) in lengths.enumerated() where length != 0 {
                symbols[offsets[length]] = symbol
                offsets[length] += 1
            }
            counts[0] = 0
        }

        /// Whether more codes are used than there are.
        var isOversubscribed: Bool {
            var left = 1
            for length in 1...15 {
                left = left << 1 - counts[length]
                if left < 0 { return true }
            }
            return false
        }
    }

    init(_ input: [UInt8], from place: Int, to end: Int, limit: Int) {
        self.input = input
        self.place = place
        self.end = end
        self.limit = limit
    }

    /// Unpacks all blocks.
    mutating func run() throws(Gunzip.Fault) {
        var isLast = false
        while !isLast {
            isLast = try bits(1) == 1
            switch try bits(2) {
            case 0: try stored()
            case 1: try compressed(Self.fixedLengths, Self.fixedDistances)
            case 2: try dynamic()
            default: throw .damaged("an unknown kind of block")
            }
        }
    }

    private mutating func bits(_ count: Int) throws(Gunzip.Fault) -> Int {
        while bitCount < count {
            guard place < end else { throw .damaged("it is cut") }
            bitBuffer |= Int(input[place]) << bitCount
            place += 1
            bitCount += 8
        }
        let value = bitBuffer & (1 << count - 1)
        bitBuffer >>= count
        bitCount -= count
        return value
    }

    private mutating func symbol(_ code: Code) throws(Gunzip.Fault) -> Int {
        var value = 0
        var first = 0
        var index = 0
        for length in 1...15 {
            value |= try bits(1)
            let count = code.counts[length]
            if value - count < first { return code.symbols[index + value - first] }
            index += count
            first = (first + count) << 1
            value <<= 1
        }
        throw .damaged("an unknown code")
    }

    private mutating func append(_ byte: UInt8) throws(Gunzip.Fault) {
        guard output.count < limit else { throw .tooLarge(limit: limit) }
        output.append(byte)
    }

    private mutating func stored() throws(Gunzip.Fault) {
        bitBuffer = 0
        bitCount = 0
        guard place + 4 <= end else { throw .damaged("it is cut") }
        let length = Int(input[place]) | Int(input[place + 1]) << 8
        let complement = Int(input[place + 2]) | Int(input[place + 3]) << 8
        guard length == complement ^ 0xFFFF else { throw .damaged("a wrong length") }
        place += 4
        guard place + length <= end else { throw .damaged("it is cut") }
        for byte in input[place..<(place + length)] { try append(byte) }
        place += length
    }

    private mutating func compressed(_ lengths: Code, _ distances: Code) throws(Gunzip.Fault) {
        while true {
            let symbol = try symbol(lengths)
            if symbol < 256 {
                try append(UInt8(symbol))
                continue
            }
            if symbol == 256 { return }
            guard symbol < 286 else { throw .damaged("an unknown length") }
            let length = Self.lengthBases[symbol - 257] + (try bits(Self.lengthBits[symbol - 257]))
            let code = try self.symbol(distances)
            guard code < 30 else { throw .damaged("an unknown distance") }
            let distance = Self.distanceBases[code] + (try bits(Self.distanceBits[code]))
            guard distance <= output.count else { throw .damaged("a distance too far back") }
            for _ in 0..<length { try append(output[output.count - distance]) }
        }
    }

    private mutating func dynamic() throws(Gunzip.Fault) {
        let lengthCount = try bits(5) + 257
        let distanceCount = try bits(5) + 1
        let codeCount = try bits(4) + 4
        guard lengthCount <= 286, distanceCount <= 30 else { throw .damaged("too many codes") }
        var codeLengths = [Int](repeating: 0, count: 19)
        for index in 0..<codeCount { codeLengths[Self.codeOrder[index]] = try bits(3) }
        let code = Code(lengths: codeLengths)
        guard !code.isOversubscribed else { throw .damaged("impossible codes") }
        var lengths: [Int] = []
        while lengths.count < lengthCount + distanceCount {
            let symbol = try symbol(code)
            if symbol < 16 {
                lengths.append(symbol)
                continue
            }
            var repeated = 0
            if symbol == 16 {
                guard let last = lengths.last else { throw .damaged("nothing to repeat") }
                repeated = last
            }
            let count =
                symbol == 16
                ? 3 + (try bits(2)) : symbol == 17 ? 3 + (try bits(3)) : 11 + (try bits(7))
            lengths.append(contentsOf: repeatElement(repeated, count: count))
        }
        guard lengths.count == lengthCount + distanceCount, lengths[256] != 0 else {
            throw .damaged("impossible lengths")
        }
        let literal = Code(lengths: lengths[..<lengthCount])
        let distance = Code(lengths: lengths[lengthCount...])
        guard !literal.isOversubscribed, !distance.isOversubscribed else {
            throw .damaged("impossible codes")
        }
        try compressed(literal, distance)
    }

    private static let fixedLengths = Code(
        lengths: (0..<288).map { $0 < 144 ? 8 : $0 < 256 ? 9 : $0 < 280 ? 7 : 8 })
    private static let fixedDistances = Code(lengths: [Int](repeating: 5, count: 30))
    private static let codeOrder = [
        16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15,
    ]
    private static let lengthBases = [
        3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115,
        131, 163, 195, 227, 258,
    ]
    private static let lengthBits = [
        0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0,
    ]
    private static let distanceBases = [
        1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49, 65, 97, 129, 193, 257, 385, 513, 769, 1_025,
        1_537, 2_049, 3_073, 4_097, 6_145, 8_193, 12_289, 16_385, 24_577,
    ]
    private static let distanceBits = [
        0, 0, 0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 8, 9, 9, 10, 10, 11, 11, 12, 12,
        13, 13,
    ]
}
