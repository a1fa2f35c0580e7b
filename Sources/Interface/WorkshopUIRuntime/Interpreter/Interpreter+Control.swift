import Foundation
import HTTPClient
import Supervisor
import Wire
import WorkshopUI

extension Interpreter {
    /// How long a question to a component may take.
    static let questionDeadline = Duration.seconds(1)

    func performControl(_ command: Command) async -> Message? {
        switch command {
        case .fetchSnapshot(let after): return await snapshot(after: after)
        case .fetchLogs(let after): return await logs(after: after)
        case .measure(let endpoints): return .measured(await measure(endpoints))
        case .perform(let verb, let id): return await perform(verb, on: id)
        default: return nil
        }
    }

    private func snapshot(after revision: Int?) async -> Message {
        do throws(ControlError) {
            return .snapshotArrived(
                try await control.snapshot(
                    after: revision, wait: revision == nil ? .zero : .seconds(1)))
        } catch .notRunning {
            await desk.supervise()
            return .supervisorUnreachable
        } catch {
            return .supervisorUnreachable
        }
    }

    private func logs(after sequence: Int) async -> Message {
        let isFirst = sequence <= 0
        let page = try? await control.logs(
            after: isFirst ? -1 : sequence, limit: 500, wait: isFirst ? .zero : .seconds(1))
        return page.map { .logsArrived($0) } ?? .logsUnreachable
    }

    private func perform(_ verb: ControlVerb, on id: ComponentID) async -> Message {
        guard let action = ControlAction(rawValue: verb.rawValue) else {
            return .controlRefused(verb, id, verb.rawValue)
        }
        do throws(ControlError) {
            _ = try await control.perform(action, on: id)
            return .controlFinished(verb, id)
        } catch {
            return .controlRefused(verb, id, error.description)
        }
    }

    private func measure(_ endpoints: [Endpoint]) async -> [ComponentID: JSONValue] {
        await withTaskGroup(of: (ComponentID, JSONValue?).self) { group in
            for endpoint in endpoints {
                group.addTask { (endpoint.component, await state(at: endpoint.http)) }
            }
            var answers: [ComponentID: JSONValue] = [:]
            for await (id, answer) in group { answers[id] = answer }
            return answers
        }
    }

    private func state(at port: Int) async -> JSONValue? {
        let response = try? await http.send(
            .init("GET", "/state"), to: .tcp(host: "127.0.0.1", port: port),
            deadline: Self.questionDeadline)
        guard let response, response.status == 200 else { return nil }
        return try? JSONDecoder().decode(JSONValue.self, from: Data(response.body))
    }
}
