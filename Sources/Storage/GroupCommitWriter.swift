import GRDB
import LongPoll
import Synchronization

/// The one writer of a database: what waits while a commit goes to disk shares the next commit.
///
/// ```
///  write ─┐             ┌ BEGIN IMMEDIATE
///  write ─┼─▶ waiting ─▶│ SAVEPOINT body RELEASE     each alone: a refusal or a fault
///  write ─┘  (bounded)  │ SAVEPOINT body ROLLBACK TO undoes its own writes only
///                       └ COMMIT, on disk ─▶ all results at once
/// ```
/// One caller pays one commit, sixteen callers together pay one. Nothing waits for company: the
/// first transaction starts at once. Other processes may write the same file; `BEGIN IMMEDIATE`
/// takes turns with them, within the busy deadline of the connection.
final class GroupCommitWriter: Sendable {
    /// A transaction that waits. `run` executes the body inside its savepoint and keeps the result;
    /// `finish` hands the result over, or the error that struck the whole batch.
    struct Job: Sendable {
        let run: @Sendable (SQLiteSession) -> Verdict
        let finish: @Sendable (StorageError?) -> Void
    }

    /// What becomes of a body's writes.
    enum Verdict: Sendable {
        case keep
        case undo
    }

    private struct State {
        var waiting: [Job] = []
        var isRunning = false
        var commits = 0
    }

    private let writer: any DatabaseWriter
    private let path: String
    private let waitingLimit: Int
    private let batchLimit: Int
    private let meters: CommitMeters?
    private let changes: ChangeSignal?
    /// A lock, because callers of any thread meet the writer's own queue here, for a moment only.
    private let state = Mutex(State())

    /// A writer on a connection.
    ///
    /// - Parameters:
    ///   - waitingLimit: at most so many wait; one more is refused with ``StorageError/full(waiting:)``.
    ///   - batchLimit: at most so many share a commit, which bounds how long other processes wait.
    ///   - meters: what counts the commits; nil for nobody.
    ///   - changes: what advances with each of them; nil for nothing.
    init(
        writer: any DatabaseWriter, path: String, waitingLimit: Int, batchLimit: Int,
        meters: CommitMeters? = nil, changes: ChangeSignal? = nil
    ) {
        self.writer = writer
        self.path = path
        self.waitingLimit = waitingLimit
        self.batchLimit = batchLimit
        self.meters = meters
        self.changes = changes
    }

    /// Commits to disk since the start.
    var commits: Int {
        state.withLock { $0.commits }
    }

    /// Takes a transaction into the queue.
    func submit(_ job: Job) throws(StorageError) {
        let answer: (isFull: Bool, starts: Bool) = state.withLock { state in
            guard state.waiting.count < waitingLimit else { return (true, false) }
            state.waiting.append(job)
            defer { state.isRunning = true }
            return (false, !state.isRunning)
        }
        if answer.isFull { throw .full(waiting: waitingLimit) }
        if answer.starts {
            writer.asyncWriteWithoutTransaction { database in self.drain(database) }
        }
    }

    private func drain(_ database: Database) {
        while let batch = nextBatch() {
            let start = meters?.begin()
            let failure = commit(batch, on: database)
            if let start { meters?.end(batch.count, since: start) }
            if failure == nil { changes?.advance() }
            for job in batch { job.finish(failure) }
        }
    }

    private func nextBatch() -> [Job]? {
        state.withLock { state in
            guard !state.waiting.isEmpty else {
                state.isRunning = false
                return nil
            }
            let batch = Array(state.waiting.prefix(batchLimit))
            state.waiting.removeFirst(batch.count)
            return batch
        }
    }

    /// Runs a batch; answers the error that struck all of it.
    private func commit(_ batch: [Job], on database: Database) -> StorageError? {
        let session = SQLiteSession(database: database, path: path)
        do {
            try database.beginTransaction(.immediate)
        } catch {
            return StorageError(error, path: path)
        }
        for job in batch {
            if let failure = run(job, in: session) {
                if database.isInsideTransaction { try? database.rollback() }
                return failure
            }
        }
        do {
            try database.commit()
            state.withLock { $0.commits += 1 }
            return nil
        } catch {
            if database.isInsideTransaction { try? database.rollback() }
            return .commitUncertain("\(error)")
        }
    }

    /// Runs one body in its savepoint; answers an error only when the savepoint itself is lost, as
    /// after a full disk, where SQLite undoes the whole transaction.
    private func run(_ job: Job, in session: SQLiteSession) -> StorageError? {
        do {
            try session.execute("SAVEPOINT one", [])
            let verdict = job.run(session)
            guard session.database.isInsideTransaction else {
                return .failed("\(path): the database ended the transaction")
            }
            if verdict == .undo { try session.execute("ROLLBACK TO one", []) }
            try session.execute("RELEASE one", [])
            return nil
        } catch {
            return error
        }
    }
}
