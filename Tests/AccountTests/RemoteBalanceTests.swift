import AccountAPI
import Bolt
import NIOCore
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

/// An account whose database cannot take the payment, a full disk for instance.
private struct FullAccount: BalanceFacade {
    static let failure = BalanceFailure.unreachable("the disk is full")

    func createUser(_ name: String) async throws(BalanceFailure) { throw Self.failure }
    func queryBalance(of user: String) async throws(BalanceFailure) -> Money { throw Self.failure }
    func minusBalance(_ payment: Payment) async throws(BalanceFailure) -> Money {
        throw Self.failure
    }
    func prepareMinusBalance(
        _ payment: Payment, branch: Int64
    ) async throws(BalanceFailure) -> Money { throw Self.failure }
}

@Suite struct `An account that cannot begin` {
    private let payment = Payment(orderID: "a", user: "u", amount: Money(yuan: 1))

    /// Pays at two providers in turn: the first fails as told, the second cannot begin.
    private func failure(after first: InvocationError) async throws -> BalanceFailure? {
        let table = BalanceHandlers(ledger: FullAccount(), calls: CallCounter()).table(
            for: BalanceService.name(uniqueID: ""))
        let server = BoltServer(services: table)
        let full = BoltAddress(host: "127.0.0.1", port: try await server.bind())
        let other = BoltAddress(host: "127.0.0.1", port: 1)
        let client = BoltClient()
        let invoker = FailoverInvoker(
            strategy: .roundRobin, retries: 2, random: SeededRandom(seed: 1), now: { .now() },
            providers: { [ProviderAddress(other), ProviderAddress(full)] }
        ) { call, address in
            guard address == full else { return .failure(first) }
            do throws(InvocationError) {
                return .success(try await BoltInvoker(client: client, address: full).invoke(call))
            } catch {
                return .failure(error)
            }
        }
        let remote = RemoteBalance(
            invoker: invoker, uniqueID: "", application: "stock_mng", deadline: .seconds(20))
        let failure: BalanceFailure?
        do throws(BalanceFailure) {
            _ = try await remote.minusBalance(payment)
            failure = nil
        } catch {
            failure = error
        }
        await client.close()
        await server.stop(within: .zero)
        return failure
    }

    @Test func `moves nothing, and says so`() async throws {
        guard case .unreachable(let reason) = try await failure(after: .unreachable(reason: "x"))
        else {
            Issue.record("nothing moved for certain")
            return
        }
        #expect(reason.contains("the disk is full"))
    }

    @Test(arguments: [InvocationError.connectionLost(reason: "killed"), .deadlineExceeded])
    func `does not vouch for the provider that was asked before`(
        first: InvocationError
    ) async throws {
        #expect(try await failure(after: first) == .unknown("\(first)"))
    }
}
