import Foundation
import LongPoll
import Testing
import TestSupport

@testable import Storage

private let schema = [
    Migration(
        "counters", ["CREATE TABLE counter (name TEXT PRIMARY KEY, n INTEGER CHECK (n >= 0))"])
]

private func add(
    _ amount: Int64, to name: String, in session: any SQLSession
) throws(StorageError) {
    try session.execute(
        """
        INSERT INTO counter VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET n = n + excluded.n
        """, [.text(name), .integer(amount)])
}

private func total(of store: some Store) async throws -> Int64 {
    try await store.read { try $0.number("SELECT SUM(n) AS n FROM counter") }
}

private func refusal(of store: some Store) async -> StorageError? {
    do throws(StorageError) {
        try await store.write { session in
            try add(1, to: "a", in: session)
            return .commit(())
        }
        return nil
    } catch {
        return error
    }
}

@Suite struct `A store on SQLite` {
    @Test func `every commit is on disk before it is answered`() async throws {
        try await withScratchFolder("durable") { folder in
            let store = try SQLiteStore.open(path: folder.file("a/b/x.db"), migrations: schema)
            let settings = try ["synchronous", "journal_mode", "foreign_keys"].map {
                try store.effective(pragma: $0)
            }
            #expect(settings == ["2", "wal", "1"])
        }
    }

    @Test func `every commit is told as a change, a read is not`() async throws {
        let changes = ChangeSignal()
        let store = try SQLiteStore.inMemory(
            migrations: schema, settings: StoreSettings(changes: changes))
        #expect(changes.version == 0)
        for number in 1...2 {
            try await store.write { session in
                try add(1, to: "a", in: session)
                return .commit(())
            }
            #expect(changes.version == number)
        }
        #expect(try await total(of: store) == 2)
        #expect(changes.version == 2)
    }

    @Test func `what was committed is there after opening the file again`() async throws {
        try await withScratchFolder("reopen") { folder in
            let path = folder.file("x.db")
            do {
                let store = try SQLiteStore.open(path: path, migrations: schema)
                try await store.write { session in
                    try add(3, to: "书", in: session)
                    return .commit(())
                }
            }
            let again = try SQLiteStore.open(path: path, migrations: schema)
            let rows = try await again.read { try $0.rows("SELECT * FROM counter", []) }
            #expect(
                rows == [StoredRow(columns: ["name", "n"], values: [.text("书"), .integer(3)])])
        }
    }

    @Test func `a refused transaction is undone and answers its refusal`() async throws {
        let store = try SQLiteStore.inMemory(migrations: schema)
        let answer = try await store.write { session in
            try add(3, to: "a", in: session)
            return .rollback("sold out")
        }
        #expect(answer == "sold out")
        #expect(try await total(of: store) == 0)
    }

    @Test func `a fault of one transaction does not undo its neighbours`() async throws {
        let store = try SQLiteStore.inMemory(migrations: schema)
        let outcomes = await withTaskGroup(of: String.self) { group in
            for index in 0..<30 {
                group.addTask {
                    do {
                        return try await store.write { session in
                            try add(1, to: "a", in: session)
                            if index % 3 == 0 { try add(-5, to: "b\(index)", in: session) }
                            return index % 3 == 1 ? .rollback("refused") : .commit("done")
                        }
                    } catch {
                        return "\(error)"
                    }
                }
            }
            return await group.reduce(into: [String: Int]()) { $0[$1, default: 0] += 1 }
        }
        #expect(
            outcomes == [
                "done": 10, "refused": 10,
                "the database refused the values: CHECK constraint failed: n >= 0": 10,
            ])
        #expect(try await total(of: store) == 10)
    }

    @Test func `a transaction that the database itself ends is an error, and the next one works`()
        async throws
    {
        let store = try SQLiteStore.inMemory(migrations: schema)
        let lost = StorageError.failed(":memory:: the database ended the transaction")
        await #expect(throws: lost) {
            try await store.write { session in
                try add(1, to: "a", in: session)
                // What SQLite does by itself when the disk is full.
                try session.execute("ROLLBACK", [])
                return .commit(())
            }
        }
        try await store.write { session in
            try add(2, to: "a", in: session)
            return .commit(())
        }
        #expect(try await total(of: store) == 2)
    }

    @Test func `transactions that wait share a commit`() async throws {
        try await withScratchFolder("group") { folder in
            let store = try SQLiteStore.open(path: folder.file("x.db"), migrations: schema)
            try await withThrowingTaskGroup(of: Void.self) { group in
                for _ in 0..<16 {
                    group.addTask {
                        for _ in 0..<20 {
                            try await store.write { session in
                                try add(1, to: "a", in: session)
                                return .commit(())
                            }
                        }
                    }
                }
                try await group.waitForAll()
            }
            #expect(try await total(of: store) == 320)
            #expect(store.commits < 320)
        }
    }

    @Test func `a full queue refuses, and what it took is carried out`() async throws {
        let settings = StoreSettings(waitingLimit: 2)
        let store = try SQLiteStore.inMemory(migrations: schema, settings: settings)
        let gate = DispatchSemaphore(value: 0)
        let (entered, enter) = AsyncStream.makeStream(of: Void.self)
        async let first: Void = store.write { session in
            enter.yield()
            gate.wait()
            try add(1, to: "a", in: session)
            return .commit(())
        }
        for await _ in entered { break }
        // While the first holds the writer, of five more two find room.
        let refusals = await withTaskGroup(of: StorageError?.self) { group in
            for _ in 0..<5 {
                group.addTask { await refusal(of: store) }
            }
            var refusals: [StorageError] = []
            for await refusal in group {
                if let refusal { refusals.append(refusal) }
                if refusals.count == 3 { gate.signal() }
            }
            return refusals
        }
        try await first
        #expect(refusals == Array(repeating: .full(waiting: 2), count: 3))
        #expect(try await total(of: store) == 3)
    }
}

