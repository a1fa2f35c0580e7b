import Foundation
import HTTPClient
import Wire

/// The control socket, asked as any HTTP client would.
struct Control: Sendable {
    let workshop: Workshop

    func snapshot() async throws -> SupervisorSnapshot {
        let response = try await HTTPClient().send(
            .init("GET", "/snapshot"), to: .unix(path: try await socket()),
            deadline: .seconds(20))
        return try JSONDecoder().decode(SupervisorSnapshot.self, from: Data(response.body))
    }

    private func socket() async throws -> String {
        struct Info: Decodable { let runtime: String }
        return "\(try await workshop.ask(Info.self, "info").runtime)/control.sock"
    }
}
