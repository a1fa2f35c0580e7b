import Foundation
import HTTPClient
import TestSupport
import Testing
import TracerAPI
import TracerCore
import TracerService

@Suite struct `The tracer over HTTP` {
    private struct Desk: Sendable {
        let port: Int

        func ask(
            _ path: String, _ method: String = "GET", body: [UInt8] = [],
            headers: [(String, String)] = []
        ) async throws -> (status: Int, text: String) {
            let answer = try await HTTPClient().send(
                .init(method, path, headers: headers, body: body),
                to: .tcp(host: "127.0.0.1", port: port), deadline: .seconds(30))
            return (answer.status, String(decoding: answer.body, as: UTF8.self))
        }

        func post(
            _ text: String, to path: String = "/api/v2/spans", headers: [(String, String)] = []
        ) async throws -> (status: Int, text: String) {
            try await ask(path, "POST", body: Array(text.utf8), headers: headers)
        }

        var client: TracerQueryClient {
            TracerQueryClient { path in
                let answer = try await HTTPClient().send(
                    .init("GET", path), to: .tcp(host: "127.0.0.1", port: port),
                    deadline: .seconds(30))
                return (answer.status, answer.body)
            }
        }
    }

    private func withDesk(
        settings: TracerSettings = TracerSettings(),
        _ body: @escaping @Sendable (Desk) async throws -> Void
    ) async throws {
        let hub = TracerHub(instance: "one", limits: settings.limits, now: { 100_000 })
        try await withHTTPServer(TracerRoutes(hub: hub, settings: settings).router()) { port in
            try await body(Desk(port: port))
        }
    }

    private static let purchase = String(
        decoding: ZipkinSpan.list(SampleSpans.purchase(1, error: "lost")), as: UTF8.self)
    private static let trace = "000000007f0000010000000000000001"