@Suite struct `Several owners of one file` {
    @Test func `two writers of one file lose no update`() async throws {
        try await withScratchFolder("shared") { folder in
            let path = folder.file("x.db")
            let first = try SQLiteStore.open(path: path, migrations: schema)
            let second = try SQLiteStore.open(path: path, migrations: schema)
            try await withThrowingTaskGroup(of: Void.self) { group in
                for store in [first, second, first, second] {
                    group.addTask {
                        for _ in 0..<50 {
                            try await store.write { session in
                                let n = try session.number("SELECT n FROM counter")
                                try add(n == 0 ? 1 : 0, to: "a", in: session)
                                try session.execute("UPDATE counter SET n = ?", [.integer(n + 1)])
                                return .commit(())
                            }
                        }
                    }
                }
                try await group.waitForAll()
            }
            #expect(try await total(of: first) == 200)
        }
    }

    @Test func `a writer that is held up too long says who`() async throws {
        try await withScratchFolder("busy") { folder in
            let path = folder.file("x.db")
            let holder = try SQLiteStore.open(path: path, migrations: schema)
            let waiter = try SQLiteStore.open(
                path: path, migrations: schema,
                settings: StoreSettings(busyDeadline: .milliseconds(20)))
            let gate = DispatchSemaphore(value: 0)
            let (entered, enter) = AsyncStream.makeStream(of: Void.self)
            async let held: Void = holder.write { session in
                enter.yield()
                gate.wait()
                return .commit(())
            }
            for await _ in entered { break }
            await #expect(throws: StorageError.busy(path: path)) {
                try await waiter.write { session in
                    try add(1, to: "a", in: session)
                    return .commit(())
                }
            }
            gate.signal()
            try await held
            #expect(try await total(of: waiter) == 0)
        }
    }
}

@Suite struct `The history of a schema` {
    @Test func `new steps run once, in order`() async throws {
        try await withScratchFolder("steps") { folder in
            let path = folder.file("x.db")
            _ = try SQLiteStore.open(path: path, migrations: schema)
            let longer = schema + [Migration("more", ["ALTER TABLE counter ADD COLUMN note TEXT"])]
            for _ in 0..<2 {
                let store = try SQLiteStore.open(path: path, migrations: longer)
                let names = try await store.read { session in
                    try session.rows("SELECT name FROM migration_tb ORDER BY id", []).map {
                        try $0.text("name")
                    }
                }
                #expect(names == ["counters", "more"])
            }
        }
    }

    @Test func `a file of a later version is refused, not damaged`() async throws {
        try await withScratchFolder("later") { folder in
            let path = folder.file("x.db")
            _ = try SQLiteStore.open(path: path, migrations: schema + [Migration("later", [])])
            #expect(
                throws: StorageError.foreignSchema(
                    path: path, reason: "it has a step later unknown here")
            ) {
                try SQLiteStore.open(path: path, migrations: schema)
            }
        }
    }

    @Test func `a step that fails leaves nothing behind`() async throws {
        try await withScratchFolder("failing") { folder in
            let path = folder.file("x.db")
            let broken = schema + [Migration("broken", ["CREATE TABLE extra (id)", "NONSENSE"])]
            #expect(throws: StorageError.self) {
                try SQLiteStore.open(path: path, migrations: broken)
            }
            let store = try SQLiteStore.open(path: path, migrations: schema)
            let tables = try await store.read {
                try $0.number("SELECT COUNT(*) AS n FROM sqlite_master WHERE name = 'extra'")
            }
            #expect(tables == 0)
        }
    }
}
