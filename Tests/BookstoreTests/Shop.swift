import AccountAPI
import AccountService
import BookstoreAPI
import Logging
import Synchronization
import TestSupport
import Testing
import Wire

@testable import BookstoreService

/// A bookstore in one piece for a test: stock and account on memory or in a folder.
struct Shop: Sendable {
    static let quiet = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }

    let stock: StockLedger
    let ledger: BalanceLedger

    init(in folder: String? = nil) throws {
        let writer = BalanceLedger.Writer(component: "account", instance: "test")
        if let folder {
            stock = try .open(path: "\(folder)/stock.db")
            ledger = try .open(path: "\(folder)/balance.db", writer: writer, now: { 7 })
        } else {
            stock = try .inMemory()
            ledger = try .inMemory(writer: writer, now: { 7 })
        }
    }

    /// A checkout on its stores: of the monolith, unless another account is given.
    func checkout(
        account: (any BalanceFacade)? = nil,
        passing: @escaping @Sendable (Checkout.Point) throws(Checkout.Crash) -> Void = {
            _ throws(Checkout.Crash) in
        }
    ) -> Checkout {
        let ids = Counter()
        return Checkout(
            stock: stock, account: account ?? ledger, route: account == nil ? .local : .remote,
            localAccount: { [ledger] in ledger }, now: { 5 },
            newOrderID: { "made-\(ids.next())" }, logger: Self.quiet, passing: passing)
    }

    func open(_ users: String...) async throws {
        for user in users {
            try await ledger.createUser(user)
            try await stock.createUser(user)
        }
    }

    /// Books and money of all users hold: what was paid is what was ordered, what left the shelves is
    /// in somebody's hands.
    func expectConservation(_ what: String) async throws {
        let account = try await ledger.evidence()
        let stock = try await stock.evidence()
        #expect(account.paymentsTotal == stock.revenue, "\(what)")
        #expect(account.payments == stock.orders, "\(what)")
        #expect(
            stock.booksLeft + stock.booksSold == stock.users * Catalogue.entries.count * 10_000,
            "\(what)")
        #expect(stock.inDoubt == 0, "\(what)")
    }
}

/// Counts up from 1. Atomic, because checkouts ask from many tasks.
final class Counter: Sendable {
    private let value = Atomic(0)

    func next() -> Int {
        value.add(1, ordering: .relaxed).newValue
    }
}

/// An account over the wire, as a script wants it: a failure before or after the real one acts.
struct ScriptedAccount: BalanceFacade {
    enum Fault: Sendable {
        case none
        case before(BalanceFailure)
        case after(BalanceFailure)
    }

    let real: BalanceLedger
    let fault: @Sendable () -> Fault

    func createUser(_ name: String) async throws(BalanceFailure) {
        if case .before(let failure) = fault() { throw failure }
        try await real.createUser(name)
    }

    func queryBalance(of user: String) async throws(BalanceFailure) -> Money {
        try await real.queryBalance(of: user)
    }

    func minusBalance(_ payment: Payment) async throws(BalanceFailure) -> Money {
        try await acting { () throws(BalanceFailure) in try await real.minusBalance(payment) }
    }

    func prepareMinusBalance(
        _ payment: Payment, branch: Int64
    ) async throws(BalanceFailure) -> Money {
        try await acting { () throws(BalanceFailure) in
            try await real.prepareMinusBalance(payment, branch: branch)
        }
    }

    private func acting(
        _ action: () async throws(BalanceFailure) -> Money
    ) async throws(BalanceFailure) -> Money {
        switch fault() {
        case .none:
            return try await action()
        case .before(let failure):
            throw failure
        case .after(let failure):
            _ = try await action()
            throw failure
        }
    }
}

extension PurchaseRequest {
    static func of(
        _ productCode: String = "00001", _ count: Int = 1, id: String? = nil, by user: String = "u"
    ) -> PurchaseRequest {
        PurchaseRequest(userName: user, productCode: productCode, count: count, orderId: id)
    }
}
