import Canvas
import CoordinatorAPI
import Faults
import LabKit
import Testing
import Wire

@testable import WorkshopUI

/// The rules of the screen of global transactions, and of breaking them.
@Suite struct TransactionsTests {
    private let bookstore = Endpoint(component: Fixture.bookstore, http: 8_080)

    private func isListing(_ commands: [Command]) -> Bool {
        commands.contains(.listTransactions(port: Fixture.coordinatorPort))
    }

    @Test func `the list is asked for when it is shown, and only then`() throws {
        var model = try Fixture.transacting()
        #expect(!isListing(model.update(.ticked(model.now + 70_000))))
        #expect(isListing(model.press(.character("7"))))
        #expect(!isListing(model.update(.ticked(model.now + 1))))
    }

    @Test func `a transaction keeps its place in the list when it ends`() throws {
        var model = try Fixture.transactionList()
        model.press(.down)
        #expect(model.transactions.selected?.xid == Fixture.xid(10))
        var ended = Fixture.listings
        ended[0].ended = model.now
        ended[0].status = "Committed"
        _ = model.update(.transactionsArrived(ended.reversed(), []))
        #expect(
            model.transactions.listings?.map(\.xid) == [13, 10, 7, 4].map { Fixture.xid($0) })
        #expect(model.transactions.selectedIndex == 1)
    }

    @Test func `an opened transaction asks all that take part for its undo logs`() throws {
        var model = try Fixture.transactionList()
        let asked = model.press(.enter)
        #expect(
            asked.last
                == .showTransaction(
                    Fixture.xid(13), port: Fixture.coordinatorPort,
                    participants: [
                        bookstore, Endpoint(component: Fixture.account, http: 40_123),
                    ]))
        _ = model.update(.transactionArrived(Fixture.xid(13), nil))
        #expect(model.screenText.contains("The coordinator has no such transaction"))
        #expect(isListing(model.press(.escape)))
        #expect(model.transactions.open == nil)
    }

    @Test func `undo logs stay readable when they are deleted, and say so`() throws {
        var model = try Fixture.openTransaction(isStuck: true)
        let over = TransactionReading(transaction: Fixture.transaction())
        _ = model.update(.transactionArrived(Fixture.xid(7), over))
        model.press(.right)
        #expect(model.screenText.contains("before the transaction"))
        #expect(model.screenText.contains("99990100 → 99980200"))
    }

    @Test func `only a stuck transaction takes a choice, after a question`() throws {
        var model = try Fixture.openTransaction()
        model.press(.character("F"))
        #expect(model.question == nil)
        #expect(model.remark?.text == "this transaction is not stuck: there is nothing to choose")
        model = try Fixture.openTransaction(isStuck: true)
        for (key, choice) in [("F", BranchNote.Choice.force), ("W", .keep), ("S", .skip)] {
            model.press(.character(Character(key)))
            #expect(model.question == .choose(choice, xid: Fixture.xid(7)))
            model.press(.character("n"))
        }
        model.press(.character("W"))
        #expect(
            model.press(.character("y")) == [
                .choose(.keep, xid: Fixture.xid(7), port: Fixture.coordinatorPort)
            ])
        model.press(.character("F"))
        #expect(model.remark?.text == "telling the coordinator…")
        let reason = LocalizedText(chinese: "不行", english: "no")
        _ = model.update(.choiceRefused(Fixture.xid(7), reason))
        #expect(model.remark == Remark(text: "no", isRefusal: true))
        #expect(!model.transactions.isChoosing)
    }

    @Test func `money that is missing twice is broken; while a transaction runs it is on its way`()
        throws
    {
        var model = try Fixture.transacting(missing: 99, live: 0)
        #expect(model.live.invariant.money == .broken(Money(yuan: 99)))
        #expect(model.live.invariant.books == .holds)
        _ = model.update(.measured(Fixture.transactionEvidence(99, 1)))
        #expect(model.live.invariant.money == .underway(Money(yuan: 99)))
        _ = model.update(.measured(Fixture.transactionEvidence(0, 1)))
        #expect(model.live.invariant.money == .holds)
        _ = model.update(.measured(Fixture.transactionEvidence(128, 0)))
        #expect(model.live.invariant.money == .settling)
        let asked = model.update(.ticked(model.now + 300))
        #expect(asked.contains(.measure(model.live.endpoints)))
    }

    @Test func `nobody counts money that no account tells of`() throws {
        var model = try Fixture.transacting()
        var evidence = Fixture.transactionEvidence()
        evidence[Fixture.account] = nil
        _ = model.update(.measured(evidence))
        #expect(model.live.invariant.money == .unknown)
        #expect(model.live.invariant.books == .holds)
    }

    // MARK: Breaking

    private func breaking() throws -> Model {
        var model = try Fixture.transactionList()
        #expect(model.press(.character("b")).contains(.loadFaults(model.live.endpoints)))
        _ = model.update(.faultsArrived(Fixture.faults))
        return model
    }

    @Test func `keys arm faults at the chosen point`() throws {
        var model = try breaking()
        model.press(.down)
        for (key, fault) in [
            ("K", "kill"), ("z", "pause"), ("x", "drop"), ("d", "duplicate"), ("i", "slow:7000"),
        ] {
            let order = FaultOrder(point: "begun", fault: fault)
            let strike = Strike.arm(order, at: bookstore)
            #expect(model.press(.character(Character(key))) == [.strike(strike)])
            model.press(.character("K"))
            #expect(model.remark?.text == "the last thing is still under way")
            #expect(model.update(.struck(strike)) == [.loadFaults(model.live.endpoints)])
            _ = model.update(.faultsArrived(Fixture.faults))
        }
        model.press(.character("f"))
        #expect(model.remark?.isRefusal == true)
        #expect(model.press(.character("h")) == [.strike(.heal(model.live.endpoints))])
        let reason = LocalizedText(chinese: "不行", english: "no")
        _ = model.update(.strikeRefused(.heal([]), reason))
        #expect(model.breaking.refusal == reason)
    }

    @Test func `keys strike a whole process at once`() throws {
        var model = try breaking()
        model.press(.character("K"))
        #expect(model.question == .kill(Fixture.bookstore))
        model.press(.character("n"))
        #expect(model.press(.character("z")) == [.perform(.pause, Fixture.bookstore)])
        model.press(.character("u"))
        #expect(model.remark?.text == "bookstore is not paused")
        var paused = Fixture.snapshot(split: true, revision: 9)
        paused.components[1].state = .starting
        _ = model.update(.snapshotArrived(paused))
        #expect(model.press(.character("u")) == [.perform(.resume, Fixture.bookstore)])
        _ = model.update(.snapshotArrived(Fixture.snapshot(split: true, revision: 10)))
        let full = FaultOrder(point: nil, fault: FaultOrder.full)
        #expect(model.press(.character("f")) == [.strike(.arm(full, at: bookstore))])
    }

    @Test func `what is typed behind a colon is the command of the shell`() throws {
        var model = try breaking()
        model.press(.escape)
        let order = FaultOrder(point: "begun", fault: "drop")
        model.press(.character(":"))
        model.type("chaos drop bookstore:begun")
        #expect(model.press(.enter) == [.strike(.arm(order, at: bookstore))])
        _ = model.update(.struck(.arm(order, at: bookstore)))
        #expect(model.remark?.text == "done; what is armed strikes at the next pass")
        for (line, fault) in [
            ("chaos drop bookstore:nowhere", "there is no place \"bookstore:nowhere\""),
            ("chaos eat bookstore:begun", "it is one of kill, pause"),
            ("chaos drop bookstore", "this needs a point"),
            ("chaos kill", "it is written: chaos VERB [PLACE]"),
            ("choose keep", "open a transaction first"),
        ] {
            model.press(.character(":"))
            model.type(line)
            #expect(model.press(.enter) == [])
            #expect(model.commandLine?.fault?.contains(fault) == true, "\(line)")
            model.press(.escape)
        }
    }

    @Test func `the newest transaction is opened once the coordinator has named it`() throws {
        var model = try Fixture.transacting()
        model.press(.character(":"))
        model.type("transaction last")
        #expect(isListing(model.press(.enter)))
        let asked = model.update(.transactionsArrived(Fixture.listings, Fixture.locks))
        #expect(asked.count == 1)
        #expect(model.transactions.open?.xid == Fixture.xid(13))
    }
}
