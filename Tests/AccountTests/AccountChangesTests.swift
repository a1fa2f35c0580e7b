import AccountAPI
import LongPoll
import TestSupport
import Testing
import Wire

@testable import AccountService

@Suite struct AccountChangesTests {
    @Test func `payments and calls are told as changes, questions are not`() async throws {
        try await withScratchFolder("changes") { folder in
            let changes = ChangeSignal()
            let ledger = try BalanceLedger.open(
                path: folder.file("balance.db"), writer: .init(component: "account", instance: "a"),
                changes: changes, now: { 7 })
            var told: [Int] = []
            try await ledger.createUser("user0")
            told.append(changes.version)
            let payment = Payment(orderID: "a", user: "user0", amount: Money(yuan: 99))
            _ = try await ledger.minusBalance(payment)
            told.append(changes.version)
            _ = try await ledger.queryBalance(of: "user0")
            _ = try await ledger.evidence()
            told.append(changes.version)
            CallCounter(changes: changes).count(.queryBalance)
            told.append(changes.version)
            #expect(told == [1, 2, 2, 3])
        }
    }
}
