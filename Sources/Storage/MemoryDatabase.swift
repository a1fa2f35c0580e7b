import GRDB

/// A database on memory, used from one thread, without waiting: for tests that decide the order of all
/// that happens. Statements and schemas are the same as in a file.
public final class MemoryDatabase {
    private let queue: DatabaseQueue

    /// An empty database with a schema.
    public init(migrations: [Migration]) throws(StorageError) {
        do {
            queue = try DatabaseQueue()
            try queue.writeWithoutTransaction { database in
                try database.execute(sql: "PRAGMA foreign_keys = ON")
                for statement in migrations.flatMap(\.statements) {
                    try database.execute(sql: statement)
                }
            }
        } catch {
            throw StorageError(error, path: ":memory:")
        }
    }

    /// Runs a body in a transaction of its own.
    public func write<Value: Sendable>(
        _ body: (any SQLSession) throws -> Completion<Value>
    ) throws -> Value {
        try queue.writeWithoutTransaction { database in
            let session = SQLiteSession(database: database, path: ":memory:")
            try database.beginTransaction(.immediate)
            do {
                switch try body(session) {
                case .commit(let value):
                    try database.commit()
                    return value
                case .rollback(let value):
                    try database.rollback()
                    return value
                }
            } catch {
                if database.isInsideTransaction { try database.rollback() }
                throw error
            }
        }
    }
}
