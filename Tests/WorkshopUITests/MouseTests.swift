import Canvas
import LabKit
import TestSupport
import Testing
import Wire

@testable import WorkshopUI

@Suite struct MouseTests {
    /// Where a text stands on the screen.
    private func place(
        of text: String, in model: Model, isInFooter: Bool = false
    ) throws -> Point {
        let rows = Array(model.screenRows.enumerated())
        for (y, row) in isInFooter ? Array(rows.suffix(1)) : rows {
            if let range = row.firstRange(of: text) {
                let before = String(row[..<range.lowerBound])
                return Point(x: DisplayWidth.standard.columns(of: before), y: y)
            }
        }
        throw PseudoTerminal.Failure(description: "\(text) is not on:\n\(model.screenText)")
    }

    @discardableResult
    private func click(
        _ text: String, in model: inout Model, isInFooter: Bool = false
    ) throws -> [Command] {
        model.press(.click(try place(of: text, in: model, isInFooter: isInFooter)))
    }

    @Test func `m turns it on and off, and says how to select text now`() throws {
        var settings = Fixture.settings
        settings.hasMouse = true
        var model = try Fixture.ready(settings: settings)
        #expect(model.press(.character("m")) == [.useMouse(true)])
        #expect(model.screenRows.last?.contains("hold Shift to select text") == true)
        #expect(model.press(.character("m")) == [.useMouse(false)])
    }

    @Test(arguments: [Language.english, .chinese])
    func `a click on a screen's name shows it`(language: Language) throws {
        var model = try Fixture.ready(language)
        try click(language == .english ? "3 System" : "3 系统", in: &model)
        #expect(model.screen == .system)
        try click(language == .english ? "1 Labs" : "1 实验", in: &model)
        #expect(model.screen == .labs)
    }

    @Test func `a click selects a row, another one does what Enter does`() throws {
        var model = try Fixture.ready()
        model.press(.character("2"))
        try click("00003", in: &model)
        #expect(model.shop.selection == 2)
        #expect(model.question == nil)
        try click("00003", in: &model)
        guard case .buy(code: "00003", count: 1, total: _) = model.question else {
            Issue.record("no question")
            return
        }
    }

    @Test func `a question is answered on its keys and nowhere else`() throws {
        var model = try Fixture.ready()
        model.press(.character("2"), .enter)
        try click("1 Labs", in: &model)
        #expect(model.screen == .shop)
        #expect(model.question != nil)
        let last = model.screenRows.count - 1
        let row = model.screenRows[last]
        let no = try #require(row.firstIndex(of: "n"))
        model.press(.click(Point(x: row.distance(from: row.startIndex, to: no), y: last)))
        #expect(model.question == nil)
    }

    @Test func `keys of the footer can be clicked`() throws {
        var model = try Fixture.ready()
        try click("help", in: &model, isInFooter: true)
        #expect(model.help != nil)
        try click("close", in: &model, isInFooter: true)
        #expect(model.help == nil)
    }

    @Test func `the wheel moves a list by a row and a text by three`() throws {
        var model = try Fixture.ready()
        let before = model.labs.agendaSelection
        model.press(.wheelDown)
        #expect(model.labs.agendaSelection == before + 1)
        model.press(.character("4"), .wheelUp)
        #expect(model.logs.anchor == 4)
        model.press(.wheelDown)
        #expect(model.logs.anchor == nil)
    }

    @Test(arguments: UInt64(1)...20)
    func `clicks anywhere do no harm`(seed: UInt64) throws {
        var random = SeededRandom(seed: seed)
        var model = try Fixture.ready(seed.isMultiple(of: 2) ? .english : .chinese, split: true)
        for _ in 0..<200 {
            let keys: [Key] = [.character("?"), .escape, .enter, .character("2"), .wheelUp]
            if Int.random(in: 0..<5, using: &random) == 0 {
                model.press(keys.randomElement(using: &random) ?? .escape)
            }
            model.press(
                .click(
                    Point(
                        x: Int.random(in: -1...90, using: &random),
                        y: Int.random(in: -1...30, using: &random))))
        }
        var frame = Frame(model.size)
        view(model, into: &frame)
    }
}
