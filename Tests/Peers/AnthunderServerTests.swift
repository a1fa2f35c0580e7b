import AccountAPI
import Bolt
import Synchronization
import TestSupport
import Testing
import Wire

/// Our client against a third-party server.
@Suite(.enabled(if: Anthunder.isPrepared, "\(Anthunder.absence)"))
struct AnthunderServerTests {
    static let echo = ServiceName("io.example.facade.EchoFacade", uniqueID: "user99")

    private static func serve(
        _ body: @escaping @Sendable (BoltClient, BoltAddress) async throws -> Void
    ) async throws {
        try await Anthunder.serve(
            "anthunder_server.py", ["\(echo)", "\(BalanceService.name(uniqueID: "user99"))"]
        ) { port in
            let client = BoltClient()
            try await body(client, BoltAddress(host: "127.0.0.1", port: port))
            await client.close()
        }
    }

    private static func outcome(
        _ invoker: BoltInvoker, _ method: String, deadline: Duration = .seconds(5)
    ) async -> Result<[UInt8], InvocationError> {
        do throws(InvocationError) {
            return .success(
                try await invoker.invoke(
                    ServiceCall(
                        service: echo, method: method, argument: [104, 105], deadline: deadline,
                        application: "stock_mng")))
        } catch {
            return .failure(error)
        }
    }

    @Test func `our client calls an anthunder server`() async throws {
        try await Self.serve { client, address in
            let invoker = BoltInvoker(client: client, address: address)
            #expect(await Self.outcome(invoker, "echo") == .success([104, 105]))
            #expect(
                await Self.outcome(invoker, "absent")
                    == .failure(.refused(status: .noProcessor, text: "no text")))
            #expect(
                await Self.outcome(invoker, "fail")
                    == .failure(.refused(status: .unknown, text: "no text")))
            #expect(await Self.outcome(invoker, "echo") == .success([104, 105]))
        }
    }

    @Test func `a method of anthunder slower than its time leaves a doubt, either side's`()
        async throws
    {
        try await Self.serve { client, address in
            let invoker = BoltInvoker(client: client, address: address)
            guard
                case .failure(let error) = await Self.outcome(
                    invoker, "slow", deadline: .milliseconds(200))
            else {
                Issue.record("it answered")
                return
            }
            let doubts: [InvocationError] = [
                .deadlineExceeded, .refused(status: .timeout, text: "no text"),
            ]
            #expect(doubts.contains(error))
            #expect(error.mayHaveExecuted)
            // anthunder sends nothing for an empty result.
            #expect(
                await Self.outcome(invoker, "empty", deadline: .milliseconds(200))
                    == .failure(.deadlineExceeded))
            #expect(await Self.outcome(invoker, "echo") == .success([104, 105]))
        }
    }

    @Test func `the account's facade is called at an anthunder server`() async throws {
        try await Self.serve { client, address in
            let invoker = FailoverInvoker(
                client: client, providers: { [ProviderAddress(address)] })
            let balance = RemoteBalance(
                invoker: invoker, uniqueID: "user99", application: "stock_mng")
            try await balance.createUser("user0")
            #expect(try await balance.queryBalance(of: "user0") == Money(yuan: 1_000_000))
            let payment = Payment(orderID: "order-1", user: "user0", amount: Money(yuan: 99))
            #expect(try await balance.minusBalance(payment) == Money(yuan: 999_901))
            #expect(try await balance.minusBalance(payment) == Money(yuan: 999_901))
            #expect(invoker.calls == [ProviderCalls(address: address, calls: 4)])
        }
    }
}
