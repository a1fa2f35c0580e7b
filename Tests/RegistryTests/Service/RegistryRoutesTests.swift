import Bolt
import HTTPClient
import RegistryAPI
import RegistryClient
import RegistryService
import TestSupport
import Testing

@Suite struct RegistryRoutesTests {
    /// A registry with one provider, its HTTP port, and somebody to ask it.
    private struct Desk: Sendable {
        let registry: RunningRegistry
        let account: RegistrySession
        let port: Int
        let query: RegistryQueryClient

        func get(_ path: String) async throws -> String {
            try await send(.init("GET", path))
        }

        func send(_ request: HTTPClient.Request) async throws -> String {
            let answer = try await HTTPClient().send(
                request, to: .tcp(host: "127.0.0.1", port: port), deadline: .seconds(30))
            return "\(answer.status) \(String(decoding: answer.body, as: UTF8.self))"
        }
    }

    private func withDesk(_ body: @escaping @Sendable (Desk) async throws -> Void) async throws {
        try await withRegistry { registry in
            let routes = RegistryRoutes(
                hub: registry.hub, address: "127.0.0.1:\(registry.port)")
            try await withHTTPServer(routes.router()) { port in
                let query = RegistryQueryClient { path in
                    let answer = try await HTTPClient().send(
                        .init("GET", path), to: .tcp(host: "127.0.0.1", port: port),
                        deadline: .seconds(60))
                    return (answer.status, answer.body)
                }
                try await withSession("account", at: registry.port) { account in
                    account.publish(accountName, at: provider(12_200))
                    _ = try await eventually("the provider") {
                        registry.hub.evidence.services.isEmpty ? nil : true
                    }
                    try await body(
                        Desk(registry: registry, account: account, port: port, query: query))
                }
            }
        }
    }

    @Test func `services are listed as the command line shows them`() async throws {
        try await withDesk { desk in
            let listing = try #require(try await desk.query.services().first)
            #expect(listing.name == "BalanceMngFacade:1.0:user0")
            #expect(listing.version > 0)
            #expect(listing.subscribers == 0)
            #expect(listing.providers.map(\.address) == ["127.0.0.1:12200"])
            #expect(listing.providers.map(\.weight) == [100])
            #expect(listing.providers.map(\.app) == ["balance_mng"])
            #expect(listing.providers.allSatisfy { $0.since > 1_700_000_000_000 })
        }
    }

    @Test func `only questions are counted, not looking at the evidence`() async throws {
        try await withDesk { desk in
            let before = try await desk.query.state()
            #expect(before.questions == 0)
            #expect(before.connections == 1)
            _ = try await desk.query.services()
            _ = try await desk.get("/digest/getDataInfoIdList")
            #expect(try await desk.query.state().questions == 2)
        }
    }

    @Test func `a watch waits for the next change`() async throws {
        try await withDesk { desk in
            let name = "BalanceMngFacade:1.0:user0"
            let first = try await desk.query.watch(name, after: 0)
            #expect(first.providers.count == 1)
            async let second = desk.query.watch(name, after: first.version, seconds: 30)
            desk.account.publish(accountName, at: provider(12_201))
            let changed = try await second
            #expect(changed.providers.map(\.address) == ["127.0.0.1:12201"])
            #expect(changed.version > first.version)
            let unknown = try await desk.query.watch("nobody:1.0", after: 0, seconds: 0)
            #expect(
                unknown
                    == ServiceListing(name: "nobody:1.0", version: 0, providers: [], subscribers: 0)
            )
        }
    }

    @Test func `a registry that stops says so to those who wait`() async throws {
        try await withDesk { desk in
            let name = "BalanceMngFacade:1.0:user0"
            let first = try await desk.query.watch(name, after: 0)
            let waiting = Task { try await desk.query.watch(name, after: first.version) }
            try await eventually("the second question") {
                desk.registry.hub.evidence.questions == 2 ? true : nil
            }
            await desk.registry.stop()
            let stopping = RegistryQueryError.unreachable(
                "the registry is stopping; ask again when it is back")
            await #expect(throws: stopping) { try await waiting.value }
            await #expect(throws: stopping) {
                try await desk.query.watch(name, after: first.version)
            }
        }
    }

    @Test func `a watch that is not understood is refused with words`() async throws {
        try await withDesk { desk in
            for path in ["/watch", "/watch?service=a&seconds=61", "/watch?service=a&after=x"] {
                let answer = try await desk.get(path)
                #expect(answer.hasPrefix("400 ") && answer.contains("bad_request"), "\(path)")
            }
            await #expect(throws: RegistryQueryError.self) {
                try await desk.query.watch("a", after: 0, seconds: 99)
            }
        }
    }

    @Test func `the operations of SOFARegistry answer in its forms`() async throws {
        try await withDesk { desk in
            let key = "BalanceMngFacade:1.0:user0@DEFAULT#@#DEFAULT_INSTANCE_ID#@#SOFA"
            let address = "127.0.0.1:\(desk.registry.port)"
            #expect(try await desk.get("/api/servers/alive") == "200 OK")
            #expect(try await desk.get("/api/servers/query") == "200 \(address)")
            #expect(
                try await desk.get("/api/servers/queryWithWeight") == "200 \(address)?weight=100")
            #expect(try await desk.get("/digest/getDataInfoIdList") == "200 [\"\(key)\"]")
            #expect(
                try await desk.get("/digest/pushSwitch") == "200 {\"pushSwitch\":\"open\"}")
            #expect(
                try await desk.get("/digest/data/count")
                    == "200 Subscriber count: 0, Publisher count: 1")
            #expect(try await desk.get("/health/check").contains("\"success\":true"))
            let encoded = key.replacing("#", with: "%23").replacing("@", with: "%40")
            let query = try await desk.get("/digest/pub/data/query?dataInfoId=\(encoded)")
            #expect(query.contains("\"registId\":\"account-1\""))
            #expect(try await desk.get("/digest/sub/data/query?dataInfoId=\(encoded)") == "200 []")
        }
    }

    @Test func `the checksum is Java's`() async throws {
        try await withDesk { desk in
            // HashSet.hashCode of one string: its String.hashCode, worked out by hand in Python.
            let checksum = try await desk.get("/digest/checkSumDataInfoIdList")
            #expect(checksum == "200 519197715")
        }
    }

    @Test func `a client can be taken out and in again`() async throws {
        try await withDesk { desk in
            let name = "BalanceMngFacade:1.0:user0"
            let encoded =
                "\(name)%40DEFAULT%23%40%23DEFAULT_INSTANCE_ID%23%40%23SOFA"
            let entry = try await desk.get("/digest/pub/data/query?dataInfoId=\(encoded)")
            let start = try #require(entry.firstRange(of: "\"sourceAddress\":\""))
            let address = String(entry[start.upperBound...].prefix { $0 != "\"" })
            let body = Array("{\"connectIds\":[\"\(address)\"]}".utf8)
            #expect(
                try await desk.send(.init("POST", "/api/clients/off", body: body)).hasPrefix("200"))
            #expect(try await desk.query.watch(name, after: 0).providers.isEmpty)
            #expect(
                try await desk.send(.init("POST", "/api/clients/open", body: body)).hasPrefix("200")
            )
            #expect(try await desk.query.watch(name, after: 0).providers.count == 1)
            #expect(
                try await desk.send(.init("POST", "/api/clients/off", body: [1])).hasPrefix("400"))
        }
    }
}
