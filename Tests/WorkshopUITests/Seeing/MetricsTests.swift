import Canvas
import LookoutAPI
import Testing
import Wire

@testable import WorkshopUI

/// The rules of the metrics screen.
@Suite struct MetricsTests {
    private func questions(in commands: [Command]) -> [(texts: [String], isWatching: Bool)] {
        commands.compactMap {
            guard case .askLookout(let questions, 9_090, let isWatching) = $0 else { return nil }
            return (questions.map(\.text), isWatching)
        }
    }

    private func shown(_ size: Size = Size(width: 80, height: 24)) throws -> Model {
        var model = try Fixture.watched(.english, size)
        let asked = model.press(.character("6"))
        _ = model.update(try #require(Fixture.answers(to: asked)))
        return model
    }

    @Test func `figures are asked for each second while they are shown, as nobody's question`()
        throws
    {
        var model = try Fixture.watched()
        #expect(questions(in: model.update(.ticked(model.now + 5_000))).isEmpty)
        let first = questions(in: model.press(.character("6")))
        #expect(first.map(\.isWatching) == [true])
        #expect(first.first?.texts.count == ServiceFigure.courses.count)
        _ = model.update(.lookoutAnswered([:]))
        #expect(questions(in: model.update(.ticked(model.now + 500))).isEmpty)
        #expect(questions(in: model.update(.ticked(model.now + 1_000))).count == 1)
    }

    @Test func `moments are of whole steps, so that values stand still as time goes on`() throws {
        var model = try shown()
        let range = model.metricRange
        #expect(range.step == 5)
        #expect(MetricsReading.count(of: range) == 60)
        _ = model.update(.ticked((model.now / 5_000 + 1) * 5_000 + 1_000))
        let next = model.metricRange
        _ = model.update(.ticked(model.now + 4_000))
        #expect(model.metricRange == next)
        #expect(next.start > range.start)
    }

    @Test func `zoom goes from a minute to a day and says where it ends`() throws {
        var model = try shown()
        model.press(.character("+"))
        #expect(model.metrics.seconds == 60)
        model.press(.character("+"))
        #expect(model.remark?.text == "it goes from a minute to a day, no further")
        for _ in 1...5 { model.press(.character("-")) }
        #expect(model.metrics.seconds == 86_400)
    }

    @Test func `a query counts once its answer is on the screen, and is found again`() throws {
        var model = try shown()
        let names = model.press(.character("/"))
        _ = model.update(try #require(Fixture.answers(to: names)))
        model.type("up")
        let asked = model.press(.enter)
        #expect(questions(in: asked).map(\.isWatching) == [true])
        #expect(questions(in: asked).first?.texts == ["up", "up"])
        let told = model.update(try #require(Fixture.answers(to: asked)))
        #expect(questions(in: told).map(\.isWatching) == [false])
        #expect(questions(in: told).first?.texts == ["up"])
        let again = model.update(.ticked(model.now + 2_000))
        #expect(model.update(try #require(Fixture.answers(to: again))) == [])
        model.press(.character("/"), .up)
        #expect(model.metrics.typing?.text == "up")
        model.press(.escape, .escape)
        #expect(model.metrics.query == nil && model.screen == .metrics)
    }

    @Test func `Tab fills in the query of 2019, then names as far as they agree`() throws {
        var model = try shown()
        let asked = model.press(.character("/"))
        _ = Fixture.answers(to: asked).map { model.update($0) }
        model.press(.tab)
        #expect(model.metrics.typing?.text == MetricsState.firstQuery)
        model.press(.control("u"))
        model.type("sum(rpc.c")
        model.press(.tab)
        #expect(model.metrics.typing?.text == "sum(rpc.consumer.")
    }

    @Test func `requests without a series of failures are requests without failures`() {
        var application = MetricsReading.Application(name: "stock_mng")
        application.courses = [.rate: [nil, 1, 2], .failures: [nil, nil, 0.5]]
        application.fillFailures()
        #expect(application.courses[.failures] == [nil, 0, 0.5])
    }

    @Test func `a course has its values at their moments, and none where there is none`() {
        let range = LookoutQueryClient.Range(start: 100, end: 120, step: 5)
        let series = MetricAnswer.Series(
            metric: [:], value: nil,
            values: [
                .init(time: 105, text: "2"), .init(time: 115, text: "NaN"),
                .init(time: 120, text: "4"), .init(time: 300, text: "9"),
            ])
        #expect(MetricsReading.course(of: series, over: range) == [nil, 2, nil, nil, 4])
    }

    @Test func `cumulative buckets become single ones, empty ends left out`() {
        let bounds = [("+Inf", "31"), ("0.001", "0"), ("0.002", "7"), ("0.005", "30"), ("1", "30")]
        let answer = MetricAnswer(
            resultType: "vector",
            result: bounds.map {
                .init(metric: ["le": $0], value: .init(time: 0, text: $1))
            })
        #expect(
            MetricsReading.buckets(of: answer) == [
                .init(upper: 0.002, count: 7), .init(upper: 0.005, count: 23),
                .init(upper: 1, count: 0), .init(upper: .infinity, count: 1),
            ])
    }

    @Test(arguments: [(0.0, 1.0), (0.3, 0.5), (1, 1), (16, 20), (0.004, 0.005), (3_000, 5_000)])
    func `the top of a chart is round and not exceeded`(most: Double, top: Double) {
        let chart = Chart(course: [nil, most], range: .init(start: 0, end: 1, step: 1))
        #expect(abs(chart.top - top) < top / 1_000)
    }

    @Test func `what happened at all is to be seen in a chart`() {
        let chart = Chart(course: [0, 0.001, nil, 10], range: .init(start: 0, end: 3, step: 1))
        #expect(chart.heights(width: 4, rows: 3) == [0, 1, nil, 24])
        #expect(chart.heights(width: 9, rows: 1).count == 8)
        #expect(chart.heights(width: 2, rows: 3) == [nil, 24])
    }
}
