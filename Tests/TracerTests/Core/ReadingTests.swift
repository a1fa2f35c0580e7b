import TestSupport
import Testing
import TracerAPI
import TracerCore

@Suite struct `Spans of others` {
    @Test func `OpenTelemetry's JSON is read, ids in hexadecimal, numbers as strings`() throws {
        let text = """
            {"resourceSpans":[{"scopeSpans":[{"scope":{"name":"x"},"spans":[
            {"traceId":"5B8EFFF798038103D269B633813FC60C","spanId":"eee19b7ec3c1b174",
            "parentSpanId":"eee19b7ec3c1b173","name":"Pay","kind":3,
            "startTimeUnixNano":"1544712660000000000","endTimeUnixNano":"1544712661500000000",
            "attributes":[{"key":"n","value":{"intValue":"5"}},{"key":"peer.service",
            "value":{"stringValue":"Bank"}},{"key":"list","value":{"arrayValue":{"values":[
            {"boolValue":true},{"doubleValue":1.5}]}}}],
            "events":[{"timeUnixNano":"1544712660100000000","name":"asked","attributes":[]}],
            "status":{"code":2,"message":"no money"}},{"traceId":"","spanId":"1","name":"none"}]}],
            "resource":{"attributes":[{"key":"service.name","value":{"stringValue":"Shop"}}]}}]}
            """
        let result = try OTLPReader().spans(Array(text.utf8))
        #expect(result.rejected == 1)
        #expect(
            result.spans == [
                ZipkinSpan(
                    traceID: TraceID(high: 0x5B8E_FFF7_9803_8103, low: 0xD269_B633_813F_C60C),
                    id: 0xeee1_9b7e_c3c1_b174, parentID: 0xeee1_9b7e_c3c1_b173, kind: .client,
                    name: "pay", timestamp: 1_544_712_660_000_000, duration: 1_500_000,
                    localEndpoint: ZipkinEndpoint(serviceName: "shop"),
                    remoteEndpoint: ZipkinEndpoint(serviceName: "bank"),
                    annotations: [.init(timestamp: 1_544_712_660_100_000, value: "asked")],
                    tags: [
                        .init("n", "5"), .init("peer.service", "Bank"), .init("list", "true,1.5"),
                        .init("error", "no money"), .init("otel.status_code", "ERROR"),
                    ])
            ])
    }

    @Test func `what is written for OpenTelemetry is read back as it was`() throws {
        var spans = SampleSpans.purchase(1, error: "lost")
        let result = try OTLPReader().spans(OTLPWriter.request(spans))
        #expect(result.rejected == 0)
        let order = spans.map(\.localEndpoint.serviceName)
        #expect(result.spans.map(\.localEndpoint.serviceName) == order)
        for index in spans.indices {
            // A server's side cannot be told as shared; it stays one by its id.
            spans[index].shared = false
            #expect(result.spans[index].id == spans[index].id)
            #expect(result.spans[index].kind == spans[index].kind)
            #expect(result.spans[index].timestamp == spans[index].timestamp)
            #expect(result.spans[index].duration == spans[index].duration)
            #expect(result.spans[index].error == spans[index].error)
        }
    }

    @Test(arguments: ["[]", "{", #"{"resourceSpans":5}"#, #"{"resourceSpans":[]} x"#])
    func `what is no request is refused`(text: String) {
        #expect(throws: ZipkinReader.Fault.self) { try OTLPReader().spans(Array(text.utf8)) }
    }

    /// Made by Python's gzip: "hello, hello, hello, tracer!" and 1,000 times "spans and spans; ".
    @Test func `gzip is unpacked`() throws {
        for (packed, text) in GzipVectors.all {
            #expect(try Gunzip.unpack(packed, limit: 1 << 20) == Array(text.utf8))
        }
    }

    @Test func `gzip that is too large, cut or changed is refused`() throws {
        let (packed, text) = GzipVectors.all[1]
        #expect(throws: Gunzip.Fault.tooLarge(limit: 100)) {
            try Gunzip.unpack(packed, limit: 100)
        }
        for count in packed.indices {
            #expect(throws: Gunzip.Fault.self) {
                try Gunzip.unpack(Array(packed[..<count]), limit: 1 << 20)
            }
        }
        var random = SeededRandom(seed: 5)
        for _ in 0..<500 {
            var changed = packed
            let place = Int.random(in: 0..<packed.count, using: &random)
            changed[place] ^= UInt8.random(in: 1...255, using: &random)
            let result = try? Gunzip.unpack(changed, limit: 1 << 20)
            // Times and flags of the head may differ, never the text.
            if let result { #expect(result == Array(text.utf8)) }
        }
    }
}
