import ComponentRuntime
import Foundation
import HTTPClient
import Hummingbird
import TestSupport
import Testing
import Wire

@Suite struct OriginGuardTests {
    @Test(arguments: [
        [("Host", "127.0.0.1:8080")], [("Host", "localhost")], [("Host", "[::1]:8080")],
        [("Host", "LOCALHOST:8080")],
        [("Host", "localhost:8080"), ("Origin", "http://localhost:8080")],
        [("Host", "localhost:8080"), ("Sec-Fetch-Site", "same-origin")],
    ])
    func `a request of our own origin passes`(headers: [(String, String)]) async throws {
        let (status, reply) = try await post(headers: headers)
        #expect(status == 200)
        #expect(reply == nil)
    }

    @Test(arguments: [
        [("Host", "evil.example")], [("Host", "127.0.0.1.evil.example:8080")],
        [("Host", "localhost:8080"), ("Origin", "http://evil.example")],
        [("Host", "localhost:8080"), ("Origin", "null")],
        [("Host", "localhost:8080"), ("Origin", "http://localhost:9999")],
        [("Host", "localhost:8080"), ("Sec-Fetch-Site", "cross-site")],
    ])
    func `a request of a foreign origin is refused`(headers: [(String, String)]) async throws {
        let (status, reply) = try await post(headers: headers)
        #expect(status == 403)
        #expect(reply?.error.code == "foreign_origin")
    }

    private func post(headers: [(String, String)]) async throws -> (Int, ErrorReply?) {
        let router = Router()
        router.add(middleware: OriginGuard())
        router.post("/") { _, _ in Response(status: .ok) }
        let (answers, answered) = AsyncStream.makeStream(of: HTTPClient.Response.self)
        try await withHTTPServer(router) { port in
            answered.yield(
                try await HTTPClient().send(
                    .init("POST", "/", headers: headers), to: .tcp(host: "127.0.0.1", port: port),
                    deadline: .seconds(20)))
        }
        var iterator = answers.makeAsyncIterator()
        let answer = try #require(await iterator.next())
        return (
            answer.status, try? JSONDecoder().decode(ErrorReply.self, from: Data(answer.body))
        )
    }
}

@Suite struct ReadJSONTests {
    private struct Purchase: Codable {
        var userName: String
        var count: Int
    }

    @Test(arguments: [
        (#"{"userName":"user0","count":1}"#, 200, ""),
        (#"{"userName":"user0","count":1,"more":[]}"#, 200, ""),
        (#"{"userName":"user0"}"#, 400, "field count: is missing"),
        (#"{"userName":7,"count":1}"#, 400, "field userName: is not a string"),
        (#"{"userName":"user0","count":"1"}"#, 400, "field count: is not a number"),
        (#"{"userName":null,"count":1}"#, 400, "field userName: is null, not a string"),
        ("[]", 400, "the body is not JSON: the whole is not an object"),
    ])
    func `a body is read, or the fault in it is named`(
        body: String, status: Int, message: String
    ) async throws {
        let answer = try await post(Array(body.utf8))
        #expect(answer.status == status)
        if status != 200 {
            let reply = try JSONDecoder().decode(ErrorReply.self, from: Data(answer.body))
            #expect(reply.error.code == "bad_request")
            #expect(reply.error.message == message)
        }
    }

    @Test func `a body above the limit is refused`() async throws {
        let answer = try await post(Array(repeating: 32, count: (64 << 10) + 1))
        #expect(answer.status == 413)
    }

    private func post(_ body: [UInt8]) async throws -> HTTPClient.Response {
        let router = Router()
        router.post("/") { request, _ in
            do throws(BodyProblem) {
                return jsonResponse(try await readJSON(Purchase.self, from: request))
            } catch {
                return error.response
            }
        }
        let (answers, answered) = AsyncStream.makeStream(of: HTTPClient.Response.self)
        try await withHTTPServer(router) { port in
            answered.yield(
                try await HTTPClient().send(
                    .init("POST", "/", body: body), to: .tcp(host: "127.0.0.1", port: port),
                    deadline: .seconds(20)))
        }
        var iterator = answers.makeAsyncIterator()
        return try #require(await iterator.next())
    }
}
