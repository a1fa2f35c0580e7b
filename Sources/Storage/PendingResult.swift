import Synchronization

/// The result of a body between its run and the commit that makes it true.
final class PendingResult<Value: Sendable>: Sendable {
    private let path: String
    private let continuation: CheckedContinuation<Result<Value, StorageError>, Never>
    /// A lock, because the compiler cannot see that run and finish follow one another.
    private let result = Mutex<Result<Value, StorageError>?>(nil)

    init(path: String, continuation: CheckedContinuation<Result<Value, StorageError>, Never>) {
        self.path = path
        self.continuation = continuation
    }

    func run(
        _ body: (any SQLSession) throws -> Completion<Value>, in session: SQLiteSession
    ) -> GroupCommitWriter.Verdict {
        do {
            switch try body(session) {
            case .commit(let value):
                result.withLock { $0 = .success(value) }
                return .keep
            case .rollback(let value):
                result.withLock { $0 = .success(value) }
                return .undo
            }
        } catch {
            let failure = StorageError(error, path: path)
            result.withLock { $0 = .failure(failure) }
            return .undo
        }
    }

    func finish(_ failure: StorageError?) {
        let outcome = result.withLock { $0 }
        if let failure {
            continuation.resume(returning: .failure(failure))
        } else {
            continuation.resume(returning: outcome ?? .failure(.failed("the body did not run")))
        }
    }
}
