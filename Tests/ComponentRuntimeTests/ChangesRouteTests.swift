import Foundation
import HTTPClient
import Hummingbird
import LongPoll
import TestSupport
import Testing
import Wire

@testable import ComponentRuntime

@Suite struct ChangesRouteTests {
    private let changes = ChangeSignal()

    /// Serves the route; its waits end when the signal ends them.
    private func serving(
        _ body: @escaping @Sendable (Asking) async throws -> Void
    ) async throws {
        let router = Router()
        ChangesRoute(
            changes: changes,
            sleep: { _ in for await _ in AsyncStream<Int>.makeStream().stream {} }
        ).add(to: router)
        try await withHTTPServer(router) { port in try await body(Asking(port: port)) }
    }

    private struct Asking: Sendable {
        let port: Int

        func changes(_ query: String) async throws -> String {
            let response = try await HTTPClient().send(
                .init("GET", "/changes\(query)"), to: .tcp(host: "127.0.0.1", port: port),
                deadline: .seconds(20))
            return "\(response.status) \(String(decoding: response.body, as: UTF8.self))"
        }
    }

    @Test func `who knows nothing is told the number at once`() async throws {
        changes.advance()
        try await serving { ask in
            let answers = [try await ask.changes(""), try await ask.changes("?wait=60000")]
            #expect(answers == [#"200 {"changes":1}"#, #"200 {"changes":1}"#])
        }
    }

    @Test func `who knows the number is answered by the next change`() async throws {
        try await serving { [changes] ask in
            async let first = ask.changes("?after=0&wait=60000")
            async let second = ask.changes("?after=0&wait=60000")
            changes.advance()
            let answers = try await [first, second]
            #expect(answers == [#"200 {"changes":1}"#, #"200 {"changes":1}"#])
        }
    }

    @Test func `who does not wait is told the number as it is`() async throws {
        try await serving { ask in
            let answer = try await ask.changes("?after=0")
            #expect(answer == #"200 {"changes":0}"#)
        }
    }

    @Test func `a number of an earlier launch is not waited for`() async throws {
        changes.advance()
        try await serving { ask in
            let answer = try await ask.changes("?after=17&wait=60000")
            #expect(answer == #"200 {"changes":1}"#)
        }
    }

    @Test func `closing answers those who wait`() async throws {
        try await serving { [changes] ask in
            async let waiting = ask.changes("?after=0&wait=60000")
            changes.close()
            let answer = try await waiting
            #expect(answer == #"200 {"changes":0}"#)
        }
    }

    @Test(arguments: ["?after=x", "?wait=-1", "?after=1&wait=soon"])
    func `what is no number is refused`(query: String) async throws {
        try await serving { ask in
            let message = "after is a number of changes, wait is milliseconds"
            let refusal = #"400 {"error":{"code":"bad_request","message":"\#(message)"}}"#
            let answer = try await ask.changes(query)
            #expect(answer == refusal)
        }
    }
}
