import Canvas
import Testing
import TracerAPI
import Wire

@testable import WorkshopUI

/// Who calls whom, from what was measured.
@Suite struct TopologyGraphTests {
    private func edges(_ model: Model) -> [String] {
        model.topologyGraph.edges.map { edge in
            edge.relation == .isRegistered
                ? "\(edge.from) registered in \(edge.to)"
                : "\(edge.from) > \(edge.to) \(edge.count) \(edge.failures)"
        }
    }

    @Test func `calls come from traces, under the names that components have`() throws {
        let model = try Fixture.watched()
        #expect(
            model.topologyGraph.nodes.map(\.name) == [
                "you", "registry", "bookstore", "account", "stock.db", "balance.db",
            ])
        #expect(
            edges(model) == [
                "you > bookstore 6 0", "bookstore > account 42 0", "bookstore > stock.db 42 0",
                "account > balance.db 42 0", "bookstore registered in registry",
                "account registered in registry",
            ])
        let account = try #require(model.topologyGraph.nodes.first { $0.name == "account" })
        #expect(account.replicas.count == 2)
    }

    @Test func `calls that fail keep their edge while nobody runs`() throws {
        let model = try Fixture.watched(failures: 7)
        let edge = try #require(model.topologyGraph.edges.first { $0.to == "account" })
        #expect(edge.from == "bookstore")
        #expect((edge.failures, edge.failureRate, edge.recentFailures) == (7, 7, 7))
    }

    @Test func `what failed is told for a minute`() throws {
        var model = try Fixture.watched(failures: 7)
        _ = model.update(.ticked(model.now + 30_000))
        let edge = try #require(model.topologyGraph.edges.first { $0.to == "account" })
        #expect((edge.failureRate, edge.recentFailures) == (0, 7))
        #expect(Scene(model).edgeText(edge).text == "✗ 7")
        _ = model.update(.ticked(model.now + 60_000))
        let later = try #require(model.topologyGraph.edges.first { $0.to == "account" })
        #expect(later.recentFailures == 0)
        #expect(Scene(model).edgeText(later).text == "× 42")
    }

    @Test func `without traces the bookstore's own count stands in`() throws {
        let model = try Fixture.ready(split: true)
        #expect(
            edges(model) == [
                "you > bookstore 2 0", "bookstore > account 2 0",
                "bookstore registered in registry", "account registered in registry",
            ])
        #expect(model.screenText.contains("tracer:") == false)
        var shown = model
        shown.press(.character("3"), .character("t"))
        #expect(shown.screenText.contains("Edges come from traces"))
    }

    @Test func `keys choose nodes, and go to the traces of one`() throws {
        var model = try Fixture.watched()
        model.press(.character("3"), .character("t"), .down, .down)
        #expect(model.selectedNode?.name == "bookstore")
        #expect(model.selectedComponent?.name == Fixture.bookstore)
        model.press(.enter)
        #expect(model.screen == .traces)
        #expect(model.traces.filter.service == "stock_mng")
        model.press(.character("3"), .character("t"))
        #expect(model.system.showsTopology == false)
    }
}
