import FoundationEssentials
import Wire

/// Asks Lookout queries over HTTP.
///
/// How bytes travel is injected: `transport` asks `GET path` and gives status and body, within a
/// deadline of its own.
public struct LookoutQueryClient: Sendable {
    /// Asks `GET path`.
    public typealias Transport =
        @Sendable (_ path: String) async throws -> (status: Int, body: [UInt8])

    /// Moments to ask for, in seconds since 1970.
    public struct Range: Hashable, Sendable {
        /// The first.
        public var start: Double
        /// The last, at most.
        public var end: Double
        /// Between two, in seconds.
        public var step: Double

        /// A range from its parts.
        public init(start: Double, end: Double, step: Double) {
            self.start = start
            self.end = end
            self.step = step
        }
    }

    private let transport: Transport

    /// A client over a transport.
    public init(transport: @escaping Transport) {
        self.transport = transport
    }

    /// The answer to a query now, or at each moment of a range.
    public func query(
        _ text: String, over range: Range? = nil
    ) async throws(LookoutQueryError) -> MetricAnswer {
        var path = "/api/v1/query?query=\(text.percentEncoded)"
        if let range {
            path =
                "/api/v1/query_range?query=\(text.percentEncoded)"
                + "&start=\(range.start)&end=\(range.end)&step=\(range.step)"
        }
        return try await ask(path)
    }

    private func ask(_ path: String) async throws(LookoutQueryError) -> MetricAnswer {
        let body: [UInt8]
        do {
            body = try await transport(path).body
        } catch {
            throw .unreachable("\(error)")
        }
        let reply: Reply
        do {
            reply = try JSONDecoder().decode(Reply.self, from: Data(body))
        } catch {
            throw .unreadable("\(error)")
        }
        guard reply.status == "success", let answer = reply.data else {
            throw .refused(reply.error ?? "no reason is given")
        }
        return answer
    }

    private struct Reply: Decodable {
        let status: String
        let data: MetricAnswer?
        let error: String?
    }

}

/// Why a query has no answer.
public enum LookoutQueryError: Error, Equatable, Sendable {
    /// Lookout could not be asked.
    case unreachable(String)
    /// The query is wrong or too much; the text names the place.
    case refused(String)
    /// It answered something else than expected.
    case unreadable(String)
}
