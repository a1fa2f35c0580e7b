import Foundation
import HTTPClient
import TestSupport
import Wire

/// The control socket, asked as any HTTP client would.
struct Control: Sendable {
    let socket: String
    let supervisor: pid_t

    init(of workshop: Workshop) async throws {
        struct Info: Decodable {
            let runtime: String
            let supervisor: pid_t
        }
        let info = try await workshop.ask(Info.self, "info")
        socket = "\(info.runtime)/control.sock"
        supervisor = info.supervisor
    }

    func snapshot() async throws -> SupervisorSnapshot {
        let response = try await send("GET", "/snapshot")
        return try JSONDecoder().decode(SupervisorSnapshot.self, from: Data(response.body))
    }

    func send(_ method: String, _ path: String) async throws -> HTTPClient.Response {
        try await HTTPClient().send(
            .init(method, path), to: .unix(path: socket), deadline: .seconds(20))
    }

    /// The status of a component once it is ready.
    func ready(_ name: String, otherThan pid: pid_t = 0) async throws -> ComponentStatus {
        try await eventually("a ready \(name)") {
            let component = try await self.snapshot().components.first { "\($0.name)" == name }
            return component?.state == .ready && component?.pid != pid ? component : nil
        }
    }

    /// Kills a component with SIGKILL once it is ready, and waits until another one is; gives how long
    /// it was away.
    func kill(_ name: String) async throws -> Duration {
        let pid = try await ready(name).pid ?? 0
        let start = ContinuousClock.now
        Foundation.kill(pid, SIGKILL)
        _ = try await ready(name, otherThan: pid)
        return ContinuousClock.now - start
    }

    /// Has the files read again; gives what was refused, empty when nothing was.
    func reload() async throws -> String {
        let response = try await send("POST", "/reload")
        guard response.status >= 400 else { return "" }
        return try JSONDecoder().decode(ErrorReply.self, from: Data(response.body)).error.message
    }
}

extension Duration {
    var milliseconds: Int64 {
        components.seconds * 1_000 + components.attoseconds / 1_000_000_000_000_000
    }
}
