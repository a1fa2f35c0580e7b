import Foundation
import GRDB

/// A SQLite file: write-ahead log, every commit on disk before it is answered, several processes.
///
/// Reads run beside the writer, on a view of what was committed when they began.
public struct SQLiteStore: Store {
    private let connection: any DatabaseWriter
    private let writer: GroupCommitWriter
    private let path: String
    /// The file's name.
    private let name: String

    /// Opens a file, making it and its folder where needed, and brings its schema up to date.
    ///
    /// - Throws: ``StorageError/foreignSchema(path:reason:)`` when a later version wrote the file.
    public static func open(
        path: String, migrations: [Migration], settings: StoreSettings = StoreSettings()
    ) throws(StorageError) -> SQLiteStore {
        do {
            let folder = URL(fileURLWithPath: path).deletingLastPathComponent()
            try FileManager.default.createDirectory(
                at: folder, withIntermediateDirectories: true)
            let pool = try DatabasePool(path: path, configuration: configuration(settings))
            // GRDB sets NORMAL whenever it turns the write-ahead log on, so FULL comes after.
            try pool.writeWithoutTransaction { try $0.execute(sql: "PRAGMA synchronous = FULL") }
            try migrate(pool, path: path, by: migrations)
            return SQLiteStore(connection: pool, path: path, settings: settings)
        } catch {
            throw StorageError(error, path: path)
        }
    }

    /// The twin for tests: the same statements and the same writer, on memory only.
    public static func inMemory(
        migrations: [Migration], settings: StoreSettings = StoreSettings()
    ) throws(StorageError) -> SQLiteStore {
        do {
            let queue = try DatabaseQueue(configuration: configuration(settings))
            try migrate(queue, path: ":memory:", by: migrations)
            return SQLiteStore(connection: queue, path: ":memory:", settings: settings)
        } catch {
            throw StorageError(error, path: ":memory:")
        }
    }

    private init(connection: any DatabaseWriter, path: String, settings: StoreSettings) {
        self.connection = connection
        self.path = path
        name = path.split(separator: "/").last.map(String.init) ?? path
        writer = GroupCommitWriter(
            writer: connection, path: path, waitingLimit: settings.waitingLimit,
            batchLimit: settings.batchLimit,
            meters: settings.metrics.map { CommitMeters(factory: $0, path: path) },
            changes: settings.changes)
    }

    /// How many commits went to disk since the file was opened: fewer than transactions when they
    /// shared.
    public var commits: Int {
        writer.commits
    }

    /// Runs a body in a transaction of its own; answers after the commit is on disk.
    public func write<Value: Sendable>(
        _ body: @escaping @Sendable (any SQLSession) throws -> Completion<Value>
    ) async throws(StorageError) -> Value {
        let span = WriteSpan.begin(database: name)
        let result = await withCheckedContinuation { continuation in
            let pending = PendingResult<Value>(path: path, continuation: continuation)
            let job = GroupCommitWriter.Job(
                run: { pending.run(body, in: $0) }, finish: { pending.finish($0) })
            do throws(StorageError) {
                try writer.submit(job)
            } catch {
                pending.finish(error)
            }
        }
        span?.end(result)
        return try result.get()
    }

    /// Runs a body on a consistent view of all that is committed.
    public func read<Value: Sendable>(
        _ body: @escaping @Sendable (any SQLSession) throws -> Value
    ) async throws(StorageError) -> Value {
        let path = path
        let result: Result<Value, StorageError> = await withCheckedContinuation { continuation in
            connection.asyncRead { access in
                do {
                    let session = SQLiteSession(database: try access.get(), path: path)
                    continuation.resume(returning: .success(try body(session)))
                } catch {
                    continuation.resume(returning: .failure(StorageError(error, path: path)))
                }
            }
        }
        return try result.get()
    }

    /// A setting of the writing connection as it is in force, for instance `synchronous`.
    func effective(pragma name: String) throws -> String? {
        try connection.writeWithoutTransaction { try String.fetchOne($0, sql: "PRAGMA \(name)") }
    }
}

extension SQLiteStore {
    /// Short naps while another process commits: SQLite's own waiting grows to 100 ms, at which a
    /// busy neighbour starves us.
    private static func configuration(_ settings: StoreSettings) -> Configuration {
        var configuration = Configuration()
        let nap: UInt32 = 500
        let naps = max(1, Int(settings.busyDeadline / .microseconds(Int64(nap))))
        configuration.busyMode = .callback { tries in
            guard tries < naps else { return false }
            usleep(nap)
            return true
        }
        configuration.foreignKeysEnabled = true
        configuration.maximumReaderCount = 4
        return configuration
    }

    /// Runs the new steps in one exclusive transaction, so that of two processes one runs them.
    private static func migrate(
        _ writer: any DatabaseWriter, path: String, by migrations: [Migration]
    ) throws {
        try writer.writeWithoutTransaction { database in
            try database.inTransaction(.immediate) {
                try database.execute(
                    sql: """
                        CREATE TABLE IF NOT EXISTS migration_tb (
                            id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE)
                        """)
                let applied = try String.fetchAll(
                    database, sql: "SELECT name FROM migration_tb ORDER BY id")
                do {
                    for migration in try Migration.pending(migrations, applied: applied) {
                        for statement in migration.statements {
                            try database.execute(sql: statement)
                        }
                        try database.execute(
                            sql: "INSERT INTO migration_tb (name) VALUES (?)",
                            arguments: [migration.name])
                    }
                } catch let difference as Migration.HistoryDiffers {
                    throw StorageError.foreignSchema(
                        path: path, reason: "it has a step \(difference.step) unknown here")
                }
                return .commit
            }
        }
    }
}
