import AccountAPI
import AccountService
import Testing
import TestSupport
import Wire

private let writer = BalanceLedger.Writer(component: "account", instance: "one")

private func ledger() throws -> BalanceLedger {
    try .inMemory(writer: writer, now: { 1_000 })
}

private func failure(
    _ body: () async throws(BalanceFailure) -> some Any
) async -> BalanceFailure? {
    do throws(BalanceFailure) {
        _ = try await body()
        return nil
    } catch {
        return error
    }
}

@Suite struct `The balance ledger` {
    @Test func `a new user has a million, and is made once`() async throws {
        let ledger = try ledger()
        try await ledger.createUser("user0")
        let payment = Payment(orderID: "a", user: "user0", amount: Money(yuan: 99))
        #expect(try await ledger.minusBalance(payment) == Money(yuan: 999_901))
        try await ledger.createUser("user0")
        #expect(try await ledger.queryBalance(of: "user0") == Money(yuan: 999_901))
    }

    @Test func `a payment sent twice pays once and answers the same`() async throws {
        let ledger = try ledger()
        try await ledger.createUser("user0")
        let first = Payment(orderID: "a", user: "user0", amount: Money(yuan: 99))
        let second = Payment(orderID: "b", user: "user0", amount: Money(yuan: 1))
        let answers = [
            try await ledger.minusBalance(first), try await ledger.minusBalance(second),
            try await ledger.minusBalance(first),
        ]
        #expect(answers == [999_901, 999_900, 999_901].map { Money(yuan: $0) })
        #expect(try await ledger.queryBalance(of: "user0") == Money(yuan: 999_900))
    }

    @Test func `one order id with another amount or user is refused`() async throws {
        let ledger = try ledger()
        try await ledger.createUser("user0")
        try await ledger.createUser("user1")
        let payment = Payment(orderID: "a", user: "user0", amount: Money(yuan: 99))
        _ = try await ledger.minusBalance(payment)
        var dearer = payment
        dearer.amount = Money(yuan: 98)
        var others = payment
        others.user = "user1"
        for other in [dearer, others] {
            #expect(
                await failure { () throws(BalanceFailure) in try await ledger.minusBalance(other) }
                    == .refused(
                        .orderIDConflict,
                        message: "order a was paid with another user or amount"))
        }
        #expect(try await ledger.queryBalance(of: "user1") == BalanceLedger.opening)
    }

    @Test func `an account never goes below zero, and the refusal says by how much`() async throws {
        let ledger = try ledger()
        try await ledger.createUser("user0")
        let dear = Payment(orderID: "a", user: "user0", amount: Money(fen: 100_000_001))
        #expect(
            await failure { () throws(BalanceFailure) in try await ledger.minusBalance(dear) }
                == .refused(
                    .insufficientBalance, message: "user0 has 1000000.00 and needs 1000000.01"))
        let all = Payment(orderID: "b", user: "user0", amount: BalanceLedger.opening)
        #expect(try await ledger.minusBalance(all) == .zero)
    }

    @Test func `what makes no sense is refused`() async throws {
        let ledger = try ledger()
        try await ledger.createUser("user0")
        let wrong = [
            Payment(orderID: "", user: "user0", amount: Money(yuan: 1)),
            Payment(orderID: "a", user: "", amount: Money(yuan: 1)),
            Payment(orderID: "a", user: "user0", amount: .zero),
            Payment(orderID: "a", user: "user0", amount: Money(yuan: -1)),
        ]
        for payment in wrong {
            guard
                case .refused(.badRequest, _)? = await failure({ () throws(BalanceFailure) in
                    try await ledger.minusBalance(payment)
                })
            else {
                Issue.record("\(payment) was taken")
                continue
            }
        }
        let stranger = Payment(orderID: "a", user: "nobody", amount: Money(yuan: 1))
        #expect(
            await failure { () throws(BalanceFailure) in try await ledger.minusBalance(stranger) }
                == .refused(.unknownUser, message: "no account of nobody was opened"))
    }

    @Test func `two ledgers on one file, as two processes have, lose no money`() async throws {
        try await withScratchFolder("ledgers") { folder in
            let path = folder.file("balance.db")
            let bookstore = BalanceLedger.Writer(component: "bookstore", instance: "two")
            let ledgers = try [writer, bookstore].map {
                try BalanceLedger.open(path: path, writer: $0, now: { 5 })
            }
            try await ledgers[0].createUser("user0")
            try await withThrowingTaskGroup(of: Void.self) { group in
                for task in 0..<8 {
                    group.addTask {
                        // Every order is paid through both ledgers; only one pays.
                        for order in 0..<20 {
                            let payment = Payment(
                                orderID: "\(task % 4)-\(order)", user: "user0",
                                amount: Money(yuan: 10))
                            _ = try await ledgers[task / 4].minusBalance(payment)
                        }
                    }
                }
                try await group.waitForAll()
            }
            #expect(try await ledgers[1].queryBalance(of: "user0") == Money(yuan: 999_200))
            let evidence = try await ledgers[0].evidence()
            #expect(evidence.users == 1)
            #expect(evidence.payments == evidence.paymentsHere)
            #expect(evidence.paymentsTotal == Money(yuan: Int64(evidence.payments) * 10))
        }
    }
}
