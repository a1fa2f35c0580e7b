import Foundation
import HTTPClient
import LabKit
import RegistryAPI
import Supervisor
import Wire
import WorkshopUI

extension Interpreter {
    /// How long a question to a component may take.
    static let questionDeadline = Duration.seconds(1)
    /// How long logs and changes are waited for.
    static let newsWait = Duration.milliseconds(Command.newsWait)

    func performControl(_ command: Command) async -> Message? {
        switch command {
        case .fetchSnapshot(let after, let wait): return await snapshot(after: after, wait: wait)
        case .fetchLogs(let after): return await logs(after: after)
        case .awaitChange(let endpoint, let after): return await change(of: endpoint, after: after)
        case .measure(let endpoints): return .measured(await measure(endpoints))
        case .perform(let verb, let id): return await perform(verb, on: id)
        case .askRegistry(let port): return await askRegistry(at: port)
        default: return nil
        }
    }

    private func askRegistry(at port: Int) async -> Message {
        let registry = RegistryQueryClient { path in
            let answer = try await http.send(
                .init("GET", path), to: .tcp(host: "127.0.0.1", port: port),
                deadline: Self.questionDeadline)
            return (answer.status, answer.body)
        }
        let start = desk.now()
        do throws(RegistryQueryError) {
            let services = try await registry.services()
            return .registryAnswered(services, microseconds: desk.now() - start)
        } catch {
            return .registryRefused(
                LocalizedText(
                    chinese: "注册中心没有应答。按 3 看 registry 是否就绪，按 4 看它的日志。",
                    english: "The registry does not answer. Press 3 to see whether it is ready, "
                        + "4 for its log."))
        }
    }

    private func snapshot(after revision: Int?, wait: Int64) async -> Message {
        do throws(ControlError) {
            return .snapshotArrived(
                try await control.snapshot(
                    after: revision, wait: revision == nil ? .zero : .milliseconds(wait)))
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
            after: isFirst ? -1 : sequence, limit: 500, wait: isFirst ? .zero : Self.newsWait)
        guard var page else { return .logsUnreachable }
        for index in page.lines.indices {
            page.lines[index].text = desk.readable(page.lines[index].text)
        }
        return .logsArrived(page)
    }

    private func perform(_ verb: ControlVerb, on id: ComponentID) async -> Message {
        guard let action = ControlAction(rawValue: verb.rawValue) else {
            return .controlRefused(verb, id, LocalizedText(same: verb.rawValue))
        }
        do throws(ControlError) {
            _ = try await control.perform(action, on: id)
            return .controlFinished(verb, id)
        } catch {
            return .controlRefused(
                verb, id,
                LocalizedText(
                    chinese: error.text(in: .chinese), english: error.text(in: .english)))
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

    func state(at port: Int, query: String = "") async -> JSONValue? {
        await ask("/state\(query)", at: port, for: JSONValue.self)
    }

    private func change(of endpoint: Endpoint, after count: Int?) async -> Message {
        let wait = count == nil ? .zero : Self.newsWait
        let known = count.map { "after=\($0)&" } ?? ""
        let answer = await ask(
            "/changes?\(known)wait=\(Int(wait / .milliseconds(1)))", at: endpoint.http,
            for: ChangeCount.self, wait: wait)
        return answer.map { .changed(endpoint, $0.changes) } ?? .changesUnknown(endpoint)
    }

    /// Asks a component; nil when it does not answer as it should.
    func ask<Answer: Decodable>(
        _ path: String, at port: Int, for _: Answer.Type, wait: Duration = .zero
    ) async -> Answer? {
        let response = try? await http.send(
            .init("GET", path), to: .tcp(host: "127.0.0.1", port: port),
            deadline: wait + Self.questionDeadline)
        guard let response, response.status == 200 else { return nil }
        return try? JSONDecoder().decode(Answer.self, from: Data(response.body))
    }
}
