import HTTPClient
import LookoutAPI
import TracerAPI
import Wire
import WorkshopUI

/// Questions to the tracer and to Lookout.
extension Interpreter {
    /// A list of traces or a query may take longer than an answer of a component's own.
    private static let seeingDeadline = Duration.seconds(3)

    func performSeeing(_ command: Command) async -> Message? {
        switch command {
        case .listTraces(let filter, let port):
            do throws(TracerQueryError) {
                let traces = try await tracer(at: port, isWatching: true).traces(filter)
                return .tracesArrived(traces.compactMap { TraceListing($0.map(readable)) })
            } catch {
                return .tracerSilent(.list)
            }
        case .showTrace(let id, let port, let isWatching):
            do throws(TracerQueryError) {
                let spans = try await tracer(at: port, isWatching: isWatching).trace(id)
                return .traceArrived(id, spans?.map(readable))
            } catch {
                return .tracerSilent(.trace)
            }
        case .askLookout(let questions, let port, let isWatching):
            return await ask(questions, at: port, isWatching: isWatching)
        default:
            return nil
        }
    }

    private func ask(
        _ questions: [MetricQuestion], at port: Int, isWatching: Bool
    ) async -> Message {
        let lookout = LookoutQueryClient(transport: transport(to: port, isWatching: isWatching))
        var answers: [MetricQuestion: MetricResult] = [:]
        for question in questions {
            do throws(LookoutQueryError) {
                let answer = try await lookout.query(question.text, over: question.range)
                answers[question] = .answer(answer)
            } catch .refused(let reason) {
                answers[question] = .refused(desk.readable(reason))
            } catch {
                return .lookoutSilent
            }
        }
        return .lookoutAnswered(answers)
    }

    private func tracer(at port: Int, isWatching: Bool) -> TracerQueryClient {
        TracerQueryClient(transport: transport(to: port, isWatching: isWatching))
    }

    private func transport(
        to port: Int, isWatching: Bool
    ) -> @Sendable (String) async throws -> (status: Int, body: [UInt8]) {
        // A screen that asks again and again begins no traces of its own either.
        let headers = isWatching ? WatchingHeader.fields : []
        return { [http] path in
            let answer = try await http.send(
                .init("GET", path, headers: headers), to: .tcp(host: "127.0.0.1", port: port),
                deadline: Self.seeingDeadline)
            return (answer.status, answer.body)
        }
    }

    /// Spans of strangers may have anything in them.
    private func readable(_ span: ZipkinSpan) -> ZipkinSpan {
        var span = span
        span.name = desk.readable(span.name)
        span.localEndpoint.serviceName = desk.readable(span.localEndpoint.serviceName)
        span.remoteEndpoint.serviceName = desk.readable(span.remoteEndpoint.serviceName)
        span.tags = span.tags.map { .init(desk.readable($0.key), desk.readable($0.value)) }
        span.annotations = span.annotations.map {
            .init(timestamp: $0.timestamp, value: desk.readable($0.value))
        }
        return span
    }
}
