import TestSupport
import Testing
import TracerAPI

@Suite struct `Zipkin's JSON` {
    static let full = """
        [{"traceId":"5af7183fb1d4cf5f","id":"352bff9a74ca9ad2","parentId":"6b221d5bc9e6496c",\
        "kind":"CLIENT","name":"get /api","timestamp":1556604172355737,"duration":1431,\
        "localEndpoint":{"serviceName":"frontend","ipv4":"127.0.0.1","port":3306},\
        "remoteEndpoint":{"serviceName":"backend","ipv6":"2001:db8::c001"},\
        "annotations":[{"timestamp":1556604172355737,"value":"ws \\u0022fin\\u0022"}],\
        "tags":{"http.method":"GET","http.path":"/api"},"shared":true,"debug":true}]
        """

    @Test func `what is written is what was read, byte by byte`() throws {
        let spans = try ZipkinReader().spans(Array(Self.full.utf8))
        let written = String(decoding: ZipkinSpan.list(spans), as: UTF8.self)
        #expect(written == Self.full.replacing("\\u0022", with: "\\\""))
    }

    @Test func `order and spaces do not matter, unknown members and nulls are left out`() throws {
        let text = """
             [ { "tags" : { "b" : 5 , "a" : true } , "id" : "1" , "novelty" : [ { "x" : [ 1.5e3 ] } ] ,
              "parentId" : null , "traceId" : "abc" , "name" : "Get" , "duration" : 0 } ]
            """
        #expect(
            try ZipkinReader().spans(Array(text.utf8)) == [
                ZipkinSpan(
                    traceID: TraceID(high: 0, low: 0xabc), id: 1, name: "get",
                    tags: [.init("b", "5"), .init("a", "true")])
            ])
    }

    @Test func `ids are padded as Zipkin pads them`() throws {
        let ids = [
            ("1", "0000000000000001"), ("48485a3953bb6124", "48485a3953bb6124"),
            ("000ad1348f1403169275002100356696", "000ad1348f1403169275002100356696"),
            ("0ad1348f1403169275002100356696", "000ad1348f1403169275002100356696"),
            ("000000000000000048485a3953bb6124", "48485a3953bb6124"),
        ]
        for (written, read) in ids {
            #expect(TraceID(parsing: written)?.description == read)
        }
        for wrong in ["", "0", "xyz", "ABC", String(repeating: "1", count: 33)] {
            #expect(TraceID(parsing: wrong) == nil, "\(wrong)")
        }
    }

    @Test func `a parent that is the span itself, or zero, is none`() throws {
        for parent in ["1", "0"] {
            let text = #"[{"traceId":"1","id":"1","parentId":"\#(parent)"}]"#
            #expect(try ZipkinReader().spans(Array(text.utf8)).first?.parentID == nil)
        }
    }

    @Test func `nothing, and an empty list, are no spans`() throws {
        #expect(try ZipkinReader().spans([]) == [])
        #expect(try ZipkinReader().spans(Array(" [ ] ".utf8)) == [])
    }

    @Test(arguments: [
        (#"[{"traceId":"1","id":"0.1"}]"#, "span 0 of the list: id \"0.1\" is not"),
        (#"[{"traceId":"1","id":"1"},{"id":"1"}]"#, "span 1 of the list: traceId is missing"),
        (#"[{"traceId":"1","id":"1","kind":"BOSS"}]"#, "kind \"BOSS\" is not"),
        (#"{"traceId":"1"}"#, "a list must stand here"),
        (#"[{"traceId":"1","id":"1"}"#, "a comma or the end must stand here"),
        (#"[{"traceId":"1","id":"1"}] x"#, "something follows the end"),
        (#"[{"traceId":1}]"#, "a string must stand here"),
        (#"[{"traceId":"1","duration":"x"}]"#, "a whole number must stand here"),
        (#"[{"traceId":"1"#, "a string is not closed"),
        (#"[{"tags":{"a":"\q"}}]"#, "an unknown escape"),
        (String(repeating: "[", count: 99), "must stand here"),
        (#"[{"x":"# + String(repeating: "[", count: 99), "nested too deep"),
    ])
    func `what is wrong is said in a sentence`(text: String, expected: String) {
        do throws(ZipkinReader.Fault) {
            _ = try ZipkinReader().spans(Array(text.utf8))
            Issue.record("taken: \(text)")
        } catch {
            #expect("\(error)".contains(expected), "\(error)")
        }
    }

    @Test func `bounds hold for spans, tags, annotations and texts`() throws {
        let limits = ZipkinReader.Limits(spans: 2, tags: 1, annotations: 1, textBytes: 4)
        let reader = ZipkinReader(limits: limits)
        let one = #"{"traceId":"1","id":"1","name":"abcdef","tags":{"a":"1","b":"2"}}"#
        #expect(throws: ZipkinReader.Fault.tooMany(limit: 2)) {
            try reader.spans(Array("[\(one),\(one),\(one)]".utf8))
        }
        let span = try #require(try reader.spans(Array("[\(one)]".utf8)).first)
        #expect(span.name == "abcd")
        #expect(span.tags == [.init("a", "1")])
    }

    @Test func `escapes mean what RFC 8259 says`() throws {
        let text = #"[{"traceId":"1","id":"1","tags":{"k\n":"\u00e9\ud83d\ude00\/\ud800!"}}]"#
        let span = try #require(try ZipkinReader().spans(Array(text.utf8)).first)
        #expect(span.tags == [.init("k\n", "é😀/\u{FFFD}!")])
    }

    @Test func `arbitrary bytes are refused or read, never worse`() {
        var random = SeededRandom(seed: 11)
        let letters = Array("[]{},:\"\\u0a1tfn-. ".utf8)
        for _ in 0..<2_000 {
            let bytes = (0..<40).map { _ in letters[Int(random.next() >> 33) % letters.count] }
            _ = try? ZipkinReader().spans(bytes)
        }
        var bytes = Array(Self.full.utf8)
        for index in bytes.indices {
            let kept = bytes[index]
            bytes[index] = letters[Int(random.next() >> 33) % letters.count]
            _ = try? ZipkinReader().spans(bytes)
            bytes[index] = kept
            _ = try? ZipkinReader().spans(Array(bytes[..<index]))
        }
    }
}
