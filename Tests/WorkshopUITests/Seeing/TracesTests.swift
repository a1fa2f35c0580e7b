import BookstoreAPI
import Canvas
import Testing
import TracerAPI
import Wire

@testable import WorkshopUI

/// The rules of the traces screen.
@Suite struct TracesTests {
    private static let ids = Fixture.purchases.compactMap(\.first?.traceID)

    private func showTrace(_ number: Int, isWatching: Bool) -> Command {
        .showTrace(Self.ids[number], port: 9_411, isWatching: isWatching)
    }

    private func listTraces(in commands: [Command]) -> [TracerQueryClient.Filter] {
        commands.compactMap {
            guard case .listTraces(let filter, 9_411) = $0 else { return nil }
            return filter
        }
    }

    @Test func `the list is asked for when it is shown, and only then`() throws {
        var model = try Fixture.watched()
        #expect(listTraces(in: model.update(.ticked(model.now + 70_000))) == [])
        #expect(listTraces(in: model.press(.character("5"))).count == 1)
        #expect(listTraces(in: model.update(.ticked(model.now + 1))) == [])
    }

    @Test func `keys narrow the list, and each change is asked for at once`() throws {
        var model = try Fixture.listing()
        let byService = listTraces(in: model.press(.right))
        #expect(byService.map(\.service) == ["balance_mng"])
        _ = model.update(.tracesArrived([]))
        let failed = listTraces(in: model.press(.character("f")))
        #expect(failed.map(\.onlyFailed) == [true])
        _ = model.update(.tracesArrived([]))
        let slow = listTraces(in: model.press(.character("d")))
        #expect(slow.map(\.minimumMicroseconds) == [1_000])
        _ = model.update(.tracesArrived([]))
        let back = listTraces(in: model.press(.left))
        #expect(back.map(\.service) == [nil])
    }

    @Test func `the chosen trace stays chosen as newer ones come`() throws {
        var model = try Fixture.listing()
        model.press(.down)
        let newer = try #require(TraceListing(Fixture.spans(9, after: 17_000)))
        let known = Fixture.purchases.compactMap { TraceListing($0) }
        _ = model.update(.tracesArrived([newer] + known))
        #expect(model.traces.selected?.traceId == known[1].traceId)
    }

    @Test func `a trace counts as seen when it is on the screen, once`() throws {
        var model = try Fixture.listing()
        #expect(model.press(.enter).contains(showTrace(0, isWatching: true)))
        #expect(model.update(.traceArrived(Self.ids[0], nil)) == [])
        #expect(model.screenText.contains("The tracer has this trace no more"))
        let seen = model.update(.traceArrived(Self.ids[0], Fixture.purchases[0]))
        #expect(seen == [showTrace(0, isWatching: false)])
        #expect(model.update(.traceArrived(Self.ids[0], Fixture.purchases[0])) == [])
    }

    @Test func `an answer about another trace changes nothing`() throws {
        var model = try Fixture.listing()
        model.press(.enter)
        #expect(model.update(.traceArrived(Self.ids[1], Fixture.purchases[1])) == [])
        #expect(model.traces.open?.waterfall == nil)
    }

    @Test func `the newest trace is opened once the tracer has named it`() throws {
        var model = try Fixture.watched()
        model.press(.character(":"))
        model.type("trace last")
        #expect(listTraces(in: model.press(.enter)).count == 1)
        let asked = model.update(
            .tracesArrived(Fixture.purchases.compactMap { TraceListing($0) }))
        #expect(asked.contains(showTrace(0, isWatching: true)))
        #expect(model.traces.open?.id == Self.ids[0])
    }

    @Test func `an id that is none is refused, with what to write`() throws {
        var model = try Fixture.watched()
        model.press(.character(":"))
        model.type("trace soon")
        model.press(.enter)
        #expect(model.commandLine?.fault?.contains("hexadecimal digits, or last") == true)
    }

    @Test func `the trace of a line of the logs is opened at its span, and leads back`() throws {
        var model = try Fixture.watched()
        let id = Self.ids[1]
        let lines = ["sold order=s0-9", "paid order=s0-9"].enumerated().map { index, text in
            LogLine(
                sequence: 100 + index, timeMilliseconds: model.now,
                component: index == 0 ? Fixture.bookstore : Fixture.account,
                text: "\(text) trace=\(id) span=\(index == 0 ? "0" : "0.2")")
        }
        _ = model.update(.logsArrived(LogPage(lines: lines, next: 101, dropped: 0)))
        model.press(.character("4"))
        let asked = model.press(.character("t"))
        #expect(asked.contains(showTrace(1, isWatching: true)))
        _ = model.update(.traceArrived(id, Fixture.purchases[1]))
        #expect(model.traces.open?.selectedRow?.name == "minusBalance")
        model.press(.up, .up, .character("l"))
        #expect(model.screen == .logs)
        #expect(model.logs.match == 100)
    }

    @Test func `without lines of it the key says why nothing is shown`() throws {
        var model = try Fixture.listing()
        model.press(.enter)
        _ = model.update(.traceArrived(Self.ids[0], Fixture.purchases[0]))
        model.press(.character("l"))
        #expect(model.remark?.text == "no line that was read belongs to this trace")
        #expect(model.screen == .traces)
    }

    @Test func `the shop leads to the trace of what was ordered last, sold or not`() throws {
        var model = try Fixture.watched()
        model.press(.character("2"), .enter, .enter)
        let body = ErrorReply.Body(code: "account_unreachable", message: "no provider")
        _ = model.update(.purchaseFinished(orderID: "s1-1", .failed(.refused(body, status: 503))))
        model.press(.character("t"))
        #expect(model.remark?.isRefusal == true)
        let line = LogLine(
            sequence: 100, timeMilliseconds: model.now, component: Fixture.bookstore,
            text: "not sold order=s1-1 span=0 trace=\(Self.ids[0])")
        _ = model.update(.logsArrived(LogPage(lines: [line], next: 101, dropped: 0)))
        #expect(model.press(.character("t")).contains(showTrace(0, isWatching: true)))
    }

    @Test(arguments: [
        ("paid trace=7f00 span=0.2", "7f00", "0.2"), ("paid trace=7f00T span=0", "7f00T", "0"),
        ("paid trace=7f00", "7f00", ""),
    ])
    func `a line of the logs names its trace and span`(line: String, text: String, span: String) {
        #expect(
            LogText.tracePlace(of: line)
                == LogText.TracePlace(trace: TraceID(high: 0, low: 0x7f00), text: text, span: span))
    }

    @Test func `a line without a trace names none`() {
        #expect(LogText.tracePlace(of: "READY pid=1") == nil)
        #expect(LogText.tracePlace(of: "odd trace=none") == nil)
    }
}
