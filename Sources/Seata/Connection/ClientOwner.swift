import CoordinatorAPI
import NIOCore
import Synchronization

/// A client's side of one connection: introduces itself, keeps the questions under way, hands calls on.
///
/// A class with a lock, because questions come from any thread.
final class ClientOwner: SeataOwner, Sendable {
    typealias Waiter = @Sendable (Result<SeataBody, SeataError>) -> Void

    /// At most so many questions wait for answers; one more fails at once.
    static let questionLimit = 10_000

    private struct Question {
        let waiter: Waiter
        let timer: Scheduled<Void>

        func end(_ result: Result<SeataBody, SeataError>) {
            timer.cancel()
            waiter(result)
        }
    }

    private struct State {
        var lastID: Int32 = 0
        var questions: [Int32: Question] = [:]
        /// Introductions that were not taken yet.
        var introducing = 0
        var isReady = false
        var isClosed = false
    }

    private let introductions: [ClientIntroduction]
    private let onReady: @Sendable (SeataConnection, ClientOwner) -> Void
    private let onCall: @Sendable (BranchCall, SeataConnection, Int32) -> Void
    private let onClose: @Sendable (_ wasReady: Bool, String) -> Void
    private let state = Mutex(State())

    init(
        introductions: [ClientIntroduction],
        onReady: @escaping @Sendable (SeataConnection, ClientOwner) -> Void,
        onCall: @escaping @Sendable (BranchCall, SeataConnection, Int32) -> Void,
        onClose: @escaping @Sendable (_ wasReady: Bool, String) -> Void
    ) {
        self.introductions = introductions
        self.onReady = onReady
        self.onCall = onCall
        self.onClose = onClose
    }

    func opened(_ connection: SeataConnection) {
        state.withLock { $0.introducing = introductions.count }
        for introduction in introductions {
            ask(
                .introduction(introduction), on: connection, deadline: SeataClient.connectTimeout
            ) { result in
                guard case .success(.introduced(let answer)) = result, answer.isAccepted else {
                    return connection.close(reason: "the coordinator did not take it on")
                }
                self.introduced(on: connection)
            }
        }
    }

    private func introduced(on connection: SeataConnection) {
        let isReady = state.withLock { state in
            state.introducing -= 1
            if state.introducing == 0 { state.isReady = true }
            return state.isReady
        }
        if isReady { onReady(connection, self) }
    }

    func received(_ frame: SeataFrame, on connection: SeataConnection) -> String? {
        switch frame.body {
        case .call(let call):
            onCall(call, connection, frame.id)
            return nil
        case .dropUndoLogs:
            // Ours are dropped with their transactions; none is left for later.
            return nil
        case .reply, .introduced:
            guard let body = frame.body else { return nil }
            take(frame.id)?.end(.success(body))
            return nil
        default: return "a coordinator does not say that"
        }
    }

    func closed(_ connection: SeataConnection, reason: String) {
        let (questions, wasReady) = state.withLock { state in
            defer {
                state.questions = [:]
                state.isClosed = true
            }
            return (state.questions, state.isReady)
        }
        for question in questions.values { question.end(.failure(.connectionLost(reason))) }
        onClose(wasReady, reason)
    }

    /// Asks, and tells the waiter once: the answer, or why there is none.
    func ask(
        _ body: SeataBody, on connection: SeataConnection, deadline: Duration,
        _ waiter: @escaping Waiter
    ) {
        let id: Int32? = state.withLock { state in
            guard !state.isClosed, state.questions.count < Self.questionLimit else { return nil }
            state.lastID &+= 1
            let id = state.lastID
            // Its time cannot be over before it is in the table: the timer needs this lock.
            let timer = connection.schedule(in: deadline) {
                self.take(id)?.end(.failure(.deadlineExceeded))
            }
            state.questions[id] = Question(waiter: waiter, timer: timer)
            return id
        }
        guard let id else {
            return waiter(.failure(.unreachable("the connection has ended, or is overloaded")))
        }
        connection.send(SeataFrame(.request, id: id, body: body))
    }

    private func take(_ id: Int32) -> Question? {
        state.withLock { $0.questions.removeValue(forKey: id) }
    }
}
