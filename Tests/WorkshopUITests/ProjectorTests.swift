import Canvas
import LabKit
import Testing
import Wire

@testable import WorkshopUI

/// The screen for a hall.
@Suite struct ProjectorTests {
    @Test func `P shows it, and nothing but leaving works there`() throws {
        var model = try Fixture.ready(split: true)
        model.press(.enter, .enter, .character("P"))
        #expect(model.isProjecting)
        for key in ["s", "r", "c", "k", "S", "x", "2", ":", "K", "a", "h"] {
            #expect(model.press(.character(Character(key))) == [], "\(key)")
            #expect(model.question == nil && model.isProjecting && model.screen == .labs)
        }
        model.press(.escape)
        #expect(!model.isProjecting)
        #expect(model.labs.key == Labs.publish)
    }

    @Test func `it shows the step's title, the next thing to do, the checks and the money`() throws
    {
        var model = try Fixture.ready(split: true)
        model.press(.enter, .enter, .character("P"))
        _ = model.update(.verdictsArrived(Labs.publish, Labs.verdicts, Fixture.splitProgress))
        let text = model.screenText
        for part in [
            "Publish the account service", "Give it a name and publish it:", "██████  ✓ account",
            "░░░░░░  ✗ BalanceMngFacade:1.0:user0", "books + money  ✓ holds", "● bookstore",
        ] { #expect(text.contains(part), "\(part)\n\(text)") }
    }

    @Test func `opened for a hall it follows the other terminal and keeps nothing`() throws {
        let settings = Settings(orderSeed: "p", isProjector: true)
        var model = try Fixture.ready(split: true, settings: settings)
        #expect(model.isProjecting)
        var progress = Fixture.splitProgress
        let registry = StepKey(lab: Labs.id, step: "look-into-registry")
        progress.handle(.opened(registry), atMilliseconds: Fixture.start)
        _ = model.update(.labsArrived([try Labs.microservices()], progress))
        #expect(model.screenText.contains("Look into the empty registry"))
        #expect(model.screenText.contains("→ Choose one unique id"))
        #expect(model.press(.escape) == [] && model.isProjecting)
        #expect(model.press(.character("L")) == [])
        #expect(model.language == .chinese)
        #expect(model.press(.character("q")) == [.quit(exitCode: 0)])
    }

    @Test func `it asks for progress and checks again and again`() throws {
        let settings = Settings(orderSeed: "p", isProjector: true)
        var model = try Fixture.ready(split: true, settings: settings)
        let commands = model.update(.ticked(Fixture.start + 20_000))
        #expect(commands.contains(.loadLabs))
        #expect(commands.contains(.check(Labs.publish, .watching)))
    }
}
