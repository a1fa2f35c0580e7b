import Synchronization
import TestSupport
import Testing
import TracerAPI
import Tracing

@testable import Telemetry

@Suite struct `SOFATracer's ids` {
    @Test(arguments: [
        ("0", "af63ad4c86019caf"), ("0.1", "4e18dd181d0a2066"), ("0.2", "4e18dc181d0a1eb3"),
        ("0.1.1", "b1ecc5b0e1cf206b"), ("0.2.1", "a95e98b0dcfe6e02"),
    ])
    func `a span id has the digest that SOFATracer reports to Zipkin`(
        spanID: String, expected: String
    ) {
        #expect(Hexadecimal.text(SpanDigest.of(spanID)) == expected)
    }

    @Test func `a trace id is address, time, number and process`() {
        let maker = TraceIDMaker(
            address: TraceIDMaker.hexadecimal(ofAddress: "10.209.52.143"), processID: 56_696,
            now: { 1_403_169_275_002 })
        #expect(maker.next() == "0ad1348f1403169275002100156696")
        #expect(maker.next() == "0ad1348f1403169275002100256696")
        #expect(TraceIDMaker.hexadecimal(ofAddress: "no address") == "ffffffff")
    }

    @Test func `the number of a trace goes from 1001 to 9001 and begins again at 1000`() {
        let maker = TraceIDMaker(address: "00000000", processID: 1, now: { 0 })
        let numbers = (0..<8_003).map { _ in Int(maker.next().dropFirst(9).prefix(4)) }
        #expect(numbers.first == 1_001)
        #expect(numbers[8_000] == 9_001)
        #expect(numbers[8_001] == 1_000)
        #expect(numbers[8_002] == 1_001)
    }

    @Test func `children are numbered in the order of their calls`() {
        let root = TraceContext.root(traceID: "0ad1348f1403169275002100356696", isSampled: true)
        let call = root.child(2)
        #expect(call.spanID == "0.2")
        #expect(call.child(1).spanID == "0.2.1")
        #expect(Hexadecimal.text(call.child(1).id) == "a95e98b0dcfe6e02")
        #expect(call.child(1).parentID == call.id)
    }

    @Test func `exactly so many of each hundred traces are sampled`() {
        var random = SeededRandom(seed: 3)
        for percentage in [0, 1, 37, 100] {
            let sampler = Sampler(
                percentage: percentage, limit: 1_000, now: { 0 }, random: &random)
            for _ in 0..<3 {
                #expect((0..<100).count { _ in sampler.next() } == percentage)
            }
        }
    }
}

@Suite struct `The limit of traces in a second` {
    @Test func `the first of each second are sampled, and the others are not`() {
        let now = Mutex<Int64>(1_000)
        var random = SeededRandom(seed: 3)
        let sampler = Sampler(
            percentage: 100, limit: 3, now: { now.withLock { $0 } }, random: &random)
        let first = (0..<5).map { _ in sampler.next() }
        now.withLock { $0 = 1_999 }
        let still = sampler.next()
        now.withLock { $0 = 2_000 }
        let second = (0..<4).map { _ in sampler.next() }
        // A clock that was set back begins a second of its own.
        now.withLock { $0 = 500 }
        #expect(first == [true, true, true, false, false])
        #expect(!still)
        #expect(second == [true, true, true, false])
        #expect(sampler.next())
    }

    @Test func `traces that are passed over are counted, their calls go on unsampled`() {
        let passed = Atomic(0)
        let sink = SpanSink()
        let tracer = WorkshopTracer(
            .init(tracesPerSecond: 1, now: { 7 }), random: SeededRandom(seed: 3),
            passOver: { passed.wrappingAdd(1, ordering: .relaxed) }
        ) { sink.take($0) }
        let roots = (0..<3).map { _ in
            tracer.startSpan("root", context: .topLevel, ofKind: .server)
        }
        let child = tracer.startSpan("child", context: roots[1].context, ofKind: .client)
        for span in roots + [child] { span.end() }
        #expect(roots.map(\.isRecording) == [true, false, false])
        #expect(!child.isRecording)
        #expect(child.trace.traceID == roots[1].trace.traceID)
        #expect(sink.spans.map(\.name) == ["root"])
        #expect(passed.load(ordering: .relaxed) == 2)
    }
}

@Suite struct `Trace context in headers` {
    static let call = TraceContext.root(
        traceID: "0ad1348f1403169275002100356696", isSampled: true
    ).child(1)

    private func told(_ headers: [(String, String)]) -> ToldContext? {
        ToldContext { key in headers.first { $0.0 == key }?.1 }
    }

