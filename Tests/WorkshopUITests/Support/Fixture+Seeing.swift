import Canvas
import LookoutAPI
import TestSupport
import TracerAPI
import Wire

@testable import WorkshopUI

/// What the tracer and Lookout say.
extension Fixture {
    static let tracer = ComponentID("tracer")
    static let lookout = ComponentID("lookout")

    /// A model split in two, with two accounts, that is watched by the tracer and Lookout.
    static func watched(
        _ language: Language = .english, _ size: Size = Size(width: 80, height: 24),
        failures: Int = 0
    ) throws -> Model {
        var model = try ready(language, size, split: true)
        _ = model.update(.snapshotArrived(watchedSnapshot(isBroken: failures > 0)))
        for (time, calls) in [(8_000, 0), (12_000, 21), (17_000, 42)] {
            _ = model.update(.ticked(start + Int64(time)))
            var evidence = evidence(split: true, orders: calls / 7)
            evidence[tracer] = tracerEvidence(calls: calls, failures: calls > 0 ? failures : 0)
            evidence[lookout] = ["targets": [], "series": 120, "bytes": 90_000]
            _ = model.update(.measured(evidence))
        }
        _ = model.update(.ticked(start + 18_500))
        return model
    }

    private static func watchedSnapshot(isBroken: Bool) -> SupervisorSnapshot {
        var snapshot = snapshot(split: true, revision: 5)
        snapshot.components[1].application = "stock_mng"
        for index in [2, 3] {
            let name = snapshot.components[index].name
            snapshot.components[index] = ComponentStatus(
                name: name, application: "balance_mng", state: isBroken ? .stopped : .ready,
                pid: isBroken ? nil : 4_713 + Int32(index), port: 12_200 + index,
                http: isBroken ? nil : 40_123 + index, uptimeSeconds: 61,
                residentBytes: 15_700_000)
        }
        snapshot.components += [(tracer, 9_411), (lookout, 9_090)].map { id, port in
            ComponentStatus(
                name: id, state: .ready, pid: Int32(port), port: port, http: port,
                uptimeSeconds: 734, residentBytes: 11_000_000)
        }
        return snapshot
    }

    static func tracerEvidence(calls: Int, failures: Int) -> JSONValue {
        func link(_ parent: String, _ child: String, _ errors: Int = 0) -> JSONValue {
            [
                "parent": .string(parent), "child": .string(child),
                "callCount": .number(Double(calls)), "errorCount": .number(Double(errors)),
            ]
        }
        return [
            "name": "tracer", "traces": 42, "spans": 1_234, "evicted": 17,
            "droppedAtSource": 3, "services": ["balance_mng", "registry", "stock_mng"],
            "links": [
                link("stock_mng", "balance_mng", failures), link("stock_mng", "stock.db"),
                link("balance_mng", "balance.db"), link("registry", "stock_mng"),
            ],
        ]
    }

    /// Spans of the purchase of a number, milliseconds after the start.
    static func spans(_ number: UInt64, after milliseconds: Int64, error: String? = nil)
        -> [ZipkinSpan]
    {
        SampleSpans.purchase(
            number, at: (start + milliseconds) * 1_000, error: error, server: error == nil)
    }

    /// Three purchases, the newest first; it failed.
    static let purchases = [
        spans(3, after: 16_000, error: "no provider is known"), spans(2, after: 9_000),
        spans(1, after: 4_000),
    ]

    /// A model that shows the list of these.
    static func listing(
        _ language: Language = .english, _ size: Size = Size(width: 80, height: 24)
    ) throws -> Model {
        var model = try watched(language, size)
        model.press(.character("5"))
        _ = model.update(.tracesArrived(purchases.compactMap { TraceListing($0) }))
        return model
    }

    /// What Lookout says to the questions of the metrics screen.
    static func answers(to commands: [Command]) -> Message? {
        for case .askLookout(let questions, _, _) in commands {
            return .lookoutAnswered(
                Dictionary(uniqueKeysWithValues: questions.map { ($0, .answer(answer(to: $0))) }))
        }
        return nil
    }

    private static func answer(to question: MetricQuestion) -> MetricAnswer {
        guard let range = question.range else { return answerOfNow(to: question.text) }
        if question.text == MetricsState.firstQuery {
            var answer = answerOfNow(to: question.text)
            for (index, series) in answer.result.enumerated() {
                let last = series.value?.value ?? 0
                answer.result[index].values = (10...40).map { moment in
                    .init(
                        time: range.start + Double(moment) * range.step,
                        text: "\(last * Double(moment) / 40)")
                }
            }
            return answer
        }
        let isTime = question.text.contains("quantile")
        let isFailure = question.text.contains("fail_count")
        let scale = isTime ? 0.001 : isFailure ? 0.1 : 1
        let series = ["balance_mng", "stock_mng"].enumerated().map { index, name in
            let moments = stride(from: range.start, through: range.end, by: range.step)
            let points = moments.enumerated().compactMap { moment, time -> MetricAnswer.Point? in
                guard moment >= 20 else { return nil }
                let value = Double((moment * (index + 3)) % 17) * scale
                return .init(time: time, text: "\(value)")
            }
            return MetricAnswer.Series(
                metric: isFailure && index == 1 ? ["app": "other"] : ["app": name], value: nil,
                values: points)
        }
        return MetricAnswer(resultType: "matrix", result: series)
    }

    private static func answerOfNow(to text: String) -> MetricAnswer {
        let now = Double(start) / 1_000
        func series(_ labels: [String: String], _ value: String) -> MetricAnswer.Series {
            MetricAnswer.Series(metric: labels, value: .init(time: now, text: value))
        }
        if text.contains("by (le)") {
            let bounds = [("0.001", "0"), ("0.002", "7"), ("0.005", "30"), ("+Inf", "31")]
            return MetricAnswer(
                resultType: "vector", result: bounds.map { series(["le": $0], $1) })
        }
        if text == MetricsState.names {
            return MetricAnswer(
                resultType: "vector",
                result: ["up", "rpc.provider.rate", "rpc.consumer.rate", "rpc.consumer.count"]
                    .map { series(["__name__": $0], "1") })
        }
        return MetricAnswer(
            resultType: "vector",
            result: [("createUser", "6"), ("minusBalance", "1250")].map { method, value in
                series(
                    [
                        "__name__": "rpc.consumer.service.stats.total_count.count",
                        "app": "stock_mng", "instance": "bookstore", "method": method,
                        "protocol": "bolt",
                    ], value)
            })
    }
}
