import BookstoreAPI
import Canvas
import LabKit
import RegistryAPI
import Testing
import Wire

@testable import WorkshopUI

/// The workshop line by line: what is said is whole sentences, without signs.
@Suite struct PlainFormTests {
    private func form(_ language: Language = .english, split: Bool = false) throws -> PlainForm {
        var form = PlainForm(try Fixture.ready(language, split: split))
        _ = form.answer()
        return form
    }

    /// Enters a line and gives its answer at once.
    private func say(_ line: String, to form: inout PlainForm) -> [String] {
        _ = form.enter(line)
        return form.answer()
    }

    @Test func `the agenda says how far each lab is and what may come next`() throws {
        var form = try form(split: true)
        let lines = say("labs", to: &form)
        #expect(lines.first == "The day, as in Shanghai on 24 June 2019")
        #expect(lines.contains("09:20-10:10  lab 1: Microservices, 3 of 4 steps done"))
        #expect(lines.last?.hasPrefix("next: open") == true)
    }

    @Test func `open goes to the first step to do, a number to that step`() throws {
        var form = try form(split: true)
        #expect(form.enter("open").count == 1)
        #expect(form.answer().first == "step 4/4: Publish the account service (lab 1)")
        #expect(form.prompt == "1/4> ")
        #expect(say("open 2", to: &form).first == "step 2/4: Look into the empty registry (lab 1)")
        #expect(say("step 9", to: &form) == ["not done: there is no step 9; there are 4"])
        #expect(say("p", to: &form).first == "step 1/4: Open the shop and buy a book (lab 1)")
    }

