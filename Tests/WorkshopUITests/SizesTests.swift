import BookstoreAPI
import Canvas
import LabKit
import Testing
import TestSupport
import Wire

@testable import WorkshopUI

@Suite struct SizesTests {
    @Test func `every screen draws at every size, in both languages`() throws {
        let openings: [[Key]] = [
            [], [.enter], [.enter, .enter, .character("h")], [.character("2")],
            [.character("2"), .enter], [.character("3")], [.character("4")], [.character("?")],
            [.character(":")], [.character("3"), .character("K")],
        ]
        for language in Language.allCases {
            for keys in openings {
                var model = try Fixture.ready(language, split: true)
                for key in keys { model.press(key) }
                for width in [0, 1, 2, 7, 20, 35, 36, 60, 75, 76, 110, 180, 250] {
                    for height in [0, 1, 2, 3, 4, 8, 9, 12, 19, 20, 40] {
                        _ = model.update(.resized(Size(width: width, height: height)))
                        var frame = Frame(model.size)
                        view(model, into: &frame)
                        #expect(frame.size == model.size)
                    }
                }
            }
        }
    }

    @Test func `the screens of transactions draw at every size, in both languages`() throws {
        for language in Language.allCases {
            for keys in [[], [.right], [.left], [.escape], [.character("b")]] as [[Key]] {
                var model = try Fixture.openTransaction(language, isStuck: true)
                for key in keys { model.press(key) }
                _ = model.update(.faultsArrived(Fixture.faults))
                for width in [0, 1, 7, 20, 35, 36, 40, 60, 75, 76, 110, 180, 250] {
                    for height in [0, 1, 2, 3, 8, 9, 12, 20, 40] {
                        _ = model.update(.resized(Size(width: width, height: height)))
                        var frame = Frame(model.size)
                        view(model, into: &frame)
                        #expect(frame.size == model.size)
                        for move: Key in [.down, .end, .home] { model.press(move) }
                    }
                }
            }
        }
    }

    @Test func `a frame of another size than the model's is drawn as far as it goes`() throws {
        let model = try Fixture.ready()
        var frame = Frame(width: 30, height: 5)
        view(model, into: &frame)
        #expect(frame.rows[0].hasPrefix(" [1 Labs]"))
    }

    @Test func `signs of ASCII alone draw a screen of ASCII alone`() throws {
        let settings = Settings(orderSeed: "s1", glyphs: .ascii)
        for keys in [[Key.character("3")], [.enter, .enter], [.character("3"), .character("K")]] {
            var model = try Fixture.ready(split: true, settings: settings)
            for key in keys { model.press(key) }
            var frame = Frame(model.size, glyphs: .ascii)
            view(model, into: &frame)
            for row in frame.rows {
                #expect(row.allSatisfy { $0.isASCII }, "\(row)")
            }
        }
    }

    @Test func `the same model gives the same cells`() throws {
        let model = try Fixture.ready(split: true)
        var first = Frame(model.size)
        var second = Frame(model.size)
        view(model, into: &first)
        view(model, into: &second)
        #expect(first == second)
    }
}
