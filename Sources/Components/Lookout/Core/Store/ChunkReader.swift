/// Reads a chunk's samples in order.
struct ChunkReader: IteratorProtocol {
    private let bytes: [UInt8]
    private let scale: ValueScale
    private var position = 0
    private var left: Int
    private var run = 0
    private var state: ChunkState

    init(_ chunk: Chunk) {
        bytes = chunk.bytes
        scale = chunk.scale
        left = chunk.count
        state = ChunkState(start: chunk.start)
    }

    /// The next sample; nil after the last.
    mutating func next() -> Sample? {
        guard left > 0 else { return nil }
        left -= 1
        // What is left when the bytes are at their end is the run that the writer still counts.
        if run == 0, position == bytes.count { run = left + 1 }
        if run > 0 {
            run -= 1
            return goOn()
        }
        var token = readInteger()
        if token & 3 == 3, token >> 2 > 0 {
            state.interval = Int64(token >> 2)
            token = readInteger()
        }
        state.time += state.interval
        let payload = token >> 2
        switch token & 3 {
        case 0:
            run = Int(payload) - 1
            state.time -= state.interval
            return goOn()
        case 1:
            state.difference += unzigzag(payload)
            state.kind = .whole
            return wholeSample()
        case 2:
            readChange(payload)
            state.kind = .any
            return Sample(time: state.time, value: Double(bitPattern: state.bits))
        default:
            state.kind = .stale
            return Sample(time: state.time, value: Sample.staleMarker)
        }
    }

    private mutating func goOn() -> Sample {
        state.time += state.interval
        if state.kind == .whole { return wholeSample() }
        return Sample(time: state.time, value: Double(bitPattern: state.bits))
    }

    private mutating func wholeSample() -> Sample {
        state.whole += state.difference
        let value = scale.value(state.whole)
        state.bits = value.bitPattern
        return Sample(time: state.time, value: value)
    }

    private mutating func readChange(_ payload: UInt64) {
        let lead = Int(payload) / 9
        let size = Int(payload) % 9
        var change: UInt64 = 0
        for index in 0..<size {
            change |= UInt64(bytes[position]) << (8 * (8 - lead - size + index))
            position += 1
        }
        state.bits ^= change
    }

    private mutating func readInteger() -> UInt64 {
        var result: UInt64 = 0
        var shift: UInt64 = 0
        while true {
            let byte = bytes[position]
            position += 1
            result |= UInt64(byte & 0x7f) << shift
            if byte < 0x80 { return result }
            shift += 7
        }
    }

    private func unzigzag(_ number: UInt64) -> Int64 {
        Int64(bitPattern: number >> 1) ^ -Int64(bitPattern: number & 1)
    }
}
