import Canvas
import Testing
import TracerAPI
import Wire

@testable import WorkshopUI

/// Traces, metrics and topology as a person sees them.
@Suite struct SeeingGoldenTests {
    private static let sizes = GoldenTests.sizes + [GoldenTests.large]

    private func each(
        _ name: String, sizes: [Size] = sizes, from begin: (Language, Size) throws -> Model,
        _ prepare: (inout Model) throws -> Void
    ) throws {
        for language in Language.allCases {
            for size in sizes {
                var model = try begin(language, size)
                try prepare(&model)
                try Golden.expect(model, name)
            }
        }
    }

    /// Opens the trace of a purchase.
    private func open(_ number: Int, in model: inout Model) throws {
        let spans = Fixture.purchases[number]
        for _ in 0..<number { model.press(.down) }
        model.press(.enter)
        _ = model.update(.traceArrived(try #require(spans.first).traceID, spans))
    }

    @Test func `the list of traces`() throws {
        try each("traces", from: { try Fixture.listing($0, $1) }) { $0.press(.down) }
    }

    @Test func `the list of traces that nothing fits`() throws {
        try each(
            "traces-none", sizes: [Self.sizes[0]], from: { try Fixture.listing($0, $1) }
        ) { model in
            model.press(.right, .character("f"), .character("d"))
            _ = model.update(.tracesArrived([]))
        }
    }

    @Test func `a trace of a purchase`() throws {
        try each("trace", from: { try Fixture.listing($0, $1) }) { model in
            try open(1, in: &model)
            model.press(.down, .down)
        }
    }

    @Test func `a trace of a purchase that failed`() throws {
        try each("trace-red", from: { try Fixture.listing($0, $1) }) { model in
            try open(0, in: &model)
            model.press(.end)
        }
    }

    @Test func `two traces compared`() throws {
        try each("traces-compared", from: { try Fixture.listing($0, $1) }) { model in
            model.press(.character("v"), .down, .character("v"))
            for spans in Fixture.purchases.prefix(2) {
                _ = model.update(.traceArrived(try #require(spans.first).traceID, spans))
            }
        }
    }

    @Test func `the figures of all applications`() throws {
        try each("metrics", from: { try Fixture.watched($0, $1) }) { model in
            let asked = model.press(.character("6"))
            _ = model.update(try #require(Fixture.answers(to: asked)))
        }
    }

    @Test func `how long requests take`() throws {
        try each(
            "metrics-distribution", sizes: [Self.sizes[0]],
            from: { try Fixture.watched($0, $1) }
        ) { model in
            let asked = model.press(.character("6"), .left)
            _ = model.update(try #require(Fixture.answers(to: asked)))
            // The application is known now, and its distribution is asked for.
            let again = model.update(.ticked(model.now + 1_000))
            _ = model.update(try #require(Fixture.answers(to: again)))
        }
    }

    @Test func `a query and its answer`() throws {
        try each("metrics-query", from: { try Fixture.watched($0, $1) }) { model in
            for keys: [Key] in [[.character("6")], [.character("/")], [.tab, .enter]] {
                let asked = keys.flatMap { model.press($0) }
                _ = model.update(try #require(Fixture.answers(to: asked)))
            }
        }
    }

    @Test func `a query that is refused`() throws {
        try each(
            "metrics-refused", sizes: [Self.sizes[0]], from: { try Fixture.watched($0, $1) }
        ) { model in
            model.press(.character("6"), .character("/"))
            model.type("rate(up")
            model.press(.enter)
            let question = MetricQuestion(text: "rate(up")
            _ = model.update(
                .lookoutAnswered([question: .refused("1:8: parse error: expected \")\"")]))
            model.press(.character("/"))
            model.type("rate(up[1m])")
        }
    }

    @Test func `the topology`() throws {
        try each("topology", from: { try Fixture.watched($0, $1) }) { model in
            model.press(.character("3"), .character("t"), .down, .down)
        }
    }

    @Test func `the topology with a broken account`() throws {
        try each("topology-red", from: { try Fixture.watched($0, $1, failures: 7) }) { model in
            model.press(.character("3"), .character("t"), .down, .down, .down)
        }
    }
}
