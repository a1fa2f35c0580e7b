import Foundation
import Wire

/// Asks the coordinator over HTTP what it knows, and tells it what is to become of a dirty write.
///
/// How bytes travel is injected: `transport` sends a request and gives status and body, within a deadline
/// of its own.
public struct CoordinatorQueryClient: Sendable {
    /// Sends a request, with a JSON body or an empty one.
    public typealias Transport =
        @Sendable (
            _ method: String, _ path: String, _ body: [UInt8]
        ) async throws -> (status: Int, body: [UInt8])

    private let transport: Transport

    /// A client over a transport.
    public init(transport: @escaping Transport) {
        self.transport = transport
    }

    /// Those under way, then those that ended last; at most so many of these.
    public func transactions(limit: Int) async throws(CoordinatorQueryError) -> [TransactionView] {
        try await ask("GET", "/transactions?limit=\(limit)", for: TransactionsAnswer.self)
            .transactions
    }

    /// One transaction with all that happened to it; nil when the coordinator never heard of it, or
    /// forgot it.
    public func transaction(
        _ xid: String
    ) async throws(CoordinatorQueryError) -> TransactionView? {
        do throws(CoordinatorQueryError) {
            return try await ask(
                "GET", "/transactions/\(xid.percentEncoded)", for: TransactionView.self)
        } catch .refused(let reply) where reply.error.code == "unknown_transaction" {
            return nil
        }
    }

    /// The frames of a transaction that are still known, in the order they came and went.
    public func frames(of xid: String) async throws(CoordinatorQueryError) -> [FrameView] {
        try await ask(
            "GET", "/transactions/\(xid.percentEncoded)/frames", for: FramesAnswer.self
        ).frames
    }

    /// The rows that are locked or waited for.
    public func locks() async throws(CoordinatorQueryError) -> [LockView] {
        try await ask("GET", "/locks", for: LocksAnswer.self).locks
    }

    /// The coordinator's evidence.
    public func state() async throws(CoordinatorQueryError) -> CoordinatorState {
        try await ask("GET", "/state", for: CoordinatorState.self)
    }

    /// Goes on with a transaction that waits for a decision; answers where it stands then.
    public func choose(
        _ choice: BranchNote.Choice, for xid: String
    ) async throws(CoordinatorQueryError) -> String {
        let body = (try? JSONEncoder().encode(ChoiceBody(choice: choice))).map(Array.init) ?? []
        return try await ask(
            "POST", "/transactions/\(xid.percentEncoded)/choice", body, for: ChoiceAnswer.self
        ).status
    }

    private func ask<Answer: Decodable>(
        _ method: String, _ path: String, _ body: [UInt8] = [], for type: Answer.Type
    ) async throws(CoordinatorQueryError) -> Answer {
        let status: Int
        let answer: [UInt8]
        do {
            (status, answer) = try await transport(method, path, body)
        } catch {
            throw .unreachable("\(error)")
        }
        guard (200..<300).contains(status) else {
            let reply = try? JSONDecoder().decode(ErrorReply.self, from: Data(answer))
            throw .refused(
                reply
                    ?? ErrorReply(code: "http_\(status)", message: "the coordinator says \(status)")
            )
        }
        do {
            return try JSONDecoder().decode(type, from: Data(answer))
        } catch {
            throw .unreadable("\(path): \(error)")
        }
    }
}

/// Why a question to the coordinator has no answer.
public enum CoordinatorQueryError: Error, Equatable, Sendable {
    /// The coordinator could not be asked.
    case unreachable(String)
    /// It refused, and says why.
    case refused(ErrorReply)
    /// It answered something else than expected.
    case unreadable(String)
}