    @Test func `SOFARPC's keys say what Java and anthunder say`() {
        #expect(
            Self.call.sofaHeaders.map { "\($0.0): \($0.1)" } == [
                "new_rpc_trace_context: tcid=0ad1348f1403169275002100356696&spid=0.1&pspid=0"
                    + "&sample=true&",
                "rpc_trace_context.sofaTraceId: 0ad1348f1403169275002100356696",
                "rpc_trace_context.sofaRpcId: 0.1",
            ])
    }

    @Test func `HTTP has W3C's and B3's headers, in hexadecimal`() {
        #expect(
            Self.call.httpHeaders.map { "\($0.0): \($0.1)" } == [
                "traceparent: 00-000ad1348f1403169275002100356696-4e18dd181d0a2066-01",
                "tracestate: sofa=0ad1348f1403169275002100356696:0.1",
                "X-B3-TraceId: 000ad1348f1403169275002100356696",
                "X-B3-SpanId: 4e18dd181d0a2066", "X-B3-Sampled: 1",
                "X-B3-ParentSpanId: af63ad4c86019caf",
            ])
    }

    @Test func `what one of us writes, another one reads as it was`() {
        let foreign = TraceContext.below(
            foreign: 5, traceID: "463ac35c9f6413ad48485a3953bb6124", isSampled: false, turn: 9
        ).child(3)
        for context in [Self.call, foreign] {
            for headers in [context.sofaHeaders, context.httpHeaders] {
                guard case .sofa(let read)? = told(headers) else {
                    Issue.record("not read: \(headers)")
                    continue
                }
                #expect(read.traceID == context.traceID)
                #expect(read.spanID == context.spanID)
                #expect(read.id == context.id)
                #expect(read.isSampled == context.isSampled)
            }
        }
    }

    @Test func `anthunder's older form is read, sampled unless it says otherwise`() {
        let older = [
            ("rpc_trace_context.sofaTraceId", "0ad1348f1403169275002100356696"),
            ("rpc_trace_context.sofaRpcId", "0.1"),
        ]
        #expect(
            told(older)
                == .sofa(
                    .told(
                        traceID: "0ad1348f1403169275002100356696", spanID: "0.1", id: nil,
                        isSampled: true)))
        guard case .sofa(let context)? = told(older + [("rpc_trace_context.samp", "false")]) else {
            Issue.record("not read")
            return
        }
        #expect(!context.isSampled)
        #expect(context.parentID == SpanDigest.of("0"))
    }

    @Test func `W3C's vector is a foreign parent`() {
        let header = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"
        #expect(
            told([("traceparent", header)])
                == .foreign(
                    traceID: "0af7651916cd43dd8448eb211c80319c", parent: 0xb7ad_6b71_6920_3331,
                    isSampled: true))
    }

    @Test(arguments: [
        "", "00", "ff-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
        "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01-more",
        "00-00000000000000000000000000000000-b7ad6b7169203331-01",
        "00-0af7651916cd43dd8448eb211c80319c-0000000000000000-01",
        "00-0AF7651916CD43DD8448EB211C80319C-b7ad6b7169203331-01",
        "00-0af7651916cd43dd8448eb211c80319c-b7ad6b716920333-01",
    ])
    func `a traceparent that makes no sense counts as absent`(header: String) {
        #expect(told([("traceparent", header)]) == nil)
    }

    @Test func `B3 is read from one header and from several`() {
        let expected = ToldContext.foreign(
            traceID: "80f198ee56343ba864fe8b2a57d3eff7", parent: 0xe457_b5a2_e4d8_6bd1,
            isSampled: true)
        #expect(
            told([("b3", "80f198ee56343ba864fe8b2a57d3eff7-e457b5a2e4d86bd1-1-05e3ac9a4f6e3b90")])
                == expected)
        #expect(
            told([
                ("X-B3-TraceId", "80f198ee56343ba864fe8b2a57d3eff7"),
                ("X-B3-SpanId", "e457b5a2e4d86bd1"), ("X-B3-Sampled", "1"),
            ]) == expected)
        #expect(told([("b3", "0")]) == .decision(false))
        #expect(told([("X-B3-Sampled", "0")]) == .decision(false))
    }

    @Test func `SOFATracer's own ids in B3's headers are taken for what they are`() {
        guard
            case .sofa(let context)? = told([
                ("X-B3-TraceId", "0ad1348f1403169275002100356696"), ("X-B3-SpanId", "0.1"),
                ("X-B3-Sampled", "true"),
            ])
        else {
            Issue.record("not read")
            return
        }
        #expect(context.spanID == "0.1")
        #expect(context.isSampled)
    }

    @Test func `ids that are none are not believed`() {
        for (trace, span) in [("xyz", "0.1"), ("0ad1", "0.x"), ("0ad1", ""), ("", "0")] {
            #expect(
                told([
                    ("rpc_trace_context.sofaTraceId", trace), ("rpc_trace_context.sofaRpcId", span),
                ]) == nil)
        }
    }
}
