import Canvas
import LabKit
import Testing
import Wire

@testable import WorkshopUI

@Suite struct LogsTests {
    private func page(_ sequences: ClosedRange<Int>) -> LogPage {
        LogPage(
            lines: sequences.map {
                LogLine(
                    sequence: $0, timeMilliseconds: Fixture.start, component: Fixture.bookstore,
                    text: "line \($0)")
            }, next: sequences.upperBound, dropped: 0)
    }

    @Test func `at most 2,000 lines are kept, the newest`() {
        var logs = LogsState()
        for start in stride(from: 1, to: 5_000, by: 500) { logs.append(page(start...start + 499)) }
        #expect(logs.lines.count == 2_000)
        #expect(logs.lines.first?.sequence == 3_001)
        #expect(logs.next == 5_000)
    }

    @Test func `a page twice adds nothing, one of a new supervisor starts anew`() {
        var logs = LogsState()
        logs.append(page(1...10))
        logs.append(page(1...10))
        #expect(logs.lines.count == 10)
        logs.append(page(1...3))
        #expect(logs.lines.map(\.sequence) == [1, 2, 3])
    }

    @Test func `scrolling back pauses, the end and f follow again`() throws {
        var model = try Fixture.ready()
        model.press(.character("4"), .up, .up)
        #expect(model.logs.anchor == 5)
        _ = model.update(.logsArrived(page(8...9)))
        #expect(model.logs.anchor == 5)
        #expect(model.screenRows[1].hasSuffix("paused, 4 more below"))
        model.press(.end)
        #expect(model.logs.anchor == nil)
        model.press(.home)
        #expect(model.logs.anchor == 1)
        model.press(.character("f"))
        #expect(model.logs.anchor == nil)
    }

    @Test func `the filter goes through all components and back to all`() throws {
        var model = try Fixture.ready()
        model.press(.character("4"), .tab, .right)
        #expect(model.logs.filter == Fixture.bookstore)
        #expect(!model.screenText.contains("9603"))
        model.press(.right, .right)
        #expect(model.logs.filter == nil)
        model.press(.left)
        #expect(model.logs.filter == Fixture.account)
        #expect(model.screenText.contains("No lines of account yet."))
    }

    @Test func `a search finds without regard to case, newest first`() throws {
        var model = try Fixture.ready()
        model.press(.character("4"), .character("/"))
        model.type("OrdeR")
        model.press(.enter)
        #expect(model.logs.match == 6)
        model.press(.character("N"))
        #expect(model.logs.match == 4)
        model.press(.character("N"))
        #expect(model.logs.match == 6)
        model.press(.character("n"))
        #expect(model.logs.match == 4)
        #expect(model.screenText.contains("\"OrdeR\" line 1 of 2"))
    }

    @Test func `a search that finds nothing says so`() throws {
        var model = try Fixture.ready()
        model.press(.character("4"), .character("n"))
        #expect(model.screenRows.last == " ✗ type / and what to find first")
        model.press(.character("/"))
        model.type("zebra")
        model.press(.enter)
        #expect(model.screenRows.last == " ✗ \"zebra\" was not found")
    }

    @Test(arguments: [
        ("ab", "abcABc", [0, 3]), ("", "abc", []), ("服务", "发布服务，引用服务", [2, 7]),
        ("aa", "aaaa", [0, 2]), ("x", "", []),
    ])
    func `matches do not overlap`(needle: String, text: String, starts: [Int]) {
        let found = TextSearch.ranges(of: needle, in: text).map {
            text.distance(from: text.startIndex, to: $0.lowerBound)
        }
        #expect(found == starts)
    }
}
