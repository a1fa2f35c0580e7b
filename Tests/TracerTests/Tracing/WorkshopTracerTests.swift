import Testing
import Tracing
import TracerAPI
import Wire

@testable import Telemetry

@Suite struct `The tracer of our components` {
    private struct Failed: Error, CustomStringConvertible {
        let description = "the till is closed"
    }

    private struct Headers: Injector, Extractor {
        func inject(_ value: String, forKey key: String, into carrier: inout [String: String]) {
            carrier[key] = value
        }

        func extract(key: String, from carrier: [String: String]) -> String? { carrier[key] }
    }

    private struct SofaHeaders: Injector, Extractor, SofaHeaderMap {
        func inject(_ value: String, forKey key: String, into carrier: inout [String: String]) {
            carrier[key] = value
        }

        func extract(key: String, from carrier: [String: String]) -> String? { carrier[key] }
    }

    @Test func `a call from one process into another is one trace, both sides with one id`() {
        let shop = SpanSink()
        let account = SpanSink()
        shop.tracer().withSpan("post /purchase", ofKind: .server) { _ in
            shop.tracer().withSpan("write", ofKind: .client) { _ in }
            shop.tracer().withSpan("minusBalance", ofKind: .client) { span in
                var headers: [String: String] = [:]
                shop.tracer().inject(span.context, into: &headers, using: SofaHeaders())
                var context = InstrumentationContext.topLevel
                account.tracer().extract(headers, into: &context, using: SofaHeaders())
                account.tracer().withSpan("minusBalance", context: context, ofKind: .server) { _ in
                    account.tracer().withSpan("write", ofKind: .client) { _ in }
                }
            }
        }
        #expect(shop.spans.map(\.trace.spanID) == ["0.1", "0.2", "0"])
        #expect(account.spans.map(\.trace.spanID) == ["0.2.1", "0.2"])
        let all = shop.spans + account.spans
        #expect(Set(all.map(\.trace.traceID)) == ["0ad1348f1403169275002100156696"])
        let server = account.spans[1].trace
        #expect(server.isShared && server.id == shop.spans[1].trace.id)
        #expect(server.parentID == shop.spans[2].trace.id)
    }

    @Test func `two calls from one foreign span are two spans`() throws {
        let sink = SpanSink()
        let tracer = sink.tracer()
        for _ in 0..<2 {
            var context = InstrumentationContext.topLevel
            tracer.extract(
                ["traceparent": "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"],
                into: &context, using: Headers())
            tracer.withSpan("get /", context: context, ofKind: .server) { _ in
                tracer.withSpan("write", ofKind: .client) { _ in }
            }
        }
        let ids = sink.spans.map(\.trace.id)
        #expect(Set(ids).count == 4)
        #expect(sink.spans.map(\.trace.spanID) == ["0.1", "0", "0.1", "0"])
        #expect(sink.spans[0].trace.parentID == sink.spans[1].trace.id)
        #expect(sink.spans[1].trace.parentID == 0xb7ad_6b71_6920_3331)
    }

    @Test func `an error makes the span red and says why`() throws {
        let sink = SpanSink()
        #expect(throws: Failed.self) {
            try sink.tracer().withSpan("buy") { _ in throw Failed() }
        }
        #expect(sink.spans.map(\.error) == ["the till is closed"])
        let zipkin = sink.spans[0].zipkin(local: ZipkinEndpoint(serviceName: "stock_mng"))
        #expect(zipkin.error == "the till is closed")
    }

    @Test func `sampling is decided at the root, for everybody below`() {
        let sink = SpanSink()
        let never = sink.tracer(sampling: 0)
        let always = sink.tracer(sampling: 100)
        never.withSpan("root", ofKind: .server) { span in
            #expect(!span.isRecording)
            var headers: [String: String] = [:]
            never.inject(span.context, into: &headers, using: SofaHeaders())
            #expect(headers["new_rpc_trace_context"]?.hasSuffix("&sample=false&") == true)
            var context = InstrumentationContext.topLevel
            always.extract(headers, into: &context, using: SofaHeaders())
            always.withSpan("below", context: context, ofKind: .server) { _ in }
        }
        #expect(sink.spans.isEmpty)
    }

    @Test func `a span in Zipkin's format keeps SOFATracer's ids and what is known`() {
        let sink = SpanSink()
        let tracer = sink.tracer()
        tracer.withSpan("BalanceMngFacade/minusBalance", ofKind: .client) { span in
            span.updateAttributes {
                $0["peer.service"] = "Balance_Mng"
                $0["peer.address"] = "127.0.0.1"
                $0["peer.port"] = 12_200
                $0["result.code"] = "00"
                $0["req.size"] = 31
            }
            span.addEvent("retried")
        }
        let span = sink.spans[0].zipkin(local: ZipkinEndpoint(serviceName: "stock_mng"))
        #expect(span.traceID.description == "000ad1348f1403169275002100156696")
        #expect(span.name == "balancemngfacade/minusbalance")
        #expect(span.kind == .client)
        #expect(
            span.remoteEndpoint
                == ZipkinEndpoint(serviceName: "balance_mng", ipv4: "127.0.0.1", port: 12_200))
        #expect(
            span.tags == [
                .init("origin.span.id", "0"), .init("req.size", "31"), .init("result.code", "00"),
            ])
        #expect(span.annotations.map(\.value) == ["retried"])
        #expect(span.duration >= 1)
    }

    @Test func `a span that is ended twice is told once`() {
        let sink = SpanSink()
        let span = sink.tracer().startSpan("once")
        span.end()
        span.end()
        #expect(sink.spans.count == 1)
    }
}
