/// One series with all samples that are kept of it.
public struct StoredSeries: Sendable {
    /// Its labels.
    public let labels: Labels
    private(set) var sealed: [Chunk] = []
    private(set) var head: ChunkWriter?
    /// The latest sample; nil before the first.
    public private(set) var latest: Sample?

    /// A chunk is sealed at so many samples: an hour at one a second.
    static let samplesOfChunk = 3_600
    /// And at so many bytes.
    static let bytesOfChunk = 4_096
    /// What a chunk takes beside its bytes.
    static let chunkOverhead = 96

    init(labels: Labels) {
        self.labels = labels
    }

    /// What an addition did.
    struct Growth {
        /// Bytes more than before.
        var bytes = 0
        /// Whether a chunk was sealed.
        var hasSealed = false
    }

    /// Adds a sample; nil when it is not later than the last one.
    mutating func append(_ sample: Sample) -> Growth? {
        if let latest, sample.time <= latest.time { return nil }
        latest = sample
        var growth = Growth()
        if let head, isFull(head.chunk, for: sample) {
            let chunk = head.sealed()
            growth.bytes += chunk.bytes.count - head.chunk.bytes.count
            growth.hasSealed = true
            sealed.append(chunk)
            self.head = nil
        }
        let before = head?.chunk.bytes.count ?? 0
        if head == nil {
            growth.bytes += Self.chunkOverhead
            let scale = sealed.last?.scale ?? .ones
            head = ChunkWriter(first: sample, scale: Self.scale(for: sample, atLeast: scale))
        } else {
            head?.append(sample)
        }
        growth.bytes += (head?.chunk.bytes.count ?? 0) - before
        return growth
    }

    /// Gives up the oldest sealed chunk: its bytes and samples.
    mutating func dropOldest() -> (bytes: Int, samples: Int)? {
        guard !sealed.isEmpty else { return nil }
        let chunk = sealed.removeFirst()
        return (chunk.bytes.count + Self.chunkOverhead, chunk.count)
    }

    /// Bytes of all that is kept.
    var size: Int {
        sealed.reduce(labels.size) { $0 + $1.bytes.count + Self.chunkOverhead }
            + (head.map { $0.chunk.bytes.count + Self.chunkOverhead } ?? 0)
    }

    /// How many samples are kept.
    var count: Int { sealed.reduce(head?.chunk.count ?? 0) { $0 + $1.count } }

    private func isFull(_ chunk: Chunk, for sample: Sample) -> Bool {
        if chunk.count >= Self.samplesOfChunk || chunk.bytes.count >= Self.bytesOfChunk {
            return true
        }
        if sample.isStale || chunk.scale.whole(sample.value) != nil { return false }
        // Another scale makes it whole again: that pays for a new chunk.
        return ValueScale.fitting(sample.value) != nil
    }

    private static func scale(for sample: Sample, atLeast scale: ValueScale) -> ValueScale {
        guard !sample.isStale, scale.whole(sample.value) == nil else { return scale }
        return ValueScale.fitting(sample.value) ?? scale
    }
}
