import Foundation
import Wire

/// Asks the tracer over HTTP.
///
/// How bytes travel is injected: `transport` asks `GET path` and gives status and body, within a
/// deadline of its own.
public struct TracerQueryClient: Sendable {
    /// Asks `GET path`.
    public typealias Transport =
        @Sendable (_ path: String) async throws -> (status: Int, body: [UInt8])

    /// What a list of traces is to have.
    public struct Filter: Hashable, Sendable {
        /// A service that tells spans of the trace; nil for any.
        public var service: String?
        /// Whether only traces in which a span of it failed are wanted.
        public var onlyFailed = false
        /// The shortest span, in microseconds; nil for any.
        public var minimumMicroseconds: Int64?
        /// How many, the newest first; 1 to 1,000.
        public var limit = 20

        /// Everything, 20 at most.
        public init() {}
    }

    private let transport: Transport

    /// A client over a transport.
    public init(transport: @escaping Transport) {
        self.transport = transport
    }

    /// The newest traces that fit, each with all its spans.
    public func traces(_ filter: Filter) async throws(TracerQueryError) -> [[ZipkinSpan]] {
        var path = "/api/v2/traces?limit=\(filter.limit)"
        if let service = filter.service { path += "&serviceName=\(service.percentEncoded)" }
        if filter.onlyFailed { path += "&annotationQuery=error" }
        if let minimum = filter.minimumMicroseconds { path += "&minDuration=\(minimum)" }
        let body = try await ask(path)
        do throws(ZipkinReader.Fault) {
            return try ZipkinReader().traces(body)
        } catch {
            throw .unreadable("\(error)")
        }
    }

    /// The spans of a trace; nil when the tracer has none of that id.
    public func trace(_ id: TraceID) async throws(TracerQueryError) -> [ZipkinSpan]? {
        let body: [UInt8]
        do throws(TracerQueryError) {
            body = try await ask("/api/v2/trace/\(id)")
        } catch .refused(status: 404, _) {
            return nil
        }
        do throws(ZipkinReader.Fault) {
            return try ZipkinReader().spans(body)
        } catch {
            throw .unreadable("\(error)")
        }
    }

    /// Who called whom in the last day.
    public func dependencies() async throws(TracerQueryError) -> [DependencyLink] {
        try await ask("/api/v2/dependencies", for: [DependencyLink].self)
    }

    /// The tracer's evidence; does not count as a question.
    public func state() async throws(TracerQueryError) -> TracerState {
        try await ask("/state", for: TracerState.self)
    }

    private func ask<Answer: Decodable>(
        _ path: String, for type: Answer.Type
    ) async throws(TracerQueryError) -> Answer {
        let body = try await ask(path)
        do {
            return try JSONDecoder().decode(type, from: Data(body))
        } catch {
            throw .unreadable("\(path): \(error)")
        }
    }

    private func ask(_ path: String) async throws(TracerQueryError) -> [UInt8] {
        let status: Int
        let body: [UInt8]
        do {
            (status, body) = try await transport(path)
        } catch {
            throw .unreachable("\(error)")
        }
        guard (200..<300).contains(status) else {
            throw .refused(status: status, String(decoding: body.prefix(512), as: UTF8.self))
        }
        return body
    }
}

/// Why a question to the tracer has no answer.
public enum TracerQueryError: Error, Equatable, Sendable {
    /// The tracer could not be asked.
    case unreachable(String)
    /// It refused, with a status and a sentence.
    case refused(status: Int, String)
    /// It answered something else than expected.
    case unreadable(String)
}
