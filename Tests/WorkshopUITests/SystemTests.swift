import Canvas
import LabKit
import Testing
import Wire

@testable import WorkshopUI

@Suite struct SystemTests {
    private func inSystem() throws -> Model {
        var model = try Fixture.ready(split: true)
        model.press(.character("3"))
        return model
    }

    @Test func `keys act on the selected component`() throws {
        var model = try inSystem()
        #expect(model.press(.down, .character("x")) == [.perform(.stop, Fixture.bookstore)])
        #expect(model.system.underway == [Fixture.bookstore: .stop])
        #expect(model.press(.character("x")) == [])
        _ = model.update(.controlFinished(.stop, Fixture.bookstore))
        #expect(model.system.underway == [:])
        #expect(model.press(.character("r")) == [.perform(.restart, Fixture.bookstore)])
    }

    @Test func `what runs is not started, what does not run is not stopped`() throws {
        var model = try inSystem()
        #expect(model.press(.character("s")) == [])
        #expect(model.screenRows.last == " ✗ registry is running already")
        model.press(.end)
        #expect(model.press(.character("x")) == [])
        #expect(model.screenRows.last == " ✗ account-2 is not running: s starts it")
        #expect(model.press(.character("s")) == [.perform(.start, Fixture.second)])
    }

    @Test func `kill asks, and Enter is not a yes`() throws {
        var model = try inSystem()
        #expect(model.press(.character("K")) == [])
        #expect(model.question == .kill(Fixture.registry))
        #expect(model.press(.enter) == [])
        #expect(model.press(.character("y")) == [.perform(.kill, Fixture.registry)])
    }

    @Test func `the selection stays on its component while others come and go`() throws {
        var model = try inSystem()
        model.press(.down, .down)
        var snapshot = Fixture.snapshot(split: true, revision: 9)
        snapshot.components.removeFirst()
        _ = model.update(.snapshotArrived(snapshot))
        #expect(model.selectedComponent?.name == Fixture.account)
        snapshot.components = [snapshot.components[0]]
        _ = model.update(.snapshotArrived(snapshot))
        #expect(model.selectedComponent?.name == Fixture.bookstore)
    }

    @Test func `a refused control is shown beside its component`() throws {
        var model = try inSystem()
        model.press(.character("r"))
        _ = model.update(
            .controlRefused(
                .restart, Fixture.registry, LocalizedText(same: "the workshop is closing")))
        #expect(model.screenText.contains("✗ restart was refused: the workshop is closing"))
        #expect(model.system.underway == [:])
    }

    @Test func `a registry that is away is not an empty one`() throws {
        var model = try inSystem()
        var answers = Fixture.evidence(split: true, orders: 2)
        answers[Fixture.registry] = ["services": []]
        _ = model.update(.measured(answers))
        #expect(model.screenText.contains("No services yet."))
        answers[Fixture.registry] = nil
        _ = model.update(.measured(answers))
        #expect(model.screenText.contains("The registry does not answer"))
    }
}
