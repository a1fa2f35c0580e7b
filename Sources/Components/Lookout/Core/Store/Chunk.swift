/// Samples of one series, compressed: sealed, or the one being written.
///
/// The code is made for scrapes at a fixed interval, where most numbers rest and counters rise
/// evenly. Every sample is one token, a variable-length integer whose two lowest bits tell its kind:
///
/// | kind | payload | means |
/// | --- | --- | --- |
/// | 0 | n | n more samples go on as the last one did: same interval, same difference |
/// | 1 | zigzag | a whole number at the chunk's scale: how much its difference changed |
/// | 2 | lead * 9 + size, then bytes | any number: the middle bytes of the XOR with the last one |
/// | 3 | 0 | the series ended here (stale) |
/// | 3 | milliseconds | no sample: the interval before the next one, which is kept from there on |
///
/// A resting series costs 3 bytes an hour, a counter with uneven steps below 64 one byte a sample.
struct Chunk: Sendable {
    /// The interval that a chunk begins with, in milliseconds.
    static let usualInterval: Int64 = 1_000

    /// The first sample's time.
    let start: Int64
    /// The scale of its whole numbers.
    let scale: ValueScale
    /// The last sample's time.
    fileprivate(set) var end: Int64
    /// How many samples.
    fileprivate(set) var count = 0
    fileprivate(set) var bytes: [UInt8] = []
    /// Samples of a run that is not in ``bytes`` yet.
    fileprivate(set) var run = 0

    fileprivate init(start: Int64, scale: ValueScale) {
        self.start = start
        self.scale = scale
        end = start
    }

    /// The samples in order of time.
    var reader: ChunkReader { ChunkReader(self) }
}

/// What token came last, on both sides of the code.
struct ChunkState {
    enum Kind {
        case none
        case whole
        case any
        case stale
    }

    var time: Int64
    var interval = Chunk.usualInterval
    var whole: Int64 = 0
    var difference: Int64 = 0
    var bits: UInt64 = 0
    var kind = Kind.none

    init(start: Int64) {
        time = start - Chunk.usualInterval
    }
}

/// Writes a chunk, sample by sample in order of time.
struct ChunkWriter: Sendable {
    private(set) var chunk: Chunk
    private var state: ChunkState

    /// A writer for a chunk that begins with a sample.
    init(first sample: Sample, scale: ValueScale) {
        chunk = Chunk(start: sample.time, scale: scale)
        state = ChunkState(start: sample.time)
        append(sample)
    }

    /// Adds a sample, which must be later than the last one.
    mutating func append(_ sample: Sample) {
        let interval = sample.time - state.time
        let isRegular = interval == state.interval
        if sample.isStale {
            begin(interval, isRegular)
            write(kind: 3, 0)
            state.kind = .stale
        } else if let whole = chunk.scale.whole(sample.value) {
            append(whole, interval, isRegular)
            state.bits = sample.value.bitPattern
        } else {
            append(bits: sample.value.bitPattern, interval, isRegular)
        }
        state.time = sample.time
        state.interval = interval
        chunk.end = sample.time
        chunk.count += 1
    }

    /// The chunk, complete and in no more memory than it needs.
    func sealed() -> Chunk {
        var copy = self
        copy.flush()
        copy.chunk.bytes = copy.chunk.bytes.withUnsafeBytes { Array($0) }
        return copy.chunk
    }

    private mutating func append(_ whole: Int64, _ interval: Int64, _ isRegular: Bool) {
        let difference = whole - state.whole
        if isRegular, state.kind == .whole, difference == state.difference {
            chunk.run += 1
        } else {
            begin(interval, isRegular)
            write(kind: 1, zigzag(difference - state.difference))
        }
        state.whole = whole
        state.difference = difference
        state.kind = .whole
    }

    private mutating func append(bits: UInt64, _ interval: Int64, _ isRegular: Bool) {
        let change = bits ^ state.bits
        if isRegular, state.kind == .any, change == 0 {
            chunk.run += 1
        } else {
            begin(interval, isRegular)
            let lead = change == 0 ? 0 : change.leadingZeroBitCount / 8
            let trail = change == 0 ? 8 : change.trailingZeroBitCount / 8
            let size = 8 - lead - trail
            write(kind: 2, UInt64(lead * 9 + size))
            for index in 0..<max(0, size) {
                chunk.bytes.append(UInt8(truncatingIfNeeded: change >> (8 * (trail + index))))
            }
        }
        state.bits = bits
        state.kind = .any
    }

    /// Writes what comes before a token: a run that ends here, a new interval.
    private mutating func begin(_ interval: Int64, _ isRegular: Bool) {
        flush()
        if !isRegular { write(kind: 3, UInt64(interval)) }
    }

    private mutating func flush() {
        guard chunk.run > 0 else { return }
        write(kind: 0, UInt64(chunk.run))
        chunk.run = 0
    }

    private mutating func write(kind: UInt64, _ payload: UInt64) {
        var rest = payload << 2 | kind
        while rest >= 0x80 {
            chunk.bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        chunk.bytes.append(UInt8(rest))
    }

    private func zigzag(_ number: Int64) -> UInt64 {
        UInt64(bitPattern: (number << 1) ^ (number >> 63))
    }
}
