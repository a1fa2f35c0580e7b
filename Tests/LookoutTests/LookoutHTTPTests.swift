import ComponentRuntime
import Foundation
import HTTPClient
import Hummingbird
import LookoutAPI
import LookoutCore
import TestSupport
import Testing
import Wire

@testable import LookoutService

/// Lookout over HTTP, as promtool and Grafana ask it.
@Suite struct LookoutHTTPTests {
    private static let now: Int64 = 1_561_339_200_500

    /// A hub that was told of a component and has one answer of it, served.
    private func serve(
        _ body: @escaping @Sendable (LookoutHub, HTTPClient.Address) async throws -> Void
    ) async throws {
        let hub = LookoutHub(now: { Self.now })
        let shop = Announcement(
            instance: "bookstore", component: "bookstore", app: "stock_mng",
            address: "127.0.0.1:8080", launch: "one")
        #expect(hub.announce(shop))
        let text = """
            # HELP "rpc.consumer.service.stats.total_count" Calls made.
            # TYPE "rpc.consumer.service.stats.total_count" counter
            {"rpc.consumer.service.stats.total_count_total",app="stock_mng",method="a\\"b"} 7

            """
        hub.with {
            $0.take(.text(Array(text.utf8)), of: shop, time: Self.now - 500, seconds: 0.001)
        }
        let router = LookoutRoutes(hub: hub).router()
        try await withHTTPServer(router) { port in
            try await body(hub, .tcp(host: "127.0.0.1", port: port))
        }
    }

    private func get(
        _ path: String, from address: HTTPClient.Address
    ) async throws -> (Int, String) {
        let answer = try await HTTPClient().send(
            .init("GET", path), to: address, deadline: .seconds(20))
        return (answer.status, String(decoding: answer.body, as: UTF8.self))
    }

    @Test func `queries, labels and series are answered as Prometheus answers them`() async throws {
        let series =
            #"{"__name__":"rpc.consumer.service.stats.total_count.count","app":"stock_mng","component":"bookstore","instance":"bookstore","job":"workshop","method":"a\"b"}"#
        let name = "rpc.consumer.service.stats.total_count.count"
        let cases: [(String, Int, String)] = [
            (
                "/api/v1/query?query=\(name)%7Bapp%3D%22stock_mng%22%7D&time=1561339200.5", 200,
                #"{"status":"success","data":{"resultType":"vector","result":[{"metric":\#(series),"value":[1561339200.500,"7"]}]}}"#
            ),
            (
                "/api/v1/query?query=1%2B1&time=2019-06-24T01:20:00Z", 200,
                #"{"status":"success","data":{"resultType":"scalar","result":[1561339200,"2"]}}"#
            ),
            (
                "/api/v1/query_range?query=up&start=1561339199&end=1561339201&step=1", 200,
                #"{"status":"success","data":{"resultType":"matrix","result":[{"metric":{"__name__":"up","app":"stock_mng","component":"bookstore","instance":"bookstore","job":"workshop"},"values":[[1561339200,"1"],[1561339201,"1"]]}]}}"#
            ),
            (
                "/api/v1/query?query=up%7B", 400,
                #"{"status":"error","errorType":"bad_data","error":"1:4: parse error: unexpected the end of the query, expected a label or \"}\""}"#
            ),
            (
                "/api/v1/query_range?query=up&start=1&end=0&step=1", 400,
                #"{"status":"error","errorType":"bad_data","error":"end is before start"}"#
            ),
            (
                "/api/v1/query_range?query=up&start=0&end=1561339200&step=1", 422,
                #"{"status":"error","errorType":"execution","error":"1:1: 1561339201 moments are more than 11000; take a longer step"}"#
            ),
            (
                "/api/v1/label/app/values", 200, #"{"status":"success","data":["stock_mng"]}"#
            ),
            (
                "/api/v1/labels?match[]=up", 200,
                #"{"status":"success","data":["__name__","app","component","instance","job"]}"#
            ),
            (
                "/api/v1/series?match%5B%5D=\(name)", 200,
                #"{"status":"success","data":[\#(series)]}"#
            ),
            (
                "/api/v1/metadata", 200,
                #"{"data":{"rpc.consumer.service.stats.total_count":[{"help":"Calls made.","type":"counter","unit":""}]},"status":"success"}"#
            ),
            (
                "/sd", 200,
                #"[{"labels":{"component":"bookstore","instance":"bookstore"},"targets":["127.0.0.1:8080"]}]"#
            ),
        ]
        try await serve { _, address in
            for (path, status, body) in cases {
                let answer = try await get(path, from: address)
                #expect(answer.0 == status, "\(path)")
                #expect(answer.1 == body, "\(path)")
            }
        }
    }

