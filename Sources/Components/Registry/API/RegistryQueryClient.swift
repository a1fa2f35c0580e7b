import Foundation
import Wire

/// Asks the registry over HTTP what it knows.
///
/// How bytes travel is injected: `transport` asks `GET path` and gives status and body, within a
/// deadline of its own; for ``watch(_:after:seconds:)`` that must be longer than the watch.
public struct RegistryQueryClient: Sendable {
    /// Asks `GET path`.
    public typealias Transport =
        @Sendable (_ path: String) async throws -> (status: Int, body: [UInt8])

    private let transport: Transport

    /// A client over a transport.
    public init(transport: @escaping Transport) {
        self.transport = transport
    }

    /// Every service with a provider or a subscriber, by name.
    public func services() async throws(RegistryQueryError) -> [ServiceListing] {
        try await ask("/services", for: ServicesAnswer.self).services
    }

    /// One service as soon as its version is above `after`, or as it is when the time is over.
    ///
    /// Ask with 0 first, then always with the version of the last answer: no change is missed, and
    /// changes that came between are answered as one. A service the registry never heard of has
    /// version 0 and nobody in it.
    ///
    /// - Parameter seconds: how long to wait for a change; 0 to 60.
    public func watch(
        _ service: String, after version: Int64, seconds: Int = 25
    ) async throws(RegistryQueryError) -> ServiceListing {
        let name = service.percentEncoded
        return try await ask(
            "/watch?service=\(name)&after=\(version)&seconds=\(seconds)", for: ServiceListing.self)
    }

    /// The registry's evidence; does not count as a question.
    public func state() async throws(RegistryQueryError) -> RegistryState {
        try await ask("/state", for: RegistryState.self)
    }

    private func ask<Answer: Decodable>(
        _ path: String, for type: Answer.Type
    ) async throws(RegistryQueryError) -> Answer {
        let status: Int
        let body: [UInt8]
        do {
            (status, body) = try await transport(path)
        } catch {
            throw .unreachable("\(error)")
        }
        let data = Data(body)
        guard (200..<300).contains(status) else {
            let reply = try? JSONDecoder().decode(ErrorReply.self, from: data)
            if let error = reply?.error, error.code == RegistryQueryError.stoppingCode {
                throw .unreachable(error.message)
            }
            throw .refused(
                reply ?? ErrorReply(code: "http_\(status)", message: "the registry says \(status)"))
        }
        do {
            return try JSONDecoder().decode(type, from: data)
        } catch {
            throw .unreadable("\(path): \(error)")
        }
    }
}

/// Why a question to the registry has no answer.
public enum RegistryQueryError: Error, Equatable, Sendable {
    /// The registry could not be asked, or is stopping.
    case unreachable(String)
    /// It refused, and says why.
    case refused(ErrorReply)
    /// It answered something else than expected.
    case unreadable(String)

    /// What a registry that is stopping answers to those who wait; see ``unreachable(_:)``.
    public static let stoppingCode = "stopping"
}
