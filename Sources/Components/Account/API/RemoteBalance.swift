import Bolt
import CoordinatorAPI
import SwiftProtobuf
import Wire

/// The account system over the wire: SOFARPC's names, messages in protobuf.
///
/// Every call may be repeated at another provider, because the account pays once per order id.
public struct RemoteBalance: BalanceFacade {
    private let invoker: any ServiceInvoker
    private let service: ServiceName
    private let application: String
    private let deadline: Duration

    /// A facade over an invoker.
    ///
    /// - Parameters:
    ///   - uniqueID: which person's account; empty for none.
    ///   - application: the caller's name, `stock_mng`.
    ///   - deadline: for a whole call, all providers that are tried together.
    public init(
        invoker: any ServiceInvoker, uniqueID: String, application: String,
        deadline: Duration = .seconds(3)
    ) {
        self.invoker = invoker
        self.service = BalanceService.name(uniqueID: uniqueID)
        self.application = application
        self.deadline = deadline
    }

    /// Opens an account with 1,000,000.00 for a new name; an old name is left as it is.
    public func createUser(_ name: String) async throws(BalanceFailure) {
        var request = CreateUserRequest()
        request.code = BalanceService.done
        request.userName = name
        let result = try await call(.createUser, request, for: CreateUserResult.self)
        try Self.check(code: result.code, message: result.message)
    }

    /// What a user has.
    public func queryBalance(of user: String) async throws(BalanceFailure) -> Money {
        var request = QueryBalanceRequest()
        request.code = BalanceService.done
        request.userName = user
        let result = try await call(.queryBalance, request, for: QueryBalanceResult.self)
        try Self.check(code: result.code, message: result.message)
        return try Self.money(result.balance)
    }

    /// Takes a payment off an account, once per order id; answers what was left after it.
    public func minusBalance(_ payment: Payment) async throws(BalanceFailure) -> Money {
        try await pay(payment, .minusBalance, headers: [:])
    }

    /// Sets a payment aside for a branch; answers what was left.
    public func prepareMinusBalance(
        _ payment: Payment, branch: Int64
    ) async throws(BalanceFailure) -> Money {
        try await pay(
            payment, .minusBalancePrepare,
            headers: [GlobalTransaction.branchHeader: String(branch)])
    }

    private func pay(
        _ payment: Payment, _ method: BalanceService.Method, headers: [String: String]
    ) async throws(BalanceFailure) -> Money {
        var headers = headers
        headers[GlobalTransaction.header] = GlobalTransaction.current?.text
        var request = MinusBalanceRequest()
        request.code = BalanceService.done
        request.userName = payment.user
        request.amount = payment.amount.description
        request.orderID = payment.orderID
        let result = try await call(
            method, request, headers: headers, for: MinusBalanceResult.self)
        try Self.check(code: result.code, message: result.message)
        return try Self.money(result.balance)
    }

    private func call<Result: Message>(
        _ method: BalanceService.Method, _ request: some Message,
        headers: [String: String] = [:], for _: Result.Type
    ) async throws(BalanceFailure) -> Result {
        let argument: [UInt8]
        do {
            argument = try request.serializedBytes()
        } catch {
            throw .unreachable("the request cannot be written: \(error)")
        }
        let reply: [UInt8]
        do throws(InvocationError) {
            reply = try await invoker.invoke(
                ServiceCall(
                    service: service, method: method.rawValue, argument: argument,
                    deadline: deadline, application: application, headers: headers,
                    isIdempotent: true))
        } catch {
            throw error.mayHaveExecuted ? .unknown("\(error)") : .unreachable("\(error)")
        }
        do {
            return try Result(serializedBytes: reply)
        } catch {
            throw .unknown("the result of \(method.rawValue) cannot be read: \(error)")
        }
    }

    private static func check(code: Int32, message: String) throws(BalanceFailure) {
        if code == BalanceService.done { return }
        if let refusal = BalanceRefusal(rawValue: code) {
            throw .refused(refusal, message: message)
        }
        throw .unknown("code \(code): \(message)")
    }

    private static func money(_ text: String) throws(BalanceFailure) -> Money {
        guard let money = Money(text) else { throw .unknown("\"\(text)\" is no balance") }
        return money
    }
}