    @Test func `a form asks as a query string does, and both count as questions`() async throws {
        try await serve { hub, address in
            let answer = try await HTTPClient().send(
                .init(
                    "POST", "/api/v1/query",
                    headers: [("Content-Type", "application/x-www-form-urlencoded")],
                    body: Array("query=sum(up)+%2B+1&time=1561339200.5".utf8)),
                to: address, deadline: .seconds(20))
            #expect(String(decoding: answer.body, as: UTF8.self).contains(#""2""#))
            _ = try await HTTPClient().send(
                .init("GET", "/api/v1/query?query=up", headers: [("X-Workshop-Watching", "1")]),
                to: address, deadline: .seconds(20))
            let state = hub.with(\.state)
            #expect(state.questions == 1)
            #expect(state.asked == [.init(name: "up", times: 1)])
            #expect(state.calls == [.init(app: "stock_mng", count: 7, failures: 0)])
        }
    }

    @Test func `components announce themselves and leave, strangers are refused`() async throws {
        try await serve { hub, address in
            let client = HTTPClient()
            let account = Announcement(
                instance: "account", component: "account", app: "balance_mng",
                address: "127.0.0.1:4711", launch: "one")
            var stranger = account
            stranger.address = "192.0.2.1:80"
            let encoder = JSONEncoder()
            let steps: [(String, Data, Int, [String])] = [
                ("POST", try encoder.encode(account), 204, ["account", "bookstore"]),
                ("POST", try encoder.encode(stranger), 400, ["account", "bookstore"]),
                ("POST", Data("{}".utf8), 400, ["account", "bookstore"]),
                ("POST", Data(repeating: 32, count: 100_000), 413, ["account", "bookstore"]),
                ("DELETE", try encoder.encode(account), 204, ["bookstore"]),
            ]
            for (method, body, status, known) in steps {
                let answer = try await client.send(
                    .init(method, "/targets", body: Array(body)), to: address,
                    deadline: .seconds(20))
                #expect(answer.status == status)
                #expect(hub.with(\.scraped).map(\.state.instance) == known)
            }
        }
    }

    @Test func `the client of queries reads every kind of answer`() async throws {
        try await serve { _, address in
            let client = LookoutQueryClient { path in
                let answer = try await HTTPClient().send(
                    .init("GET", path), to: address, deadline: .seconds(20))
                return (answer.status, answer.body)
            }
            let now = try await client.query(
                "up", over: .init(start: 1_561_339_200, end: 1_561_339_201, step: 1))
            #expect(now.result.first?.values?.map(\.value) == [1, 1])
            #expect(try await client.query("1 / 0").result.first?.value?.value == .infinity)
            do throws(LookoutQueryError) {
                _ = try await client.query("up{")
            } catch {
                #expect(
                    error
                        == .refused(
                            "1:4: parse error: unexpected the end of the query, "
                                + "expected a label or \"}\""))
            }
        }
    }
}

@Suite struct FormFieldsTests {
    @Test func `fields are decoded, and may come several times`() {
        let fields = FormFields("a=1+%2B+1&match[]=up&match%5B%5D=down&b", "c=%E4%B9%A6&bad=%zz")
        #expect(fields["a"] == "1 + 1")
        #expect(fields.all("match[]") == ["up", "down"])
        #expect(fields["b"] == "")
        #expect(fields["c"] == "书")
        #expect(fields["bad"] == nil)
    }

    @Test func `times and lengths are read as Prometheus reads them`() {
        #expect(QueryTime.milliseconds(of: "1561339200.25") == 1_561_339_200_250)
        #expect(QueryTime.milliseconds(of: "2019-06-24T01:20:00Z") == 1_561_339_200_000)
        #expect(QueryTime.milliseconds(of: "2019-06-24T01:20:00.123Z") == 1_561_339_200_123)
        #expect(QueryTime.milliseconds(of: "yesterday") == nil)
        #expect(QueryTime.length(of: "15") == 15_000)
        #expect(QueryTime.length(of: "1m30s") == 90_000)
        #expect(QueryTime.length(of: "0") == nil)
    }
}
