import AccountAPI
import AccountService
import Bolt
import Foundation
import Synchronization
import TestSupport
import Testing
import Wire

/// A third-party client against our server.
@Suite(.enabled(if: Anthunder.isPrepared, "\(Anthunder.absence)"))
struct AnthunderClientTests {
    static let echo = ServiceName("io.example.facade.EchoFacade", uniqueID: "user99")

    @Test func `anthunder's clients call our server`() async throws {
        let noted = Mutex<Set<String>>([])
        let ledger = try BalanceLedger.inMemory(
            writer: BalanceLedger.Writer(component: "account", instance: "one"), now: { 1_000 })
        var services = ledger.services(uniqueID: "user99")
        services.register(Self.echo, "echo", as: .immediate { argument, _ in .result(argument) })
        services.register(Self.echo, "fail") { _, _ in .failure(.serverException, "it broke") }
        services.register(Self.echo, "slow") { argument, _ in
            await untilCancelled()
            return .result(argument)
        }
        services.register(Self.echo, "note") { argument, _ in
            noted.withLock { _ = $0.insert(String(decoding: argument, as: UTF8.self)) }
            return .result([1])
        }
        let server = BoltServer(services: services)
        let port = try await server.bind()
        let printed = try await Anthunder.run(
            "anthunder_client.py",
            ["\(port)", "\(Self.echo)", "\(BalanceService.name(uniqueID: "user99"))"])
        let outcome = try JSONDecoder().decode(JSONValue.self, from: Data(printed.utf8))
        #expect(outcome == .object(Self.expected))
        _ = try await eventually("both oneway calls") {
            noted.withLock { $0 } == ["1", "2"] ? true : nil
        }
        await server.stop(within: .seconds(1))
    }

    static let expected: [String: JSONValue] = [
        "pipelined": .string("hello"),
        "blocking": .string("你好"),
        "hundred at once": .bool(true),
        "heartbeat": .array([.bool(true), .number(0), .number(0)]),
        "unknown method": .string("ServerError: RESPSTATUS=6, NO_PROCESSOR"),
        "unknown service": .string("ServerError: RESPSTATUS=6, NO_PROCESSOR"),
        "failing method": .string("ServerError: RESPSTATUS=2, SERVER_EXCEPTION"),
        "too slow": .string("ServerError: RESPSTATUS=7, TIMEOUT"),
        "oneway": .null,
        "oneway pipelined": .null,
        "after all that": .string("still here"),
        "createUser": .array([.number(1), .string("")]),
        "queryBalance": .array([.number(1), .string("1000000.00")]),
        "minusBalance": .array([.number(1), .string("999901.00")]),
        "minusBalance again": .array([.number(1), .string("999901.00")]),
        "queryBalance after": .array([.number(1), .string("999901.00")]),
        "unknown user": .bool(true),
    ]
}

/// Returns when the task is cancelled.
private func untilCancelled() async {
    let (stream, continuation) = AsyncStream.makeStream(of: Void.self)
    await withTaskCancellationHandler {
        for await _ in stream {}
    } onCancel: {
        continuation.finish()
    }
}
