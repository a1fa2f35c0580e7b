import Foundation
import TestSupport
import Testing
import TracerService
import Wire

/// Third-party exporters against our collector; what they sent is read back over Zipkin's API.
@Suite(.enabled(if: TracingPeers.arePrepared, "\(TracingPeers.absence)"))
struct TracingPeerTests {
    @Test func `py_zipkin and OpenTelemetry post spans that Zipkin's questions return`()
        async throws
    {
        let hub = TracerHub(instance: "test", now: { 9_999_999_999_999 })
        try await withHTTPServer(TracerRoutes(hub: hub).router()) { port in
            let json = try await TracingPeers.run("tracing_json.py", in: "json", port: port)
            #expect(
                json == """
                    py_zipkin 202
                    otel_zipkin 202
                    otel_zipkin 202
                    otel_json 202
                    otel_json 202

                    """)
            let protobuf = try await TracingPeers.run(
                "tracing_protobuf.py", in: "protobuf", port: port)
            #expect(protobuf.split(separator: "\n").allSatisfy { $0.hasSuffix(" 202") })
            let printed = try await TracingPeers.run("tracing_check.py", in: "json", port: port)
            let found = try JSONDecoder().decode(JSONValue.self, from: Data(printed.utf8))
            #expect(found == Self.expected)
        }
    }

    static let expected: JSONValue = {
        let names = ["otel_gzip", "otel_json", "otel_protobuf"]
        func purchase(from callee: JSONValue) -> JSONValue {
            ["post /purchase", "SERVER", "/purchase", "pay", "CLIENT", callee, "no money"]
        }
        var spans = Dictionary(uniqueKeysWithValues: names.map { ($0, purchase(from: "bank")) })
        // OpenTelemetry's exporter for Zipkin leaves the other side in a tag: no endpoint, no link.
        spans["otel_zipkin"] = purchase(from: "")
        spans["py_shop"] = [
            "get /books", "SERVER", "/books", "pay", "CLIENT", "py_bank", "no money",
        ]
        return [
            "services": .array((names + ["otel_zipkin", "py_shop"]).map(JSONValue.string)),
            "links": .array(
                (names.map { "\($0) bank 1 1" } + ["py_shop py_bank 1 1"]).map(JSONValue.string)),
            "spans": .object(spans),
        ]
    }()
}
