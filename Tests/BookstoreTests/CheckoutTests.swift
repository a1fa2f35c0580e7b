import AccountService
import AccountAPI
import BookstoreAPI
import Synchronization
import TestSupport
import Testing
import Wire

@testable import BookstoreService

@Suite struct `Buying in one piece` {
    @Test func `a purchase moves stock and money and answers both`() async throws {
        let shop = try Shop()
        try await shop.open("u")
        let receipt = try await shop.checkout().buy(.of("00001", 2, id: "a")).get()
        #expect(
            receipt
                == Receipt(
                    orderId: "a", productCode: "00001", count: 2, total: Money(yuan: 198),
                    balance: Money(yuan: 999_802)))
        let book = try #require(try await shop.stock.books(of: "u").first?.book)
        #expect([book.stockCount, book.ownedCount] == [9_998, 2])
        #expect(
            try await shop.stock.orders(of: "u") == [
                Order(
                    orderId: "a", productCode: "00001", count: 2, total: Money(yuan: 198),
                    status: .paid, paidBy: .local, time: 5)
            ])
        try await shop.expectConservation("one purchase")
    }

    @Test func `the same order id buys once and answers the same`() async throws {
        let shop = try Shop()
        try await shop.open("u")
        let checkout = shop.checkout()
        let first = try await checkout.buy(.of(id: "a"))
        _ = try await checkout.buy(.of("00002", id: "b"))
        #expect(try await checkout.buy(.of(id: "a")) == first)
        #expect(try await shop.stock.evidence().orders == 2)
        try await shop.expectConservation("the same id twice")
    }

    @Test func `one order id with another content is refused`() async throws {
        let shop = try Shop()
        try await shop.open("u", "v")
        let checkout = shop.checkout()
        _ = try await checkout.buy(.of(id: "a"))
        for other in [
            PurchaseRequest.of("00002", id: "a"), .of("00001", 2, id: "a"), .of(id: "a", by: "v"),
        ] {
            #expect(try await checkout.buy(other) == .failure(.orderIDConflict("a")))
        }
        #expect(try await shop.stock.evidence().refusals == ["order_id_conflict": 3])
        try await shop.expectConservation("a conflict")
    }

    @Test func `a refusal says which it was, is counted, and moves nothing`() async throws {
        let shop = try Shop()
        try await shop.open("u")
        let checkout = shop.checkout()
        let most = PurchaseRequest.of("00003", 10_000)
        let codes = try await [
            checkout.buy(.of(by: "nobody")), checkout.buy(.of("99999")), checkout.buy(most),
            checkout.buy(.of("00001", 7_812)),
        ].map { result -> BookstoreCode? in
            guard case .failure(let refusal) = result else { return nil }
            return refusal.code
        }
        #expect(codes == [.unknownUser, .unknownProduct, .insufficientBalance, nil])
        let rest = try await checkout.buy(.of("00001", 2_189, id: "b"))
        let wanted = PurchaseRequest.of("00001", 2_189, id: "b")
        #expect(rest == .failure(.insufficientStock(wanted, left: 2_188)))
        #expect(
            try await shop.stock.evidence().refusals == [
                "unknown_user": 1, "unknown_product": 1, "insufficient_balance": 1,
                "insufficient_stock": 1,
            ])
        try await shop.expectConservation("refusals")
    }

    @Test func `sixteen requests with one order id buy once`() async throws {
        let shop = try Shop()
        try await shop.open("u")
        let checkout = shop.checkout()
        let answers = try await withThrowingTaskGroup(of: Result<Receipt, Refusal>.self) { group in
            for _ in 0..<16 { group.addTask { try await checkout.buy(.of(id: "a")) } }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        let expected = Receipt(
            orderId: "a", productCode: "00001", count: 1, total: Money(yuan: 99),
            balance: Money(yuan: 999_901))
        #expect(answers == Array(repeating: .success(expected), count: 16))
        try await shop.expectConservation("sixteen at once")
    }

    @Test func `requests of one order wait for each other, and too many are turned away`() async {
        let turns = OrderTurns(limit: 3)
        let (entered, enter) = AsyncStream.makeStream(of: Void.self)
        let (gate, open) = AsyncStream.makeStream(of: Void.self)
        let answers = await withTaskGroup(of: Int?.self) { group in
            group.addTask {
                await turns.take("a") {
                    enter.yield()
                    for await _ in gate { break }
                    return 1
                }
            }
            for await _ in entered { break }
            for _ in 0..<4 { group.addTask { await turns.take("a") { 2 } } }
            var answers: [Int?] = []
            for await answer in group {
                answers.append(answer)
                if answers.count == 2 { open.yield() }
            }
            return answers
        }
        #expect(answers == [nil, nil, 1, 2, 2])
    }

    @Test(arguments: Checkout.Point.allCases)
    func `a crash at any point loses no book and no money`(point: Checkout.Point) async throws {
        let shop = try Shop()
        try await shop.open("u")
        let crashing = shop.checkout { passed throws(Checkout.Crash) in
            if passed == point { throw Checkout.Crash(point: passed) }
        }
        // One that the account will pay, and one that it will refuse.
        for request in [PurchaseRequest.of(id: "a"), .of("00003", 10_000, id: "b")] {
            await #expect(throws: Checkout.Crash(point: point)) {
                try await crashing.buy(request).get()
            }
        }
        let restarted = shop.checkout()
        _ = try await restarted.recover()
        try await shop.expectConservation("after a crash when \(point)")
        let again = try await restarted.buy(.of(id: "a")).get()
        #expect(again.balance == Money(yuan: 999_901))
        try await shop.expectConservation("after asking again")
        #expect(try await restarted.recover() == 0)
    }

    @Test(arguments: [1, 2, 3, 4, 5, 6, 7, 8] as [UInt64])
    func `books and money hold through purchases and crashes by seed`(seed: UInt64) async throws {
        let shop = try Shop()
        try await shop.open("u", "v", "w")
        let random = Mutex(SeededRandom(seed: seed))
        let pick: @Sendable (Int) -> Int = { bound in
            random.withLock { Int.random(in: 0..<bound, using: &$0) }
        }
        for _ in 0..<6 {
            let checkout = shop.checkout { point throws(Checkout.Crash) in
                if pick(12) == 0 { throw Checkout.Crash(point: point) }
            }
            await withTaskGroup(of: Void.self) { group in
                for _ in 0..<12 {
                    let request = PurchaseRequest.of(
                        Catalogue.entries[pick(5)].code, 1 + pick(3) * 900, id: "o\(pick(60))",
                        by: ["u", "v", "w"][pick(3)])
                    group.addTask { _ = try? await checkout.buy(request) }
                }
            }
            _ = try await shop.checkout().recover()
            try await shop.expectConservation("seed \(seed)")
        }
    }
}

