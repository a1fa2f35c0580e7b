import Canvas
import LabKit
import Testing
import Wire

@testable import WorkshopUI

/// The live column: what is measured, and how it looks when it grows old.
@Suite struct LiveTests {
    @Test func `a wide column shows the course of the last minute, in ASCII too`() throws {
        for glyphs in [GlyphSet.unicode, .ascii] {
            let settings = Settings(orderSeed: "s1", glyphs: glyphs)
            let size = Size(width: 120, height: 36)
            let model = try Fixture.ready(.english, size, split: true, settings: settings)
            let rows = Scene(model).chartRows(38).map { line in
                (line.spans + line.trailing).map(\.text).joined()
            }
            #expect(rows.first == "the last minute")
            #expect(rows.count == 3)
            let high = glyphs.levels.last ?? ""
            #expect(rows[1].hasPrefix("orders") && rows[1].contains(high), "\(rows)")
            #expect(rows[2].hasPrefix("account") && rows[2].hasSuffix("0.3/s"), "\(rows)")
        }
    }

    @Test func `charts fit their column in both languages, or are not drawn`() throws {
        for language in Language.allCases {
            let size = Size(width: 120, height: 36)
            let model = try Fixture.ready(language, size, split: true)
            for width in 0...60 {
                for line in Scene(model).chartRows(width) {
                    let text = (line.spans + line.trailing).map(\.text).joined()
                    #expect(DisplayWidth.standard.columns(of: text) <= width, "\(width): \(text)")
                }
            }
        }
    }

    @Test func `an account that is gone keeps its name in the way of a purchase`() throws {
        var model = try Fixture.ready(split: true)
        var snapshot = Fixture.snapshot(split: true, revision: 9)
        snapshot.components[2] = ComponentStatus(name: Fixture.account, state: .stopped)
        _ = model.update(.snapshotArrived(snapshot))
        #expect(Scene(model).name(of: "127.0.0.1:12200") == "account")
        #expect(Scene(model).name(of: "127.0.0.1:1") == "127.0.0.1:1")
    }

    @Test func `values that could not be confirmed for two seconds are grey`() throws {
        var model = try Fixture.ready(split: true)
        _ = model.update(.supervisorUnreachable)
        _ = model.update(.ticked(model.now + 2_000))
        for line in Scene(model).liveColumn(Size(width: 25, height: 20)) {
            for span in line.spans + line.trailing { #expect(span.style == .dim, "\(span.text)") }
        }
    }

    @Test func `a check that was asked for says that the step is not passed, for a while`() throws {
        var model = try Fixture.ready(split: true)
        model.press(.enter, .enter, .character("c"))
        _ = model.update(.verdictsArrived(Labs.publish, Labs.verdicts, Fixture.splitProgress))
        #expect(model.screenText.contains("not passed yet, 1 of 3 hold"))
        _ = model.update(.ticked(Fixture.start + 13_000))
        _ = model.update(.verdictsArrived(Labs.publish, Labs.verdicts, Fixture.splitProgress))
        #expect(model.screenText.contains("1 of 3 hold now"))
    }
}
