import TestSupport
import Testing
import TracerAPI
import TracerCore

@Suite struct `The span store` {
    private func store(_ count: Int, limits: StoreLimits = StoreLimits()) -> SpanStore {
        var store = SpanStore(limits: limits)
        for number in 1...count {
            store.take(SampleSpans.purchase(UInt64(number), at: Int64(number) * 1_000_000))
        }
        return store
    }

    private func ids(_ traces: [[StoredSpan]]) throws -> [UInt64] {
        try traces.map { spans in
            let bytes: [UInt8] = [91] + (spans.first?.json ?? []) + [93]
            return try ZipkinReader().spans(bytes).first?.traceID.low ?? 0
        }
    }

    private func query(
        end: Int64 = 1_000_000, _ change: (inout TraceQuery) -> Void = { _ in }
    ) -> TraceQuery {
        var query = TraceQuery(end: end)
        change(&query)
        return query
    }

    @Test func `what came in comes out as it was, the newest trace first`() throws {
        let store = store(3)
        #expect(store.spanCount == 15 && store.traceCount == 3)
        #expect(try ids(store.traces(query())) == [3, 2, 1])
        let spans = try #require(store.trace(TraceID(high: 0x7f00_0001, low: 2)))
        let json = spans.map { String(decoding: $0.json, as: UTF8.self) }.joined(separator: ",")
        let expected = SampleSpans.purchase(2, at: 2_000_000)
        #expect("[\(json)]" == String(decoding: ZipkinSpan.list(expected), as: UTF8.self))
    }

    @Test func `names are known as long as a span has them`() {
        var store = SpanStore(limits: StoreLimits(spans: 5))
        store.take([
            ZipkinSpan(
                traceID: TraceID(high: 0, low: 9), id: 1, name: "old", timestamp: 1,
                localEndpoint: ZipkinEndpoint(serviceName: "gone"))
        ])
        #expect(store.services == ["gone"])
        store.take(SampleSpans.purchase(1))
        #expect(store.services == ["balance_mng", "stock_mng"])
        #expect(store.spanNames(of: "gone") == [])
        #expect(
            store.spanNames(of: "Stock_Mng") == [
                "balancemngfacade/minusbalance", "post /purchase", "write stock.db",
            ])
        #expect(store.remoteServices(of: "stock_mng") == ["balance_mng", "stock.db"])
        #expect(store.values(ofTag: "method") == ["minusBalance"])
    }

    @Test func `the oldest trace goes first, and no bound is ever passed`() throws {
        let limits = StoreLimits(spans: 23, bytes: 1 << 20)
        var store = SpanStore(limits: limits)
        for number in 1...50 {
            store.take(SampleSpans.purchase(UInt64(number), at: Int64(number) * 1_000_000))
            #expect(store.spanCount <= limits.spans)
        }
        #expect(try ids(store.traces(query())) == [50, 49, 48, 47])
        #expect(store.counts.received == 250)
        #expect(store.counts.evicted == 230)
        var small = SpanStore(limits: StoreLimits(bytes: 4_000))
        for number in 1...50 { small.take(SampleSpans.purchase(UInt64(number))) }
        #expect(small.byteCount <= 4_000 && small.spanCount > 0)
    }

    @Test func `what is too large, too many or come twice is left out and counted`() {
        var store = SpanStore(limits: StoreLimits(spansOfTrace: 5, spanBytes: 1_000))
        store.take(SampleSpans.purchase(1))
        store.take(SampleSpans.purchase(1))
        #expect(store.counts.repeated == 5 && store.spanCount == 5)
        var more = SampleSpans.purchase(1)[0]
        more.id = 99
        store.take([more])
        more.traceID = TraceID(high: 0, low: 5)
        more.tags.append(.init("long", String(repeating: "x", count: 1_000)))
        store.take([more])
        #expect(store.counts.refused == 2 && store.spanCount == 5)
        #expect(store.counts.received == 12 && store.counts.stored == 5)
    }

    @Test func `queries ask for services, names, durations, tags and times`() throws {
        var store = store(4)
        store.take(SampleSpans.purchase(5, at: 5_000_000, error: "no provider is known"))
        func found(_ change: (inout TraceQuery) -> Void) throws -> [UInt64] {
            try ids(store.traces(query(change)))
        }
        #expect(try found { $0.service = "balance_mng" } == [5, 4, 3, 2, 1])
        #expect(try found { $0.service = "nobody" } == [])
        #expect(try found { $0.limit = 2 } == [5, 4])
        #expect(
            try found {
                $0.service = "balance_mng"
                $0.spanName = "post /purchase"
            } == [])
        #expect(try found { $0.remoteService = "balance.db" } == [5, 4, 3, 2, 1])
        #expect(try found { $0.conditions = [.init(key: "error", value: nil)] } == [5])
        #expect(
            try found {
                $0.conditions = [.init(key: "http.response.status_code", value: "200")]
                $0.end = 3_000
            } == [3, 2, 1])
        #expect(try found { $0.conditions = [.init(key: "servicename", value: nil)] } == [])
        #expect(
            try found {
                $0.minimum = 5_000
                $0.maximum = 5_000
            } == [5, 4, 3, 2, 1])
        #expect(try found { $0.minimum = 5_001 } == [])
        #expect(
            try found {
                $0.end = 4_000
                $0.lookback = 1_000
            } == [4, 3])
    }

    @Test func `a tag's value that looks like a tag is none`() throws {
        var span = SampleSpans.purchase(1)[0]
        span.tags = [.init("note", #""error":"x","a":"b""#), .init("k", "v")]
        span.annotations = [.init(timestamp: 1, value: "retried")]
        var store = SpanStore()
        store.take([span])
        func fits(_ key: String, _ value: String? = nil) -> Bool {
            !store.traces(query { $0.conditions = [.init(key: key, value: value)] }).isEmpty
        }
        #expect(!fits("error") && !fits("a", "b"))
        #expect(fits("k", "v") && fits("note") && fits("retried"))
        #expect(!fits("retried", "x") && !fits("v"))
    }

    @Test func `a random stream never passes the bounds, and counts add up`() {
        let seed: UInt64 = 42
        var random = SeededRandom(seed: seed)
        let limits = StoreLimits(spans: 40, bytes: 20_000, spansOfTrace: 6)
        var store = SpanStore(limits: limits)
        for _ in 0..<2_000 {
            var span = SampleSpans.purchase(UInt64.random(in: 1...30, using: &random))[0]
            span.id = UInt64.random(in: 1...9, using: &random)
            span.localEndpoint.serviceName = "s\(UInt64.random(in: 1...9, using: &random))"
            store.take([span])
            let counts = store.counts
            #expect(
                store.spanCount <= limits.spans && store.byteCount <= limits.bytes,
                "seed \(seed)")
            #expect(
                counts.received == counts.stored + counts.repeated + counts.refused,
                "seed \(seed)")
            #expect(counts.stored - counts.evicted == store.spanCount, "seed \(seed)")
        }
    }
}

