import AccountAPI
import Bolt
import TestSupport
import Testing
import Wire

@testable import AccountService

private func withRemote(
    _ body: @escaping @Sendable (RemoteBalance, BalanceLedger, CallCounter) async throws -> Void
) async throws {
    let ledger = try BalanceLedger.inMemory(
        writer: .init(component: "account", instance: "one"), now: { 1 })
    let calls = CallCounter()
    let table = BalanceHandlers(ledger: ledger, calls: calls).table(
        for: BalanceService.name(uniqueID: "user0"))
    let server = BoltServer(services: table)
    let port = try await server.bind()
    let client = BoltClient()
    let remote = RemoteBalance(
        invoker: BoltInvoker(client: client, address: BoltAddress(host: "127.0.0.1", port: port)),
        uniqueID: "user0", application: "stock_mng", deadline: .seconds(20))
    try await withThrowingTaskGroup(of: Void.self) { group in
        group.addTask { try await server.run() }
        try await body(remote, ledger, calls)
        group.cancelAll()
    }
    await client.close()
}

@Suite struct `The balance over the wire` {
    @Test func `answers what the ledger answers`() async throws {
        try await withRemote { remote, ledger, calls in
            try await remote.createUser("读者")
            #expect(try await remote.queryBalance(of: "读者") == Money(yuan: 1_000_000))
            let payment = Payment(orderID: "a", user: "读者", amount: Money(fen: 9_901))
            #expect(try await remote.minusBalance(payment) == Money(fen: 99_990_099))
            #expect(try await remote.minusBalance(payment) == Money(fen: 99_990_099))
            #expect(try await ledger.queryBalance(of: "读者") == Money(fen: 99_990_099))
            #expect(calls.current == ["createUser": 1, "queryBalance": 1, "minusBalance": 2])
        }
    }

    @Test func `refuses what the ledger refuses, with its sentence`() async throws {
        try await withRemote { remote, _, _ in
            let payment = Payment(orderID: "a", user: "nobody", amount: Money(yuan: 1))
            await #expect(
                throws: BalanceFailure.refused(
                    .unknownUser, message: "no account of nobody was opened")
            ) {
                try await remote.minusBalance(payment)
            }
        }
    }
}

/// Answers every call alike.
private struct FixedInvoker: ServiceInvoker {
    let answer: Result<[UInt8], InvocationError>

    func invoke(_ call: ServiceCall) async throws(InvocationError) -> [UInt8] {
        try answer.get()
    }
}

@Suite struct `What a failed call says about the money` {
    @Test(arguments: [
        (InvocationError.noProvider(service: "s"), true),
        (.unreachable(reason: "refused"), true),
        (.busy, true),
        (.refused(status: .noProcessor, text: "not here"), true),
        (.refused(status: .busy, text: "full"), true),
        (.refused(status: .serverException, text: "boom"), false),
        (.refused(status: .timeout, text: "late"), false),
        (.deadlineExceeded, false),
        (.connectionLost(reason: "reset"), false),
    ])
    func `certainly nothing moved, or unknown`(
        error: InvocationError, nothingMoved: Bool
    ) async throws {
        let remote = RemoteBalance(
            invoker: FixedInvoker(answer: .failure(error)), uniqueID: "", application: "")
        let payment = Payment(orderID: "a", user: "u", amount: Money(yuan: 1))
        let expected: BalanceFailure =
            nothingMoved ? .unreachable("\(error)") : .unknown("\(error)")
        await #expect(throws: expected) { try await remote.minusBalance(payment) }
    }

    @Test func `a result that cannot be read leaves it open`() async throws {
        for bytes in [[0xFF], [], Array("plain text".utf8)] as [[UInt8]] {
            let remote = RemoteBalance(
                invoker: FixedInvoker(answer: .success(bytes)), uniqueID: "", application: "")
            let payment = Payment(orderID: "a", user: "u", amount: Money(yuan: 1))
            do {
                _ = try await remote.minusBalance(payment)
                Issue.record("\(bytes) was read")
            } catch {
                guard case .unknown = error else {
                    Issue.record("\(error)")
                    continue
                }
            }
        }
    }
}
