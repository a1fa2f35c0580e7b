import BookstoreAPI
import Canvas
import LabKit
import Testing
import Wire

@testable import WorkshopUI

/// What the model asks for by itself, and when.
@Suite struct AskingTests {
    private let shopAt8080 = Command.loadShop(user: "user0", port: 8_080)

    private let endpoints = Command.measure([
        Endpoint(component: Fixture.registry, http: 9_603),
        Endpoint(component: Fixture.bookstore, http: 8_080),
    ])

    @Test func `the first tick asks for all that can be known`() {
        var model = Fixture.empty()
        #expect(
            model.update(.ticked(Fixture.start)) == [
                .fetchSnapshot(after: nil), .fetchLogs(after: 0), .loadLabs,
            ])
        #expect(model.update(.ticked(Fixture.start + 200)) == [])
    }

    @Test func `a snapshot is followed by the question for the next one`() {
        var model = Fixture.empty()
        _ = model.update(.ticked(Fixture.start))
        #expect(model.update(.snapshotArrived(Fixture.snapshot())) == [.fetchSnapshot(after: 4)])
        #expect(model.update(.ticked(Fixture.start + 200)) == [endpoints, shopAt8080])
    }

    @Test func `log lines are followed by the question for the next ones`() {
        var model = Fixture.empty()
        _ = model.update(.ticked(Fixture.start))
        #expect(model.update(.logsArrived(Fixture.logs)) == [.fetchLogs(after: 7)])
    }

    @Test func `answers that come at once with nothing new are not followed by questions at once`()
    {
        var model = Fixture.empty()
        _ = model.update(.ticked(Fixture.start))
        _ = model.update(.snapshotArrived(Fixture.snapshot()))
        #expect(model.update(.snapshotArrived(Fixture.snapshot())) == [])
        #expect(model.update(.logsArrived(LogPage(lines: [], next: 0, dropped: 0))) == [])
        _ = model.update(.ticked(Fixture.start + 300))
        #expect(
            model.update(.ticked(Fixture.start + 500)) == [
                .fetchSnapshot(after: 4), .fetchLogs(after: 0),
            ])
        _ = model.update(.ticked(Fixture.start + 1_500))
        #expect(model.update(.snapshotArrived(Fixture.snapshot())) == [.fetchSnapshot(after: 4)])
    }

    @Test func `a file that is refused is told on every screen`() throws {
        var model = try Fixture.ready()
        model.press(.character("2"))
        var snapshot = Fixture.snapshot(revision: 5)
        snapshot.notices.append(
            Notice(
                sequence: 3, timeMilliseconds: model.now, kind: .fileRefused, component: nil,
                text: "bookstore.yaml:4:11: \"user 0\" is no unique id"))
        _ = model.update(.snapshotArrived(snapshot))
        let text = " ✗ refused: bookstore.yaml:4:11: \"user 0\" is no unique id"
        #expect(model.screenRows.last == text)
        model.press(.up)
        #expect(model.screenRows.last != text)
    }

    @Test func `a supervisor that does not answer is asked again after half a second`() {
        var model = Fixture.empty()
        _ = model.update(.ticked(Fixture.start))
        #expect(model.update(.supervisorUnreachable) == [])
        #expect(model.update(.ticked(Fixture.start + 400)) == [])
        #expect(model.update(.ticked(Fixture.start + 500)) == [.fetchSnapshot(after: nil)])
    }

    @Test func `a question without an answer is asked again after five seconds`() {
        var model = Fixture.empty()
        _ = model.update(.ticked(Fixture.start))
        #expect(model.update(.ticked(Fixture.start + 4_999)) == [])
        #expect(
            model.update(.ticked(Fixture.start + 5_000)) == [
                .fetchSnapshot(after: nil), .fetchLogs(after: 0), .loadLabs,
            ])
    }

    @Test func `the shop is read again within a second of news`() throws {
        var model = try Fixture.ready()
        let now = model.now
        _ = model.update(.measured(Fixture.evidence(split: false, orders: 3)))
        _ = model.update(.shopArrived(Fixture.shop(split: true)))
        #expect(model.update(.ticked(now + 300)) == [])
        #expect(model.update(.ticked(now + 400)) == [endpoints])
        #expect(model.update(.ticked(now + 900)) == [shopAt8080])
    }

    @Test func `who brings nothing new is asked half as often each time, every 2 s at least`()
        throws
    {
        var model = try Fixture.ready()
        let shop = Fixture.shop(split: true)
        _ = model.update(.shopArrived(shop))
        var pauses: [Int64] = []
        for _ in 0..<6 {
            let before = model.now
            while !model.update(.ticked(model.now + 100)).contains(shopAt8080) {}
            pauses.append(model.now - before)
            _ = model.update(.shopArrived(shop))
        }
        #expect(pauses == [900, 1_800, 2_000, 2_000, 2_000, 2_000])
        #expect(model.screenText.contains("s old") == false)
    }

    @Test func `a log line wakes who was asked less often`() throws {
        var model = try Fixture.ready()
        let shop = Fixture.shop(split: true)
        for _ in 0..<9 { _ = model.update(.shopArrived(shop)) }
        #expect(model.update(.ticked(model.now + 1_000)).contains(shopAt8080) == false)
        _ = model.update(.logsArrived(Fixture.logs))
        #expect(model.update(.ticked(model.now + 1)).contains(shopAt8080))
    }

    @Test func `nobody is asked who is not ready`() throws {
        var model = Fixture.empty()
        _ = model.update(.ticked(Fixture.start))
        var snapshot = Fixture.snapshot()
        for index in snapshot.components.indices { snapshot.components[index].state = .stopped }
        _ = model.update(.snapshotArrived(snapshot))
        #expect(model.update(.ticked(Fixture.start + 200)) == [])
    }

    @Test func `an open step is watched every second, and no longer when it is passed`() throws {
        var model = try Fixture.ready()
        model.press(.enter, .enter)
        let step = StepKey(lab: Labs.id, step: "open-and-buy")
        let watch = Command.check(step, .watching)
        #expect(model.update(.ticked(model.now + 10)).contains(watch))
        #expect(!model.update(.ticked(model.now + 10)).contains(watch))
        _ = model.update(.verdictsArrived(step, [], LabProgress()))
        #expect(model.update(.ticked(model.now + 1_000)).contains(watch))
        var progress = LabProgress()
        progress.handle(.checked(step, passed: true), atMilliseconds: model.now)
        _ = model.update(.verdictsArrived(step, [], progress))
        #expect(!model.update(.ticked(model.now + 2_000)).contains(watch))
    }

    @Test func `values of the last two seconds are shown as they are, older ones with their age`()
        throws
    {
        var model = try Fixture.ready()
        model.press(.character("2"))
        #expect(!model.screenText.contains("s old"))
        _ = model.update(.ticked(model.now + 1_500))
        #expect(model.screenRows[1].hasPrefix(" Bookstore  user0  3 s old  "))
        #expect(model.screenRows[1].hasSuffix("  balance ¥ 999,802.00"))
    }

    @Test func `a balance that changed is bold for a second`() throws {
        var model = try Fixture.ready()
        var reading = Fixture.shop(split: false)
        reading.balance = Money(yuan: 999_703)
        _ = model.update(.shopArrived(reading))
        #expect(model.live.changes.isFresh(.balance, at: model.now))
        _ = model.update(.ticked(model.now + 1_000))
        #expect(!model.live.changes.isFresh(.balance, at: model.now))
        #expect(model.live.changes == Changes())
    }
}
