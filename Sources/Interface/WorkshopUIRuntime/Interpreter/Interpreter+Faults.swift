import Faults
import HTTPClient
import LabKit
import Wire
import WorkshopUI

/// Faults that are armed in components.
extension Interpreter {
    /// What those that answer say of their points, all asked together.
    func faults(of endpoints: [Endpoint]) async -> [ComponentID: FaultsAnswer] {
        await withTaskGroup(of: (ComponentID, FaultsAnswer?).self) { group in
            for endpoint in endpoints {
                group.addTask {
                    (endpoint.component, try? await client(of: endpoint).faults())
                }
            }
            var answers: [ComponentID: FaultsAnswer] = [:]
            for await (id, answer) in group { answers[id] = answer }
            return answers
        }
    }

    func perform(_ strike: Strike) async -> Message {
        switch strike {
        case .arm(let order, let endpoint):
            do throws(FaultsError) {
                _ = try await client(of: endpoint).arm(order)
                return .struck(strike)
            } catch {
                return .strikeRefused(strike, reason(error, endpoint))
            }
        case .heal(let endpoints):
            var refusal: LocalizedText?
            for endpoint in endpoints {
                do throws(FaultsError) {
                    _ = try await client(of: endpoint).heal()
                } catch {
                    // One that is paused cannot answer; the others are healed all the same.
                    refusal = refusal ?? reason(error, endpoint)
                }
            }
            if let refusal { return .strikeRefused(strike, refusal) }
            return .struck(strike)
        }
    }

    private func reason(_ error: FaultsError, _ endpoint: Endpoint) -> LocalizedText {
        switch error {
        case .refused(let message): LocalizedText(same: message)
        case .unreachable:
            LocalizedText(
                chinese: "\(endpoint.component) 没有应答；它是不是被暂停了？",
                english: "\(endpoint.component) does not answer; is it paused?")
        }
    }

    private func client(of endpoint: Endpoint) -> FaultsClient {
        FaultsClient { [http] method, body in
            let answer = try await http.send(
                .init(method, "/faults", body: body),
                to: .tcp(host: "127.0.0.1", port: endpoint.http),
                deadline: Self.questionDeadline)
            return (answer.status, answer.body)
        }
    }
}
