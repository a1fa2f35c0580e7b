import TestSupport
import Testing
import TracerAPI
import TracerCore

@Suite struct `Who calls whom` {
    private func links(_ spans: [ZipkinSpan]) -> [String] {
        var store = SpanStore()
        store.take(spans)
        return store.links(end: 100_000, lookback: 100_000).map {
            "\($0.parent) > \($0.child) \($0.callCount)/\($0.errorCount)"
        }
    }

    private func span(
        _ id: UInt64, _ parent: UInt64? = nil, _ kind: ZipkinSpan.Kind?, _ local: String,
        _ remote: String = "", error: Bool = false, shared: Bool = false
    ) -> ZipkinSpan {
        ZipkinSpan(
            traceID: TraceID(high: 0, low: 1), id: id, parentID: parent, kind: kind,
            timestamp: Int64(id), duration: 1,
            localEndpoint: ZipkinEndpoint(serviceName: local),
            remoteEndpoint: ZipkinEndpoint(serviceName: remote),
            tags: error ? [.init("error", "")] : [], shared: shared)
    }

    @Test func `a purchase is the shop, the account and their databases`() {
        #expect(
            links(SampleSpans.purchase(1) + SampleSpans.purchase(2)) == [
                "balance_mng > balance.db 2/0", "stock_mng > balance_mng 2/0",
                "stock_mng > stock.db 2/0",
            ])
    }

    @Test func `a call that failed on either side, or on both, failed once`() {
        #expect(
            links(SampleSpans.purchase(1, error: "lost"))[1] == "stock_mng > balance_mng 1/1")
        #expect(
            links(SampleSpans.purchase(1, error: "gone", server: false))
                == ["stock_mng > balance_mng 1/1", "stock_mng > stock.db 1/0"])
        #expect(
            links([
                span(1, nil, .client, "a", error: true),
                span(1, nil, .server, "b", error: true, shared: true),
            ]) == ["a > b 1/1"])
    }

    @Test func `a server's side is joined by its id alone, as SOFATracer leaves it unmarked`() {
        #expect(
            links([span(1, nil, .client, "a", "wrong"), span(1, nil, .server, "b")])
                == ["a > b 1/0"])
    }

    @Test func `work between a call and its cause is looked through`() {
        #expect(
            links([
                span(1, nil, .server, "a"), span(2, 1, nil, "a"), span(3, 2, .client, "a", "b"),
            ]) == ["a > b 1/0"])
    }

    @Test func `a root server needs the name of its caller`() {
        #expect(links([span(1, nil, .server, "a")]) == [])
        #expect(links([span(1, nil, .server, "a", "page")]) == ["page > a 1/0"])
    }

    @Test func `a span without a kind is a call when both sides are known`() {
        #expect(links([span(1, nil, nil, "a", "b")]) == ["a > b 1/0"])
        #expect(links([span(1, nil, nil, "a")]) == [])
    }

    @Test func `messages link producer and consumer with the broker`() {
        #expect(
            links([
                span(1, nil, .producer, "a", "broker"), span(2, 1, .consumer, "b", "broker"),
            ]) == ["a > broker 1/0", "broker > b 1/0"])
    }

    @Test func `spans that hang below themselves are cut loose`() {
        #expect(
            links([
                span(1, 2, .server, "a", "x"), span(2, 3, .client, "a", "b"),
                span(3, 1, .client, "b", "c"),
            ]).isEmpty == false)
    }

    @Test func `asking again after another span gives the new links`() {
        var store = SpanStore()
        store.take([span(1, nil, .client, "a", "b")])
        #expect(store.links(end: 100_000, lookback: 100_000).map(\.child) == ["b"])
        store.take([span(1, nil, .server, "c")])
        #expect(store.links(end: 100_000, lookback: 100_000).map(\.child) == ["c"])
    }
}
