/// Walks over a series' samples in order, from the chunk that holds a moment.
struct SampleCursor: IteratorProtocol {
    private var chunks: [Chunk]
    private var index = 0
    private var reader: ChunkReader?

    /// A cursor on all samples from `start` on, and possibly some before.
    init(_ series: StoredSeries, from start: Int64) {
        chunks = series.sealed
        if let head = series.head { chunks.append(head.chunk) }
        index = chunks.firstIndex { $0.end >= start } ?? chunks.count
        reader = chunks.indices.contains(index) ? chunks[index].reader : nil
    }

    /// The next sample; nil after the last.
    mutating func next() -> Sample? {
        while reader != nil {
            if let sample = reader?.next() { return sample }
            index += 1
            reader = chunks.indices.contains(index) ? chunks[index].reader : nil
        }
        return nil
    }
}