    @Test func `a check says each verdict in words, with what to do`() throws {
        var form = try form(split: true)
        _ = say("open", to: &form)
        #expect(form.enter("check") == [.check(Labs.publish, .asked)])
        #expect(!form.isSettled)
        _ = form.update(.verdictsArrived(Labs.publish, Labs.verdicts, Fixture.splitProgress))
        #expect(form.isSettled)
        #expect(
            form.answer() == [
                "check 1/3: holds: account is running",
                "check 2/3: not yet: BalanceMngFacade:1.0:user0 has a provider",
                "  expected: 1 or more", "  found: 0",
                "  to do: look at account.yaml:7, binding is \"none\"",
                "check 3/3: not yet: the bookstore was told", "  expected: 1", "  found: nothing",
                "This step is not passed yet: 1 of 3 checks hold.",
                "next: check, hint, solve, next, or read to hear it again",
            ])
    }

    @Test func `after a pass it says why, and one thing to try`() throws {
        var form = try form(split: true)
        let lines = say("open 1", to: &form)
        #expect(lines.contains("state: passed"))
        let why = try #require(lines.firstIndex(of: "why:"))
        #expect(
            lines[why...].prefix(4) == [
                "why:", "Stock and money moved inside one process.", "try:",
                "Order more than your balance allows.",
            ])
    }

    @Test func `an order is asked about, and only yes buys`() throws {
        var form = try form()
        #expect(form.enter("buy 00002 2").count == 1)
        let question = form.answer()
        #expect(question.first?.hasPrefix("question: Order? 2 × Cloud Native Go") == true)
        #expect(question.last == "Answer yes or no.")
        #expect(say("no", to: &form) == ["Nothing was done."])
        _ = say("buy 00002 2", to: &form)
        // Any other line leaves the question and is done itself.
        #expect(say("balance", to: &form) == ["Nothing was done.", "balance: ¥ 999,802.00"])
        _ = say("buy 00002 2", to: &form)
        let commands = form.enter("yes")
        #expect(
            commands == [
                .purchase(
                    PurchaseRequest(
                        userName: "user0", productCode: "00002", count: 2, orderId: "s1-1"),
                    port: 8_080)
            ])
        let receipt = Receipt(
            orderId: "s1-1", productCode: "00002", count: 2, total: Money(yuan: 138),
            balance: Money(yuan: 999_664))
        _ = form.update(.purchaseFinished(orderID: "s1-1", .bought(receipt, microseconds: 1_930)))
        #expect(form.answer().first == "bought 2 00002 for ¥ 138.00 in 1.9 ms")
    }

    @Test func `a refused order says whether anything moved`() throws {
        var form = try form(split: true)
        _ = say("buy 00001", to: &form)
        _ = form.enter("yes")
        let body = ErrorReply.Body(code: "account_unreachable", message: "no provider")
        _ = form.update(.purchaseFinished(orderID: "s1-1", .failed(.refused(body, status: 503))))
        let said = form.answer().joined(separator: " ")
        #expect(said.hasPrefix("not done: The bookstore finds no account service"))
        #expect(said.contains("Nothing has moved."))
    }

    @Test func `the registry is really asked, and its answer is said`() throws {
        var form = try form()
        #expect(form.enter("registry") == [.askRegistry(port: 9_603)])
        _ = form.update(.registryAnswered([], microseconds: 900))
        #expect(form.answer().first == "No service is published, and nobody waits for one.")
        _ = form.enter("registry")
        let provider = ProviderListing(
            address: "127.0.0.1:12200", weight: 100, app: "balance_mng", since: Fixture.start)
        let service = ServiceListing(
            name: "BalanceMngFacade:1.0:user0", version: 3, providers: [provider], subscribers: 1)
        _ = form.update(.registryAnswered([service], microseconds: 900))
        #expect(
            form.answer() == [
                "service: BalanceMngFacade:1.0:user0, 1 subscriber", "  provider: 127.0.0.1:12200",
            ])
    }

    @Test func `a file is changed and read by lines`() throws {
        var form = try form()
        #expect(
            form.enter("set account.yaml uniqueId user0") == [
                .setValue(file: "account.yaml", path: "uniqueId", to: "user0")
            ])
        _ = form.update(.fileSaved("account.yaml"))
        #expect(form.answer() == ["saved account.yaml"])
        #expect(form.enter("file account.yaml") == [.readFile("account.yaml")])
        _ = form.update(.fileRead("account.yaml", "name: balance_mng\nport: 12200\n"))
        #expect(
            form.answer() == ["file account.yaml:", "    name: balance_mng", "    port: 12200"])
    }

    @Test func `news come before the answer, once`() throws {
        var form = try form()
        var snapshot = Fixture.snapshot(revision: 9)
        let cause = Cause(.exited, "3").and(.startsLater, "1")
        snapshot.notices.append(
            Notice(
                sequence: 3, timeMilliseconds: Fixture.start, kind: .crashed,
                component: Fixture.bookstore, cause: cause))
        _ = form.update(.snapshotArrived(snapshot))
        #expect(
            say("balance", to: &form) == [
                "news: bookstore exited with status 3; starts again in 1 s",
                "balance: ¥ 999,802.00",
            ])
        #expect(say("balance", to: &form) == ["balance: ¥ 999,802.00"])
    }

    @Test func `what is said needs no sign, box or column, in either language`() throws {
        let signs = Set("●◐○✗✓·▸─│╭╮╰╯┆█░▁")
        for language in Language.allCases {
            var form = try form(language, split: true)
            for line in [
                "", "open", "1", "2", "3", "4", "help", "hint", "orders", "solve", "no", "stop x",
                "nonsense", "lang zh", "lang en", "kill account", "yes", "set a b", "file", "?",
            ] {
                for said in say(line, to: &form) {
                    #expect(signs.isDisjoint(with: said), "\(line): \(said)")
                    #expect(!said.contains("\u{1B}"), "\(line): \(said)")
                }
            }
        }
    }

    @Test func `any line is taken without harm`() throws {
        var form = try form(split: true)
        for line in ["\u{0}", "\u{1B}[A", "   ", "开始", "buy", "buy 00001 x", "a b c d", "是", "🙂"] {
            #expect(!say(line, to: &form).isEmpty, "\(line)")
        }
    }
}
