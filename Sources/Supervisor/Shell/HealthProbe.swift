import Foundation
import HTTPClient
import Wire

/// Asks a process on this machine whether it can serve.
struct HealthProbe: Sendable {
    let client: HTTPClient
    let deadline: Duration

    init(client: HTTPClient, deadline: Duration = .seconds(1)) {
        self.client = client
        self.deadline = deadline
    }

    /// What came of the question, as the rules of supervision take it.
    func ask(_ launch: LaunchID, http port: Int) async -> SupervisionEvent {
        do {
            let response = try await client.send(
                .init("GET", "/health"), to: .tcp(host: "127.0.0.1", port: port),
                deadline: deadline)
            // 503 with a health answer is "not yet"; anything else is no component.
            guard
                let health = try? JSONDecoder().decode(
                    Health.self, from: Data(response.body))
            else {
                return .probeFailed(
                    launch, reason: "status \(response.status) without a health answer")
            }
            return .probeAnswered(launch, health)
        } catch {
            return .probeFailed(launch, reason: error.description)
        }
    }
}
