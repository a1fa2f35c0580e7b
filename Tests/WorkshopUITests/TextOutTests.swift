import BookstoreAPI
import Canvas
import LabKit
import Testing
import Wire

@testable import WorkshopUI

/// What leaves the screen: to the clipboard with `y`, to the pager with `o`.
@Suite struct TextOutTests {
    private func page(_ model: inout Model) throws -> String {
        guard case .page(let text) = model.press(.character("o")).first else {
            throw Missing()
        }
        return text
    }

    private struct Missing: Error {}

    @Test func `the pager gets all lines of the logs that the filter leaves`() throws {
        var model = try Fixture.ready()
        model.press(.character("4"))
        let all = try page(&model).split(separator: "\n")
        #expect(all.count == model.logs.lines.count)
        model.press(.tab, .tab)
        let some = try page(&model).split(separator: "\n")
        #expect(some.count < all.count)
        #expect(some.allSatisfy { $0.contains("bookstore") })
    }

    @Test func `the pager gets a whole step, also what is out of sight`() throws {
        var model = try Fixture.ready()
        model.press(.enter, .enter)
        _ = model.update(.resized(Size(width: 40, height: 12)))
        let text = try page(&model)
        #expect(text.contains("Checks"))
        #expect(!text.contains("\n\n\n"))
        #expect(text.split(separator: "\n").allSatisfy { $0.count <= 78 })
    }

    @Test func `y copies the line at the bottom, or the match`() throws {
        var model = try Fixture.ready()
        model.press(.character("4"))
        let last = try #require(model.logs.lines.last?.text)
        #expect(model.press(.character("y")) == [.copy(last)])
        model.press(.character("/"))
        model.type("order")
        model.press(.enter)
        let match = try #require(model.logs.lines.first { $0.sequence == model.logs.match }?.text)
        #expect(model.press(.character("y")) == [.copy(match)])
    }

    @Test func `y copies the newest order`() throws {
        var model = try Fixture.ready(split: true)
        model.press(.character("2"))
        let order = try #require(model.shop.reading?.orders.first)
        guard case .copy(let text) = model.press(.character("y")).first else { throw Missing() }
        #expect(text.hasPrefix("\(order.orderId)  \(order.productCode)"))
    }

    @Test func `where there is nothing to copy it says so`() throws {
        var model = try Fixture.ready()
        model.press(.character("2"))
        if model.shop.reading?.orders.isEmpty == true {
            #expect(model.press(.character("y")) == [])
            #expect(model.remark?.isRefusal == true)
        }
    }

    @Test func `a terminal without Chinese refuses the language and says what to do`() throws {
        var settings = Fixture.settings
        settings.canWriteChinese = false
        var model = Model(
            settings: settings, language: .english, size: Size(width: 80, height: 24))
        #expect(model.press(.character("L")) == [])
        #expect(model.screenRows.last?.contains("LANG=C.UTF-8") == true)
        model.press(.character(":"))
        model.type("lang zh")
        #expect(model.press(.enter) == [])
        #expect(model.language == .english)
    }
}
