import TestSupport
import Testing

@testable import LookoutCore

@Suite struct ChunkTests {
    /// What comes out, bit for bit.
    private func read(_ chunk: Chunk) -> [String] {
        var reader = chunk.reader
        var result: [String] = []
        while let sample = reader.next() { result.append(shown(sample)) }
        return result
    }

    private func shown(_ sample: Sample) -> String {
        "\(sample.time):\(String(sample.value.bitPattern, radix: 16))"
    }

    @Test(arguments: 0..<40 as Range<UInt64>)
    func `what is written is read, bit for bit, sealed or not`(seed: UInt64) {
        var random = SeededRandom(seed: seed)
        var time: Int64 = 1_561_339_200_000
        let samples = (0..<Int.random(in: 1...900, using: &random)).map { _ in
            time +=
                Bool.random(using: &random) ? 1_000 : Int64.random(in: 1...60_000, using: &random)
            return Sample(time: time, value: value(&random))
        }
        for scale in ValueScale.allCases {
            var writer = ChunkWriter(first: samples[0], scale: scale)
            for sample in samples.dropFirst() { writer.append(sample) }
            #expect(read(writer.chunk) == samples.map(shown), "seed \(seed)")
            #expect(read(writer.sealed()) == samples.map(shown), "seed \(seed)")
            #expect(writer.chunk.end == samples.last?.time)
            #expect(writer.chunk.count == samples.count)
        }
    }

    private func value(_ random: inout SeededRandom) -> Double {
        switch Int.random(in: 0...9, using: &random) {
        case 0: Sample.staleMarker
        case 1: .nan
        case 2: Bool.random(using: &random) ? .infinity : -.infinity
        case 3: -0.0
        case 4: Double(bitPattern: random.next())
        case 5: Double(Int64.random(in: -5...5, using: &random)) / 1e9
        case 6:
            Double(Int64.random(in: -9_007_199_254_740_992...9_007_199_254_740_992, using: &random))
        default: Double(Int.random(in: 0...3, using: &random))
        }
    }

    @Test func `a resting series costs nothing, a counter a byte a sample at most`() {
        func size(_ value: (Int) -> Double) -> Int {
            var writer = ChunkWriter(first: Sample(time: 0, value: value(0)), scale: .ones)
            for second in 1..<3_600 {
                writer.append(Sample(time: Int64(second) * 1_000, value: value(second)))
            }
            return writer.sealed().bytes.count
        }
        var random = SeededRandom(seed: 1)
        var total = 0.0
        #expect(size { _ in 17 } < 8)
        #expect(size { Double($0) * 25 } < 16)
        #expect(
            size { _ in
                total += Double(Int.random(in: 0...12, using: &random))
                return total
            } <= 3_600)
    }

    @Test func `a series finds the scale that keeps its numbers whole`() {
        var series = StoredSeries(labels: Labels([("__name__", "t")]))
        var total: Int64 = 0
        for second in 0..<3_600 {
            total += 1_234_567 + Int64(second % 7)
            _ = series.append(Sample(time: Int64(second) * 1_000, value: Double(total) / 1e9))
        }
        #expect(series.head?.chunk.scale == .billionths)
        #expect(series.size < 3 * 3_600)
        #expect(series.count == 3_600)
    }

    @Test func `samples that do not come later are refused`() {
        var series = StoredSeries(labels: Labels([("__name__", "t")]))
        let taken = [5, 5, 4, 6].map { series.append(Sample(time: $0, value: 1)) != nil }
        #expect(taken == [true, false, false, true])
        #expect(series.latest?.value == 1)
    }
}