@Suite struct `Buying over the wire` {
    private func outcome(
        _ fault: ScriptedAccount.Fault
    ) async throws -> (code: BookstoreCode?, shop: Shop) {
        let shop = try Shop()
        try await shop.open("u")
        let checkout = shop.checkout(
            account: ScriptedAccount(real: shop.ledger) { fault })
        guard case .failure(let refusal) = try await checkout.buy(.of(id: "a")) else {
            return (nil, shop)
        }
        return (refusal.code, shop)
    }

    @Test func `an account that was not reached costs nothing`() async throws {
        let (code, shop) = try await outcome(.before(.unreachable("no provider")))
        #expect(code == .accountUnreachable)
        #expect(try await shop.stock.orders(of: "u") == [])
        try await shop.expectConservation("not reached")
    }

    @Test func `a paid order says who paid it`() async throws {
        let (code, shop) = try await outcome(.none)
        #expect(code == nil)
        #expect(try await shop.stock.evidence().paidRemotely == 1)
        try await shop.expectConservation("paid over the wire")
    }

    @Test(arguments: [true, false])
    func `an unknown outcome sets the order aside, and asking again settles it`(
        moneyMoved: Bool
    ) async throws {
        let lost = BalanceFailure.unknown("no answer in time")
        let (code, shop) = try await outcome(moneyMoved ? .after(lost) : .before(lost))
        #expect(code == .paymentUnknown)
        #expect(try await shop.stock.evidence().inDoubt == 1)
        // An account that is away says nothing about the first asking.
        let away = shop.checkout(
            account: ScriptedAccount(real: shop.ledger) { .before(.unreachable("no provider")) })
        #expect(
            try await away.buy(.of(id: "a"))
                == .failure(.paymentUnknown("a", "no provider")))
        let back = shop.checkout(account: ScriptedAccount(real: shop.ledger) { .none })
        #expect(try await back.buy(.of(id: "a")).get().balance == Money(yuan: 999_901))
        try await shop.expectConservation("settled")
    }

    @Test func `a start leaves what the wire left open, and says so`() async throws {
        let shop = try Shop()
        try await shop.open("u")
        let account = ScriptedAccount(real: shop.ledger) { .none }
        let crashing = shop.checkout(account: account) { point throws(Checkout.Crash) in
            if point == .answered { throw Checkout.Crash(point: point) }
        }
        await #expect(throws: Checkout.Crash.self) { try await crashing.buy(.of(id: "a")) }
        let restarted = shop.checkout(account: account)
        #expect(try await restarted.recover() == 0)
        #expect(try await shop.stock.orders(of: "u")?.map(\.status) == [.inDoubt])
        #expect(try await shop.ledger.evidence().payments == 1)
        _ = try await restarted.buy(.of(id: "a")).get()
        try await shop.expectConservation("asked again")
    }

    @Test func `orders of the monolith are finished after the split`() async throws {
        let shop = try Shop()
        try await shop.open("u")
        let crashing = shop.checkout { point throws(Checkout.Crash) in
            if point == .answered { throw Checkout.Crash(point: point) }
        }
        await #expect(throws: Checkout.Crash.self) { try await crashing.buy(.of(id: "a")) }
        let split = shop.checkout(
            account: ScriptedAccount(real: shop.ledger) { .before(.unreachable("no provider")) })
        #expect(try await split.recover() == 1)
        #expect(try await shop.stock.evidence().paidLocally == 1)
        try await shop.expectConservation("split")
    }
}
