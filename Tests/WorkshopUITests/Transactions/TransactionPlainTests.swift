import Canvas
import CoordinatorAPI
import Faults
import Testing
import Wire

@testable import WorkshopUI

/// Global transactions line by line.
@Suite struct TransactionPlainTests {
    private func form() throws -> PlainForm {
        var form = PlainForm(try Fixture.transacting())
        _ = form.answer()
        return form
    }

    @Test func `the list is a line each, with the sums and the locks`() throws {
        var form = try form()
        _ = form.enter("transactions")
        #expect(!form.isSettled)
        _ = form.update(.transactionsArrived(Fixture.listings, Fixture.locks))
        #expect(form.isSettled)
        let x = { Fixture.xid($0) }
        #expect(
            form.answer() == [
                "money: holds  balances 999,802.00 + frozen 0.00 + orders 198.00",
                "books: holds  in stock 49,998 + ordered 2",
                "transaction \(x(13)): Begin  09:41:06  stock_mng  kc-book-store-tx",
                "transaction \(x(10)): Begin  09:41:06  stock_mng  kc-book-store-tx",
                "transaction \(x(7)): Committed  09:41:04  took 13 ms  stock_mng  kc-book-store-tx",
                "transaction \(x(4)): TimeoutRollbacked  09:41:01  took 2,100 ms  stock_mng  "
                    + "kc-book-store-tx",
                "lock balance.db balance_tb:user0: held by \(x(10))",
                "lock stock.db stock_tb:user0_00001: held by \(x(10))  waiting: \(x(13))",
                "next: transaction last, or transaction and an xid; b, for the places that can be "
                    + "broken",
            ])
    }

    @Test func `a stuck transaction says what may be chosen, in each of its parts`() throws {
        var form = try form()
        _ = form.enter("transaction \(Fixture.xid(7))")
        #expect(!form.isSettled)
        let reading = TransactionReading(
            transaction: Fixture.transaction(isStuck: true), undoLogs: Fixture.undoLogs,
            frames: Fixture.frames)
        _ = form.update(.transactionArrived(Fixture.xid(7), reading))
        let story = form.answer()
        #expect(story.contains("9.24 ms: the caller decides: roll back"))
        #expect(story.last == "next: choose force, choose keep or choose skip")
        form.model.press(.right)
        _ = form.enter("read")
        let rows = form.answer()
        #expect(rows.contains("balance_tb:user0: dirty: somebody wrote to it"))
        #expect(rows.contains("column balance: before 99990100, after 99980200, now 12300"))
        form.model.press(.right)
        _ = form.enter("read")
        #expect(
            form.answer().contains(
                "1.21 ms: to stock_mng: GlobalBeginResponse: xid \(Fixture.xid(7))"))
        _ = form.enter("choose force")
        #expect(form.answer().joined(separator: " ").contains("What others wrote to them is lost."))
        #expect(
            form.enter("yes") == [
                .choose(.force, xid: Fixture.xid(7), port: Fixture.coordinatorPort)
            ])
        #expect(!form.isSettled)
    }

    @Test func `places are a line each, and chaos breaks them`() throws {
        var form = try form()
        _ = form.enter("transactions")
        _ = form.update(.transactionsArrived([], []))
        _ = form.enter("b")
        #expect(!form.isSettled)
        _ = form.update(.faultsArrived(Fixture.faults))
        let places = form.answer()
        #expect(places.first == "bookstore: at once")
        #expect(
            places.contains(
                "bookstore:before-commit (slow:7000): Phase 1 is done on both sides, and the "
                    + "coordinator was not asked to commit."))
        let order = FaultOrder(point: "registered", fault: "kill")
        let endpoint = Endpoint(component: Fixture.account, http: 40_123)
        #expect(
            form.enter("chaos kill account:registered") == [.strike(.arm(order, at: endpoint))])
        #expect(!form.isSettled)
        _ = form.update(.struck(.arm(order, at: endpoint)))
        _ = form.update(.faultsArrived(Fixture.faults))
        #expect(form.isSettled)
        #expect(form.answer() == ["Done."])
    }
}
