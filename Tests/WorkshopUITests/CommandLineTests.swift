import BookstoreAPI
import Canvas
import LabKit
import Testing
import Wire

@testable import WorkshopUI

@Suite struct CommandLineTests {
    private func entered(_ text: String, split: Bool = true) throws -> (Model, [Command]) {
        var model = try Fixture.ready(split: split)
        model.press(.character(":"))
        model.type(text)
        let commands = model.press(.enter)
        return (model, commands)
    }

    @Test func `a screen's name opens it`() throws {
        let (model, commands) = try entered("system")
        #expect(model.screen == .system)
        #expect(commands == [.savePlace(Place(screen: .system))])
        #expect(model.commandLine == nil)
    }

    @Test func `buy asks for the total and shows the shop`() throws {
        var (model, commands) = try entered("buy 00003 2")
        #expect(commands == [.savePlace(Place(screen: .shop))])
        #expect(model.question == .buy(code: "00003", count: 2, total: Money(yuan: 256)))
        commands = model.press(.character("y"))
        let purchase = PurchaseRequest(
            userName: "user0", productCode: "00003", count: 2, orderId: "s1-1")
        #expect(commands == [.purchase(purchase, port: 8_080)])
    }

    @Test(arguments: [
        ("by 00001", "there is no command \"by\"; did you mean buy CODE [COUNT]?"),
        ("lbas", "there is no command \"lbas\"; did you mean labs?"),
        ("xyzzy", "there is no command \"xyzzy\"; ? lists them all"),
        ("buy", "it is written: buy CODE [COUNT]"),
        ("buy 9", "there is no book 9; the codes are 00001 00002 00003 00004 00005"),
        ("buy 00001 0", "\"0\" is no count: a whole number from 1 to 10,000"),
        (
            "stop nothing",
            "there is no component \"nothing\"; there are registry bookstore account account-2"
        ),
        ("start account", "account is running already"),
        ("lang fr", "it is written: lang zh|en"),
        ("check", "open a step first: 1, then Enter"),
    ])
    func `a mistake is told above the line, which stays open`(text: String, fault: String) throws {
        let (model, commands) = try entered(text)
        #expect(commands == [])
        #expect(model.commandLine?.fault == fault)
        #expect(model.screenRows[23] == " :" + text)
    }

    @Test func `components are controlled by name`() throws {
        let (model, commands) = try entered("stop account")
        #expect(commands == [.perform(.stop, Fixture.account)])
        #expect(model.commandLine == nil)
        #expect(try entered("restart account-2").1 == [.perform(.restart, Fixture.second)])
        #expect(try entered("kill registry").0.question == .kill(Fixture.registry))
    }

    @Test func `the language changes at once`() throws {
        let (model, commands) = try entered("lang zh")
        #expect(commands == [.saveLanguage(.chinese)])
        #expect(model.screenRows[0].contains("[1 实验]"))
    }

    @Test func `quit and logs do as their keys`() throws {
        #expect(
            try entered("quit").1 == [.savePlace(Place()), .quit(exitCode: 0)])
        #expect(try entered("logs account").0.logs.filter == Fixture.account)
    }

    @Test func `Tab completes, up recalls, Escape closes`() throws {
        var model = try Fixture.ready(split: true)
        model.press(.character(":"))
        model.type("rest")
        model.press(.tab)
        model.type("book")
        model.press(.tab)
        #expect(model.commandLine?.text == "restart bookstore")
        #expect(model.press(.enter) == [.perform(.restart, Fixture.bookstore)])
        model.press(.character(":"), .up)
        #expect(model.commandLine?.text == "restart bookstore")
        model.press(.escape)
        #expect(model.commandLine == nil)
    }
}
