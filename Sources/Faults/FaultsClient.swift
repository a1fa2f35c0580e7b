import Foundation
import Wire

/// Arms faults in a component over HTTP, and asks which points it has.
///
/// How bytes travel is injected: `transport` sends a request to `/faults` and gives status and body, within
/// a deadline of its own.
public struct FaultsClient: Sendable {
    /// Sends a request, with a JSON body or an empty one.
    public typealias Transport =
        @Sendable (_ method: String, _ body: [UInt8]) async throws -> (status: Int, body: [UInt8])

    private let transport: Transport

    /// A client over a transport.
    public init(transport: @escaping Transport) {
        self.transport = transport
    }

    /// Its points, and what is armed.
    public func faults() async throws(FaultsError) -> FaultsAnswer {
        try await ask("GET")
    }

    /// Arms a fault.
    public func arm(_ order: FaultOrder) async throws(FaultsError) -> FaultsAnswer {
        try await ask("POST", (try? JSONEncoder().encode(order)).map(Array.init) ?? [])
    }

    /// Disarms all of them, and gives the disk back.
    public func heal() async throws(FaultsError) -> FaultsAnswer {
        try await ask("DELETE")
    }

    private func ask(
        _ method: String, _ body: [UInt8] = []
    ) async throws(FaultsError) -> FaultsAnswer {
        let status: Int
        let answer: [UInt8]
        do {
            (status, answer) = try await transport(method, body)
        } catch {
            throw .unreachable("\(error)")
        }
        let data = Data(answer)
        guard status == 200, let read = try? JSONDecoder().decode(FaultsAnswer.self, from: data)
        else {
            let message = (try? JSONDecoder().decode(ErrorReply.self, from: data))?.error.message
            throw .refused(message ?? "status \(status)")
        }
        return read
    }
}

/// Why a component's faults could not be asked for or armed.
public enum FaultsError: Error, Equatable, Sendable {
    /// It does not answer.
    case unreachable(String)
    /// It refuses, and says why in English.
    case refused(String)
}