@Suite struct `The parameters of a query` {
    private func parse(_ parameters: [String: String]) throws(TraceQuery.Fault) -> TraceQuery {
        try TraceQuery(now: 9_000) { parameters[$0] }
    }

    @Test func `all of Zipkin's are understood`() throws {
        let query = try parse([
            "serviceName": "Stock_Mng", "remoteServiceName": "x", "spanName": "all",
            "annotationQuery": "error and http.route=/purchase", "minDuration": "5",
            "maxDuration": "6", "endTs": "7", "lookback": "8", "limit": "9",
        ])
        #expect(query.service == "stock_mng")
        #expect(query.remoteService == "x" && query.spanName == nil)
        #expect(
            query.conditions == [
                .init(key: "error", value: nil), .init(key: "http.route", value: "/purchase"),
            ])
        #expect(query.minimum == 5 && query.maximum == 6)
        #expect(query.end == 7 && query.lookback == 8 && query.limit == 9)
        let plain = try parse([:])
        #expect(plain.end == 9_000 && plain.lookback == 86_400_000 && plain.limit == 10)
        #expect(try parse(["limit": "99999"]).limit == TraceQuery.limitBound)
    }

    @Test(arguments: [
        ["limit": "x"], ["limit": "0"], ["endTs": "-1"], ["lookback": "9223372036854775807"],
        ["maxDuration": "5"], ["minDuration": "6", "maxDuration": "5"],
    ])
    func `what makes no sense is refused`(parameters: [String: String]) {
        #expect(throws: TraceQuery.Fault.self) { try parse(parameters) }
    }
}