    @Test func `spans are taken and questions answered as Zipkin answers them`() async throws {
        try await withDesk { desk in
            let taken = try await desk.post(Self.purchase)
            #expect(taken == (202, ""))
            #expect(try await desk.ask("/api/v2/services").text == #"["balance_mng","stock_mng"]"#)
            #expect(
                try await desk.ask("/api/v2/spans?serviceName=balance_mng").text
                    == #"["balancemngfacade/minusbalance","write balance.db"]"#)
            #expect(
                try await desk.ask("/api/v2/remoteServices?serviceName=balance_mng").text
                    == #"["balance.db","stock_mng"]"#)
            #expect(
                try await desk.ask("/api/v2/traces?serviceName=stock_mng").text
                    == "[\(Self.purchase)]")
            #expect(try await desk.ask("/api/v2/trace/\(Self.trace)").text == Self.purchase)
            #expect(
                try await desk.ask("/api/v2/dependencies?endTs=100000&lookback=100000").text == """
                    [{"callCount":1,"child":"balance.db","parent":"balance_mng"},\
                    {"callCount":1,"child":"balance_mng","errorCount":1,"parent":"stock_mng"},\
                    {"callCount":1,"child":"stock.db","parent":"stock_mng"}]
                    """)
            #expect(try await desk.ask("/api/v2/autocompleteValues?key=method").text.contains("m"))
        }
    }

    @Test func `single traces are found by their short ids too, or not at all`() async throws {
        try await withDesk { desk in
            _ = try await desk.post(Self.purchase)
            let short = String(Self.trace.drop { $0 == "0" })
            #expect(try await desk.ask("/api/v2/trace/\(short)").status == 200)
            #expect(try await desk.ask("/api/v2/trace/abc") == (404, "0000000000000abc not found"))
            #expect(try await desk.ask("/api/v2/trace/x.y").status == 400)
            let many = try await desk.ask("/api/v2/traceMany?traceIds=\(short),abc")
            #expect(many == (200, "[\(Self.purchase)]"))
            for wrong in ["", "abc", "abc,abc", "abc,x"] {
                #expect(try await desk.ask("/api/v2/traceMany?traceIds=\(wrong)").status == 400)
            }
        }
    }

    @Test func `what cannot be taken is refused with a sentence and counted`() async throws {
        let settings = TracerSettings(bodyLimit: 4_000, unpackedLimit: 8_000)
        try await withDesk(settings: settings) { desk in
            let wrong = try await desk.post(#"[{"traceId":"1","id":"0.1"}]"#)
            #expect(wrong.status == 400 && wrong.text.hasPrefix("span 0 of the list: id"))
            #expect(try await desk.post("nonsense").status == 400)
            #expect(try await desk.post("{}", to: "/v1/traces", headers: []) == (200, "{}"))
            #expect(try await desk.post("[]", to: "/v1/traces").status == 400)
            #expect(try await desk.post(String(repeating: " ", count: 4_001)).status == 413)
            let protobuf = [("Content-Type", "application/x-protobuf")]
            #expect(try await desk.post("x", headers: protobuf).status == 415)
            #expect(try await desk.post("x", to: "/v1/traces", headers: protobuf).status == 400)
            #expect(try await desk.post("[]", headers: [("Content-Encoding", "br")]).status == 415)
            #expect(
                try await desk.post("[]", headers: [("Content-Encoding", "gzip")]).status == 400)
            let bomb = try await desk.ask(
                "/api/v2/spans", "POST", body: GzipVectors.all[1].packed,
                headers: [("Content-Encoding", "gzip")])
            #expect(bomb.status == 413)
            #expect(try await desk.client.state().badRequests == 9)
        }
    }

    @Test func `nothing at all, an empty list and packed spans are taken`() async throws {
        try await withDesk { desk in
            #expect(try await desk.post("").status == 202)
            #expect(try await desk.post("[]").status == 202)
            let packed = try await desk.ask(
                "/api/v2/spans", "POST", body: GzipVectors.all[3].packed,
                headers: [("Content-Encoding", "gzip")])
            #expect(packed.status == 202)
            #expect(try await desk.client.state().spans == 6)
        }
    }

    @Test func `the evidence tells what is kept, who called whom and what was looked at`()
        async throws
    {
        try await withDesk { desk in
            _ = try await desk.post(
                Self.purchase,
                headers: [
                    ("Workshop-Dropped-Spans", "7"), ("Workshop-Unsampled-Traces", "40"),
                    ("Workshop-Instance", "a"),
                ])
            var filter = TracerQueryClient.Filter()
            filter.onlyFailed = true
            #expect(
                try await desk.client.traces(filter) == [SampleSpans.purchase(1, error: "lost")])
            let id = try #require(TraceID(parsing: Self.trace))
            #expect(try await desk.client.trace(id)?.count == 5)
            #expect(try await desk.client.trace(TraceID(high: 1, low: 1)) == nil)
            #expect(try await desk.client.dependencies().count == 3)
            let state = try await desk.client.state()
            #expect(state.spans == 5 && state.traces == 1 && state.failedTraces == 1)
            #expect(state.droppedAtSource == 7)
            #expect(state.unsampled == 40)
            #expect(state.services == ["balance_mng", "stock_mng"])
            #expect(state.links.map(\.errorCount) == [0, 1, 0])
            #expect(
                state.shown == [
                    TracerState.ShownTrace(
                        traceId: Self.trace, root: "post /purchase",
                        services: ["balance_mng", "stock_mng"], error: true)
                ])
            #expect(state.questions.lists == 1 && state.questions.traces == 2)
            #expect(state.questions.dependencies == 1 && state.forwarding == nil)
        }
    }

    @Test(arguments: [
        ("http://127.0.0.1:9412", "http://127.0.0.1:9412/api/v2/spans", false),
        ("http://jaeger:4318/v1/traces", "http://jaeger:4318/v1/traces", true),
        ("http://zipkin/", "http://zipkin:80/api/v2/spans", false),
    ])
    func `a place to send spans on to is read from its URL`(
        url: String, expected: String, otlp: Bool
    ) throws {
        let target = try #require(ForwardTarget(parsing: url))
        #expect("\(target)" == expected)
        #expect((target.format == .otlp) == otlp)
        for wrong in ["https://a", "http://", "http://a:b", "a:1", "http://a:99999"] {
            #expect(ForwardTarget(parsing: wrong) == nil)
        }
    }
}
