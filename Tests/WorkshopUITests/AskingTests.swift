import BookstoreAPI
import Canvas
import LabKit
import Testing
import Wire

@testable import WorkshopUI

/// What the model asks for by itself, and when.
@Suite struct AskingTests {
    private let shopAt8080 = Command.loadShop(user: "user0", port: 8_080, ledger: 8_080)
    private let registry = Endpoint(component: Fixture.registry, http: 9_603)
    private let bookstore = Endpoint(component: Fixture.bookstore, http: 8_080)

    /// Ticks as the loop does for so many milliseconds; gives what was asked, and when.
    private func asked(
        _ model: inout Model, for milliseconds: Int64
    ) -> [(after: Int64, commands: [Command])] {
        let start = model.now
        var asked: [(after: Int64, commands: [Command])] = []
        while model.nextTick <= start + milliseconds {
            let commands = model.update(.ticked(model.nextTick))
            if !commands.isEmpty { asked.append((model.now - start, commands)) }
        }
        _ = model.update(.ticked(start + milliseconds))
        return asked
    }

    @Test func `the first tick asks for all that can be known`() {
        var model = Fixture.empty()
        #expect(
            model.update(.ticked(Fixture.start)) == [
                .fetchSnapshot(after: nil, wait: 10_000), .fetchLogs(after: 0), .loadLabs,
            ])
        #expect(model.update(.ticked(Fixture.start + 200)) == [])
    }

    @Test func `a snapshot has everybody asked who is ready, and is asked for again`() {
        var model = Fixture.empty()
        _ = model.update(.ticked(Fixture.start))
        #expect(
            model.update(.snapshotArrived(Fixture.snapshot())) == [
                .awaitChange(registry, after: nil), .awaitChange(bookstore, after: nil),
                .measure([registry, bookstore]), shopAt8080,
            ])
        #expect(model.update(.ticked(Fixture.start + 99)) == [])
        #expect(
            model.update(.ticked(Fixture.start + 100)) == [.fetchSnapshot(after: 4, wait: 10_000)])
    }

    @Test func `log lines are followed by the question for the next ones`() {
        var model = Fixture.empty()
        _ = model.update(.ticked(Fixture.start))
        #expect(model.update(.logsArrived(Fixture.logs)) == [])
        #expect(model.update(.ticked(Fixture.start + 100)) == [.fetchLogs(after: 7)])
    }

    @Test func `answers that come at once with nothing new are not followed by questions at once`()
        throws
    {
        var model = try Fixture.ready()
        _ = model.update(.ticked(model.now + 1_500))
        let now = model.now
        _ = model.update(.snapshotArrived(Fixture.snapshot()))
        _ = model.update(.logsArrived(LogPage(lines: [], next: 7, dropped: 0)))
        _ = model.update(.changed(registry, 1))
        // They were open for a second and a half: that is no haste.
        #expect(
            model.update(.ticked(now + 100)) == [
                .fetchSnapshot(after: 4, wait: 10_000), .fetchLogs(after: 7),
            ])
        #expect(model.update(.ticked(now + 250)) == [.awaitChange(registry, after: 1)])
        _ = model.update(.snapshotArrived(Fixture.snapshot()))
        _ = model.update(.logsArrived(LogPage(lines: [], next: 7, dropped: 0)))
        _ = model.update(.changed(registry, 1))
        #expect(model.update(.ticked(now + 749)) == [])
        #expect(
            model.update(.ticked(now + 750)) == [
                .fetchSnapshot(after: 4, wait: 10_000), .fetchLogs(after: 7),
            ])
        #expect(model.update(.ticked(now + 1_250)) == [.awaitChange(registry, after: 1)])
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
        #expect(
            model.update(.ticked(Fixture.start + 500)) == [
                .fetchSnapshot(after: nil, wait: 10_000)
            ])
    }

    @Test func `a question without an answer is asked again`() {
        var model = Fixture.empty()
        _ = model.update(.ticked(Fixture.start))
        let asked = asked(&model, for: 25_000)
        #expect(asked.map(\.after) == [5_000, 10_000, 15_000, 20_000, 25_000])
        #expect(
            asked.map(\.commands) == [
                [.loadLabs], [.loadLabs], [.fetchSnapshot(after: nil, wait: 10_000), .loadLabs],
                [.loadLabs],
                [.fetchLogs(after: 0), .loadLabs],
            ])
    }

    @Test func `a change has all evidence read at once, and four times a second at most`() throws {
        var model = try Fixture.ready()
        _ = model.update(.ticked(model.now + 1_000))
        let now = model.now
        let all: [Command] = [.measure([registry, bookstore]), shopAt8080]
        #expect(model.update(.changed(bookstore, 2)) == all)
        _ = model.update(.measured(Fixture.evidence(split: false, orders: 3)))
        _ = model.update(.shopArrived(Fixture.shop(split: false)))
        #expect(model.update(.changed(registry, 2)) == [])
        #expect(model.update(.ticked(now + 249)) == [])
        #expect(
            model.update(.ticked(now + 250)) == [
                .awaitChange(registry, after: 2), .awaitChange(bookstore, after: 2),
            ] + all)
    }

    @Test func `while nothing happens only the waiting questions are renewed`() throws {
        var model = try Fixture.ready()
        _ = model.update(.ticked(model.now + 1_500))
        _ = model.update(.snapshotArrived(Fixture.snapshot()))
        _ = model.update(.logsArrived(LogPage(lines: [], next: 7, dropped: 0)))
        for endpoint in [registry, bookstore] { _ = model.update(.changed(endpoint, 1)) }
        let asked = asked(&model, for: 4_000)
        #expect(asked.map(\.after) == [100, 250])
        #expect(
            asked.map(\.commands) == [
                [.fetchSnapshot(after: 4, wait: 10_000), .fetchLogs(after: 7)],
                [.awaitChange(registry, after: 1), .awaitChange(bookstore, after: 1)],
            ])
        #expect(!model.screenText.contains("s old"))
    }

    @Test func `an idle screen wants few ticks`() throws {
        var model = try Fixture.ready()
        _ = model.update(.ticked(model.now + 9_900))
        _ = model.update(.snapshotArrived(Fixture.snapshot()))
        _ = model.update(.logsArrived(LogPage(lines: [], next: 7, dropped: 0)))
        for endpoint in [registry, bookstore] { _ = model.update(.changed(endpoint, 1)) }
        var ticks: [Int64] = []
        let start = model.now
        while model.nextTick < start + 5_000 {
            _ = model.update(.ticked(model.nextTick))
            ticks.append(model.now - start)
        }
        #expect(ticks == [100, 250])
    }

    @Test func `who cannot be listened to is asked every second`() throws {
        var model = try Fixture.ready()
        let now = model.now
        _ = model.update(.changesUnknown(bookstore))
        #expect(model.update(.ticked(now + 999)) == [])
        #expect(
            model.update(.ticked(now + 1_000)) == [
                .awaitChange(bookstore, after: 1), .measure([registry, bookstore]), shopAt8080,
            ])
    }

    @Test func `a log line has the shop read again`() throws {
        var model = try Fixture.ready()
        _ = model.update(.ticked(model.now + 1_000))
        let page = LogPage(
            lines: [
                LogLine(sequence: 8, timeMilliseconds: 0, component: Fixture.bookstore, text: "")
            ],
            next: 8, dropped: 0)
        #expect(model.update(.logsArrived(page)).contains(shopAt8080))
    }

    @Test func `the money is asked of the account once it is on its own`() throws {
        var model = try Fixture.ready(split: true)
        _ = model.update(.ticked(model.now + 1_000))
        #expect(
            model.update(.changed(registry, 2)).contains(
                .loadShop(user: "user0", port: 8_080, ledger: 40_123)))
    }

    @Test func `nobody is asked who is not ready`() throws {
        var model = Fixture.empty()
        _ = model.update(.ticked(Fixture.start))
        var snapshot = Fixture.snapshot()
        for index in snapshot.components.indices { snapshot.components[index].state = .stopped }
        #expect(model.update(.snapshotArrived(snapshot)) == [])
        #expect(
            model.update(.ticked(Fixture.start + 200)) == [.fetchSnapshot(after: 4, wait: 10_000)])
    }

    @Test func `the table of components is renewed every second`() throws {
        var model = try Fixture.ready()
        model.press(.character("3"))
        _ = model.update(.ticked(model.now + 1_500))
        _ = model.update(.snapshotArrived(Fixture.snapshot()))
        #expect(
            model.update(.ticked(model.now + 100)) == [.fetchSnapshot(after: 4, wait: 1_000)])
    }

    @Test func `an open step is watched, and no longer when it is passed`() throws {
        var model = try Fixture.ready()
        model.press(.enter, .enter)
        let step = StepKey(lab: Labs.id, step: "open-and-buy")
        let watch = Command.check(step, .watching)
        #expect(model.update(.ticked(model.now + 10)).contains(watch))
        #expect(!model.update(.ticked(model.now + 10)).contains(watch))
        _ = model.update(.verdictsArrived(step, [], LabProgress()))
        _ = model.update(.ticked(model.now + 1_000))
        #expect(model.update(.changed(bookstore, 2)).contains(watch))
        _ = model.update(.verdictsArrived(step, [], LabProgress()))
        #expect(!model.update(.ticked(model.now + 59_999)).contains(watch))
        #expect(model.update(.ticked(model.now + 1)).contains(watch))
        var progress = LabProgress()
        progress.handle(.checked(step, passed: true), atMilliseconds: model.now)
        _ = model.update(.verdictsArrived(step, [], progress))
        #expect(!model.update(.changed(bookstore, 3)).contains(watch))
    }

    @Test func `a value that cannot be confirmed for two seconds is shown with its age`() throws {
        var model = try Fixture.ready()
        model.press(.character("2"))
        #expect(!model.screenText.contains("s old"))
        // Something happened, and the shop does not say what.
        _ = model.update(.changed(bookstore, 2))
        _ = asked(&model, for: 1_999)
        #expect(!model.screenText.contains("s old"))
        _ = asked(&model, for: 1)
        #expect(model.screenRows[1].hasPrefix(" Bookstore  user0  2 s old  "))
        #expect(model.screenRows[1].hasSuffix("  balance ¥ 999,802.00"))
        _ = asked(&model, for: 1_000)
        #expect(model.screenRows[1].hasPrefix(" Bookstore  user0  3 s old  "))
    }

    @Test func `a balance that changed is bold for a second`() throws {
        var model = try Fixture.ready()
        var reading = Fixture.shop(split: false)
        reading.balance = Money(yuan: 999_703)
        _ = model.update(.shopArrived(reading))
        #expect(model.live.changes.isFresh(.balance, at: model.now))
        #expect(model.live.changes.nextCalm == model.now + 1_000)
        _ = asked(&model, for: 1_000)
        #expect(!model.live.changes.isFresh(.balance, at: model.now))
        #expect(model.live.changes == Changes())
    }

    @Test func `what components tell is news, what a person did is not`() throws {
        let model = try Fixture.ready(split: true)
        var later = model
        _ = later.update(.ticked(model.now + 100))
        _ = later.update(.measured(Fixture.evidence(split: true, orders: 9)))
        _ = later.update(.shopArrived(Fixture.shop(split: true)))
        #expect(later != model)
        #expect(later.differsInNewsOnly(from: model))
        var pressed = later
        pressed.press(.character("2"))
        #expect(!pressed.differsInNewsOnly(from: model))
        #expect(!model.differsInNewsOnly(from: Fixture.empty()))
    }
}
