import TestSupport
import Testing
import TracerAPI

@Suite struct `A trace as a waterfall` {
    private func text(_ spans: [ZipkinSpan]) -> [String] {
        Waterfall(spans).rows.map { row in
            let server = row.serverLane.map { " > \($0.service) \($0.start)+\($0.duration)" } ?? ""
            let remote = row.remoteService.isEmpty ? "" : " (\(row.remoteService))"
            let error = row.error.map { " ! \($0)" } ?? ""
            return String(repeating: "  ", count: row.depth)
                + "\(row.spanID) \(row.name) \(row.lane.service) \(row.lane.start)"
                + "+\(row.lane.duration)\(server)\(remote)\(error)"
        }
    }

    @Test func `both sides of a call stand in one row, causes above what they cause`() {
        let expected = [
            "0 POST /purchase stock_mng 0+5000",
            "  0.1 write stock.db stock_mng 100+900 (stock.db)",
            "  0.2 minusBalance stock_mng 1100+3000 > balance_mng 1300+2500 (balance_mng)",
            "    0.2.1 write balance.db balance_mng 1400+2000 (balance.db)",
        ]
        let spans = SampleSpans.purchase(1)
        #expect(text(spans) == expected)
        #expect(text(spans.reversed()) == expected)
        #expect(Waterfall(spans).duration == 5_000)
    }

    @Test func `a failed call says why`() {
        let rows = text(SampleSpans.purchase(1, error: "no provider is known", server: false))
        #expect(rows[0].hasSuffix("! no provider is known"))
        #expect(
            rows[2]
                == "  0.2 minusBalance stock_mng 1100+3000 (balance_mng) ! no provider is known")
    }

    @Test func `no spans are no rows, and every span of a loop has one`() {
        #expect(text([]) == [])
        var loop = Array(SampleSpans.purchase(1).prefix(3))
        loop[0].parentID = 3
        loop[2].parentID = 1
        #expect(text(loop).count == 3)
    }

    @Test func `a list tells of a trace what matters`() throws {
        let listing = try #require(TraceListing(SampleSpans.purchase(1, error: "lost").reversed()))
        #expect(listing.root == "POST /purchase")
        #expect(listing.services == ["stock_mng", "balance_mng"])
        #expect(listing.spans == 5 && listing.durationMicros == 5_000 && listing.error)
        #expect(TraceListing([]) == nil)
    }

    @Test func `two traces are compared step by step, what only one has in its place`() {
        func steps(_ comparison: TraceComparison) -> [String] {
            comparison.rows.map { row in
                let times = [row.first, row.second].map { "\($0?.lane.duration ?? -1)" }
                return "\(row.step.depth) \(row.step.name) \(times.joined(separator: " "))"
            }
        }
        let whole = Waterfall(SampleSpans.purchase(1))
        let broken = Waterfall(SampleSpans.purchase(2, error: "lost", server: false))
        #expect(
            steps(TraceComparison(whole, broken)) == [
                "0 POST /purchase 5000 5000", "1 write stock.db 900 900",
                "1 minusBalance 3000 3000", "2 write balance.db 2000 -1",
            ])
        #expect(
            steps(TraceComparison(broken, whole)).last == "2 write balance.db -1 2000")
        #expect(steps(TraceComparison(Waterfall([]), Waterfall([]))) == [])
    }

    @Test(arguments: [
        ("7f000001156133946000110014711", "7f000001156133946000110014711"),
        ("0a000001156133946000110014711", "0a000001156133946000110014711"),
        ("4bf92f3577b34da6a3ce929d0e0e4736", "4bf92f3577b34da6a3ce929d0e0e4736"),
        ("00000000000000000000000000000001", "0000000000000001"),
        ("7f0000011561339460001100g", nil),
    ])
    func `an id stands as who made it writes it`(text: String, shown: String?) {
        #expect(TraceID(parsing: text)?.shown == shown)
    }

    @Test func `durations read well`() {
        #expect(
            [7, 999, 1_000, 12_345, 123_456, 1_250_000].map(Microseconds.text) == [
                "7 µs", "999 µs", "1.00 ms", "12.3 ms", "123 ms", "1.25 s",
            ])
    }
}
