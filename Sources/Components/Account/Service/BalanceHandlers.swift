import AccountAPI
import Bolt
import CoordinatorAPI
import Logging
import SwiftProtobuf
import Wire

/// The ledger's methods as a Bolt server offers them: messages in, messages out.
///
/// What the ledger refuses is a result with a code; only a message that cannot be read is a failure
/// of the call itself.
struct BalanceHandlers: Sendable {
    let ledger: any BalanceFacade
    let calls: CallCounter
    var logger = Logger(label: "account") { _ in SwiftLogNoOpLogHandler() }

    /// The methods under a service's name.
    func table(for service: ServiceName) -> ServiceTable {
        var table = ServiceTable()
        register(.createUser, in: &table, for: service, createUser)
        register(.queryBalance, in: &table, for: service, queryBalance)
        register(.minusBalance, in: &table, for: service, minusBalance)
        register(.minusBalancePrepare, in: &table, for: service, prepareMinusBalance)
        return table
    }

    private func register<Request: Message>(
        _ method: BalanceService.Method, in table: inout ServiceTable, for service: ServiceName,
        _ answer:
            @escaping @Sendable (Request, [String: String]) async throws(NotBegun) ->
            any Message
    ) {
        table.register(service, method.rawValue) { argument, context in
            calls.count(method)
            let headers = context.headers
            do {
                let request = try Request(serializedBytes: argument)
                return .result(
                    try await GlobalTransaction.$current.withValue(
                        headers[GlobalTransaction.header].map { XID($0) }
                    ) {
                        try await answer(request, headers).serializedBytes()
                    })
            } catch let reason as NotBegun {
                return .failure(.busy, "\(method.rawValue): \(reason.text)")
            } catch {
                return .failure(
                    .serverDeserializationException, "\(method.rawValue): \(error)")
            }
        }
    }

    private func createUser(
        _ request: CreateUserRequest, _: [String: String]
    ) async throws(NotBegun) -> any Message {
        var result = CreateUserResult()
        (result.code, result.message) = try await outcome { () throws(BalanceFailure) in
            try await ledger.createUser(request.userName)
        }
        return result
    }

    private func queryBalance(
        _ request: QueryBalanceRequest, _: [String: String]
    ) async throws(NotBegun) -> any Message {
        var result = QueryBalanceResult()
        var balance = Money.zero
        (result.code, result.message) = try await outcome { () throws(BalanceFailure) in
            balance = try await ledger.queryBalance(of: request.userName)
        }
        if result.code == BalanceService.done { result.balance = balance.description }
        return result
    }

    private func minusBalance(
        _ request: MinusBalanceRequest, _: [String: String]
    ) async throws(NotBegun) -> any Message {
        try await pay(request) { payment throws(BalanceFailure) in
            try await ledger.minusBalance(payment)
        }
    }

    private func prepareMinusBalance(
        _ request: MinusBalanceRequest, _ headers: [String: String]
    ) async throws(NotBegun) -> any Message {
        try await pay(request) { payment throws(BalanceFailure) in
            guard let branch = headers[GlobalTransaction.branchHeader].flatMap({ Int64($0) })
            else {
                throw .refused(.badRequest, message: "a try needs the number of its branch")
            }
            return try await ledger.prepareMinusBalance(payment, branch: branch)
        }
    }

    private func pay(
        _ request: MinusBalanceRequest,
        _ work: (Payment) async throws(BalanceFailure) -> Money
    ) async throws(NotBegun) -> any Message {
        var result = MinusBalanceResult()
        var balance = Money.zero
        (result.code, result.message) = try await outcome { () throws(BalanceFailure) in
            guard let amount = Money(request.amount) else {
                throw .refused(.badRequest, message: "\"\(request.amount)\" is no amount")
            }
            balance = try await work(
                Payment(orderID: request.orderID, user: request.userName, amount: amount))
        }
        if result.code == BalanceService.done { result.balance = balance.description }
        logger.notice(
            result.code == BalanceService.done ? "paid" : "not paid",
            metadata: ["order": "\(request.orderID)", "amount": "\(request.amount)"])
        return result
    }

    /// The ledger could not begin, so that nothing moved here. That is no result but a failure of the
    /// call: the caller may have asked another provider before, and keeps in mind what came of that.
    private struct NotBegun: Error {
        let text: String
    }

    private func outcome(
        _ work: () async throws(BalanceFailure) -> Void
    ) async throws(NotBegun) -> (code: Int32, message: String) {
        do throws(BalanceFailure) {
            try await work()
            return (BalanceService.done, "")
        } catch {
            switch error {
            case .refused(let refusal, let message): return (refusal.rawValue, message)
            case .unreachable(let reason): throw NotBegun(text: reason)
            case .unknown(let reason): return (BalanceService.uncertain, reason)
            }
        }
    }
}

extension BalanceLedger {
    /// The ledger's methods for a Bolt server of any process, under one person's service name.
    public func services(uniqueID: String) -> ServiceTable {
        BalanceHandlers(ledger: self, calls: CallCounter()).table(
            for: BalanceService.name(uniqueID: uniqueID))
    }
}
