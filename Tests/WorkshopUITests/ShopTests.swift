import BookstoreAPI
import Canvas
import LabKit
import Testing
import Wire

@testable import WorkshopUI

@Suite struct ShopTests {
    private func purchase(_ code: String, _ count: Int, id: String) -> Command {
        .purchase(
            PurchaseRequest(userName: "user0", productCode: code, count: count, orderId: id),
            port: 8_080)
    }

    private func inShop(split: Bool = false) throws -> Model {
        var model = try Fixture.ready(split: split)
        model.press(.character("2"))
        return model
    }

    @Test func `Enter asks first and names the total`() throws {
        var model = try inShop()
        #expect(model.press(.down, .right, .right, .enter) == [])
        #expect(model.question == .buy(code: "00002", count: 3, total: Money(yuan: 207)))
        #expect(model.screenText.contains("¥ 207.00 in total."))
        #expect(model.screenText.contains("The balance goes from ¥ 999,802.00 to ¥ 999,595.00."))
    }

    @Test func `yes sends the order under an id of its own`() throws {
        var model = try inShop()
        #expect(model.press(.enter, .character("y")) == [purchase("00001", 1, id: "s1-1")])
        #expect(model.question == nil)
        let receipt = Receipt(
            orderId: "s1-1", productCode: "00001", count: 1, total: Money(yuan: 99),
            balance: Money(yuan: 999_703))
        let again = Command.loadShop(user: "user0", port: 8_080, ledger: 8_080)
        _ = model.update(.ticked(model.now + 1_000))
        #expect(model.update(.changed(model.live.endpoints[1], 2)).contains(again))
        _ = model.update(.purchaseFinished(orderID: "s1-1", .bought(receipt, microseconds: 1_930)))
        // The answer to the question that was under way may be from before the order.
        _ = model.update(.shopArrived(Fixture.shop(split: false)))
        #expect(model.update(.ticked(model.now + 1)).contains(again))
        #expect(model.screenText.contains("✓ bought 00001 × 1 for ¥ 99.00 in 1.9 ms"))
        #expect(model.press(.enter, .enter) == [purchase("00001", 1, id: "s1-2")])
    }

    @Test func `no sends nothing`() throws {
        for key in [Key.character("n"), .escape, .character("q")] {
            var model = try inShop()
            #expect(model.press(.enter, key) == [])
            #expect(model.question == nil)
            #expect(model.shop.underway == nil)
        }
    }

    @Test func `one order at a time`() throws {
        var model = try inShop()
        model.press(.enter, .enter)
        #expect(model.press(.enter) == [])
        #expect(model.question == nil)
        #expect(model.screenRows.last?.contains("the last order has no answer yet") == true)
    }

    @Test func `the count stays between one and ten thousand`() throws {
        var model = try inShop()
        model.press(.left)
        #expect(model.shop.count == 1)
        model.shop.count = 10_000
        model.press(.right)
        #expect(model.shop.count == 10_000)
    }

    @Test func `a refusal says what was wanted and found, that nothing moved, and what to press`()
        throws
    {
        var model = try inShop()
        model.press(.enter, .enter)
        let body = ErrorReply.Body(
            code: "insufficient_stock", message: "no", details: ["stock": "0"])
        _ = model.update(.purchaseFinished(orderID: "s1-1", .failed(.refused(body, status: 409))))
        #expect(
            model.screenText.contains(
                "✗ Not enough in stock: wanted 1, found 0. Nothing has moved."))
        #expect(model.shop.inDoubt == [])
    }

    @Test func `every code of the bookstore has a text of its own`() throws {
        let model = try Fixture.ready(.chinese)
        for code in BookstoreCode.allCases {
            let failure = BookstoreFailure.refused(
                ErrorReply.Body(code: code.rawValue, message: "the message"), status: code.status)
            let text = Scene(model).refusal(of: failure, purchase: nil, total: nil)
            let isOther = [.badRequest, .foreignOrigin, .tooLarge].contains(code)
            #expect(text.what.contains("the message") == isOther, "\(code)")
        }
    }

    @Test func `an order in doubt is asked again under the same id, and then it is settled`() throws
    {
        var model = try inShop(split: true)
        model.press(.enter, .enter)
        _ = model.update(.purchaseFinished(orderID: "s1-1", .failed(.unknown("no answer"))))
        #expect(model.shop.inDoubt.map(\.orderId) == ["s1-1"])
        #expect(model.press(.character("a")) == [purchase("00001", 1, id: "s1-1")])
        let receipt = Receipt(
            orderId: "s1-1", productCode: "00001", count: 1, total: Money(yuan: 99),
            balance: Money(yuan: 999_703))
        _ = model.update(.purchaseFinished(orderID: "s1-1", .bought(receipt, microseconds: 900)))
        #expect(model.shop.inDoubt == [])
        #expect(model.press(.character("a")) == [])
        #expect(model.screenRows.last?.contains("no order is in doubt") == true)
    }

    @Test func `an order that the bookstore lists in doubt can be asked again too`() throws {
        var model = try inShop(split: true)
        var reading = Fixture.shop(split: true)
        reading.orders[0].status = .inDoubt
        _ = model.update(.shopArrived(reading))
        #expect(model.press(.character("a")) == [purchase("00001", 1, id: "s0-2")])
    }

    @Test func `an answer to another order changes nothing`() throws {
        var model = try inShop()
        model.press(.enter, .enter)
        let before = model
        _ = model.update(.purchaseFinished(orderID: "other", .failed(.unreachable("away"))))
        #expect(model == before)
    }

    @Test func `while the bookstore is away Enter says where to start it`() throws {
        var model = try inShop()
        var snapshot = Fixture.snapshot(revision: 5)
        snapshot.components[1].state = .stopped
        _ = model.update(.snapshotArrived(snapshot))
        #expect(model.press(.enter) == [])
        #expect(
            model.screenRows.last == " ✗ the bookstore is not running: 3, then s")
    }

    @Test func `books and money hold, move, or are apart after two readings`() throws {
        var model = try inShop()
        #expect(model.shop.invariant == .holds)
        var reading = Fixture.shop(split: false)
        reading.balance = Money(yuan: 999_703)
        _ = model.update(.shopArrived(reading))
        #expect(model.shop.invariant == .settling)
        _ = model.update(.shopArrived(reading))
        #expect(model.shop.invariant == .apart(Money(yuan: 99)))
        reading.balance = nil
        _ = model.update(.shopArrived(reading))
        #expect(model.shop.invariant == .unknown)
    }
}
