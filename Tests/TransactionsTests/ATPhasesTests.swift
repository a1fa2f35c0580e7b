import CoordinatorAPI
import Storage
import TestSupport
import Testing

@testable import Transactions

/// A database with a table of things, which belongs to global transactions.
struct Things {
    static let table = ATTable("thing", key: ["owner", "name"])
    let database: MemoryDatabase

    init() throws {
        database = try MemoryDatabase(
            migrations: [
                Migration(
                    "things",
                    [
                        """
                        CREATE TABLE thing (
                            id INTEGER PRIMARY KEY, owner TEXT NOT NULL, name TEXT NOT NULL,
                            amount INTEGER, note TEXT, UNIQUE (owner, name))
                        """,
                        "CREATE TABLE other (id INTEGER PRIMARY KEY)",
                    ]), ATResource.migration,
            ])
    }

    static func key(_ name: String) -> RowKey { RowKey("thing", ["u", name]) }

    func phases(_ session: any SQLSession) -> ATPhases {
        ATPhases(session: session, tables: [Self.table], now: 1_000)
    }

    /// Phase 1 of branch 1 of transaction x; commits what is done.
    func write(
        branch: Int64 = 1, locked: Set<RowKey>,
        _ body: (any SQLSession) throws -> Completion<Int>
    ) throws -> String {
        try database.write { session in
            let result = try phases(session).write(
                xid: XID("x"), branch: branch, locked: locked, body)
            switch result {
            case .done(let value): return .commit("done \(value)")
            case .refused(let value): return .rollback("refused \(value)")
            case .needsLocks(let rows):
                return .rollback("needs \(rows.map { $0.values[1] }.sorted())")
            case .tooLate: return .rollback("too late")
            }
        }
    }

    func rollBack(branch: Int64 = 1, choice: BranchNote.Choice? = nil) throws -> ATPhases.Undone {
        try database.write { session in
            .commit(
                try phases(session).rollBack(xid: XID("x"), branch: branch, choice: choice))
        }
    }

    func commit(branch: Int64 = 1) throws {
        try database.write { session in
            .commit(try phases(session).commit(xid: XID("x"), branch: branch))
        }
    }

    /// Changes rows behind everybody's back.
    func execute(_ sql: String, _ values: [SQLValue] = []) throws {
        _ = try database.write { .commit(try $0.execute(sql, values)) }
    }

    /// All rows as text, by id, and the undo logs that are left: number and tombstones.
    func contents() throws -> [String] {
        try database.write { session in
            var lines = try session.rows("SELECT * FROM thing ORDER BY id", []).map { row in
                row.columns.map { column in
                    switch column.value {
                    case .null: "null"
                    case .integer(let number): "\(number)"
                    case .text(let text): text
                    }
                }.joined(separator: " ")
            }
            for row in try UndoTable(session: session).rows(limit: 100) {
                lines.append("undo \(row.branch)\(row.isTombstone ? " tombstone" : "")")
            }
            return .commit(lines)
        }
    }
}

@Suite struct `A branch in automatic mode` {
    private let all: Set<RowKey> = Set(["a", "b", "c"].map(Things.key))

    private func things() throws -> Things {
        let things = try Things()
        try things.execute(
            "INSERT INTO thing VALUES (1, 'u', 'a', 10, NULL), (2, 'u', 'b', 20, 'note')")
        return things
    }

    /// Takes from a, removes b, makes c, and changes it again.
    private func change(_ session: any SQLSession) throws -> Completion<Int> {
        try session.execute(
            "UPDATE thing SET amount = amount - ?, note = 'x' WHERE owner = 'u' AND name = ?",
            [3, "a"])
        try session.execute("DELETE FROM thing WHERE name = 'b'", [])
        try session.execute(
            "INSERT INTO thing (owner, name, amount) VALUES ('u', ?, 5)", ["c"])
        try session.execute("UPDATE thing SET amount = 6 WHERE name = 'c'", [])
        return .commit(7)
    }

    @Test func `What it wrote stays at a commit, and its undo log goes`() throws {
        let things = try things()
        #expect(try things.write(locked: all, change) == "done 7")
        #expect(try things.contents() == ["1 u a 7 x", "2 u c 6 null", "undo 1"])
        try things.commit()
        try things.commit()
        #expect(try things.contents() == ["1 u a 7 x", "2 u c 6 null"])
    }

    @Test func `A rollback puts every row back, once`() throws {
        let things = try things()
        let before = try things.contents()
        _ = try things.write(locked: all, change)
        #expect(try things.rollBack() == .done)
        #expect(try things.contents() == before)
        #expect(try things.rollBack() == .done)
        #expect(try things.contents() == before + ["undo 1 tombstone"])
    }

    @Test func `A rollback that comes first keeps phase 1 out`() throws {
        let things = try things()
        let before = try things.contents()
        #expect(try things.rollBack() == .done)
        #expect(try things.write(locked: all, change) == "too late")
        #expect(try things.contents() == before + ["undo 1 tombstone"])
    }

    @Test func `A commit leaves tombstones alone`() throws {
        let things = try things()
        _ = try things.rollBack()
        try things.commit()
        #expect(try things.write(locked: all, change) == "too late")
    }

    @Test func `Rows that are not locked are named, and nothing is written`() throws {
        let things = try things()
        let before = try things.contents()
        #expect(try things.write(locked: [Things.key("a")], change) == #"needs ["b", "c"]"#)
        #expect(try things.contents() == before)
    }

    @Test func `What its body refuses is not written`() throws {
        let things = try things()
        let before = try things.contents()
        let answer = try things.write(locked: all) { session in
            _ = try change(session)
            return .rollback(9)
        }
        #expect(answer == "refused 9")
        #expect(try things.contents() == before)
    }

    @Test func `A body that changes nothing leaves no undo log`() throws {
        let things = try things()
        let answer = try things.write(locked: []) { session in
            try session.execute("UPDATE thing SET amount = 0 WHERE name = 'nobody'", [])
            return .commit(Int(try session.number("SELECT COUNT(*) AS n FROM thing")))
        }
        #expect(answer == "done 2")
        #expect(try things.contents().count == 2)
    }

    @Test(arguments: [
        ("INSERT INTO other (id) VALUES (1)", "table other belongs to no global transaction"),
        (
            "UPDATE thing SET name = 'd' WHERE name = 'a'",
            "column name is a key of thing, which must not change"
        ),
        (
            "INSERT INTO thing (owner, name) VALUES ('u', lower('X'))",
            "an insertion into thing must name a value for name"
        ),
        ("DROP TABLE thing", "no image can be made for \"DROP TABLE thing\": it begins with DROP"),
    ]) func `What it could not undo it does not do`(sql: String, reason: String) throws {
        let things = try things()
        let before = try things.contents()
        #expect(throws: StorageError.failed(reason)) {
            try things.write(locked: all) { session in .commit(try session.execute(sql, [])) }
        }
        #expect(try things.contents() == before)
    }

    // MARK: Somebody else wrote

    @Test func `A row that somebody else wrote to is found, and nothing is undone`() throws {
        let things = try things()
        _ = try things.write(locked: all, change)
        try things.execute("UPDATE thing SET amount = 100 WHERE name = 'a'")
        let dirty = try things.contents()
        guard case .dirty(let rows) = try things.rollBack() else {
            Issue.record("it was not found")
            return
        }
        #expect(rows.map(\.row) == [Things.key("a")])
        #expect(rows.map { $0.before?.value("amount") } == [10])
        #expect(rows.map { $0.after?.value("amount") } == [7])
        #expect(rows.map { $0.current?.value("amount") } == [100])
        #expect(try things.contents() == dirty)
    }

    @Test(arguments: [
        (BranchNote.Choice.force, ["1 u a 10 null", "2 u b 20 note"]),
        (.keep, ["1 u a 100 x", "2 u c 6 null"]),
        (.skip, ["1 u a 100 x", "2 u b 20 note"]),
    ]) func `Somebody chooses what becomes of it`(
        choice: BranchNote.Choice, contents: [String]
    ) throws {
        let things = try things()
        _ = try things.write(locked: all, change)
        try things.execute("UPDATE thing SET amount = 100 WHERE name = 'a'")
        #expect(try things.rollBack(choice: choice) == .done)
        #expect(try things.contents() == contents)
    }

    @Test func `A row that is as it was before phase 1 is nobody's work`() throws {
        let things = try things()
        let before = try things.contents()
        _ = try things.write(locked: all, change)
        try things.execute("UPDATE thing SET amount = 10, note = NULL WHERE name = 'a'")
        try things.execute("DELETE FROM thing WHERE name = 'c'")
        #expect(try things.rollBack() == .done)
        #expect(try things.contents() == before)
    }

    @Test func `A row that is gone is put back by force`() throws {
        let things = try things()
        let before = try things.contents()
        _ = try things.write(locked: all, change)
        try things.execute("DELETE FROM thing WHERE name = 'a'")
        guard case .dirty = try things.rollBack() else {
            Issue.record("it was not found")
            return
        }
        #expect(try things.rollBack(choice: .force) == .done)
        #expect(try things.contents() == before)
    }

    @Test func `An undo log whose bytes changed is not undone from`() throws {
        let things = try things()
        _ = try things.write(locked: all, change)
        let written = try things.contents()
        try things.execute(
            "UPDATE undo_log SET rollback_info = replace(rollback_info, '10', '99')")
        guard case .damaged = try things.rollBack(choice: .force) else {
            Issue.record("it was used")
            return
        }
        #expect(try things.contents() == written)
        #expect(try things.rollBack(choice: .keep) == .done)
        #expect(try things.contents() == ["1 u a 7 x", "2 u c 6 null"])
    }

    @Test func `Whatever bodies do, their rollback in reverse order restores all rows`() throws {
        let seed = Seeds.next("bodies of AT branches")
        var random = SeededRandom(seed: seed)
        for _ in 0..<(100 * Seeds.rounds) {
            let things = try things()
            let before = try things.contents()
            let branches = Int64.random(in: 1...4, using: &random)
            for branch in 1...branches {
                let steps = (0..<Int.random(in: 1...6, using: &random)).map { _ in
                    (
                        ["a", "b", "c", "d"].randomElement(using: &random) ?? "a",
                        Int.random(in: 0..<3, using: &random),
                        Int64.random(in: 0...99, using: &random)
                    )
                }
                let answer = try things.write(branch: branch, locked: all.union([Things.key("d")]))
                {
                    session in
                    for (name, kind, amount) in steps {
                        switch kind {
                        case 0:
                            try session.execute(
                                "UPDATE thing SET amount = ? WHERE owner = 'u' AND name = ?",
                                [.integer(amount), .text(name)])
                        case 1:
                            try session.execute(
                                "DELETE FROM thing WHERE owner = 'u' AND name = ?", [.text(name)])
                        default:
                            try session.execute(
                                """
                                INSERT OR IGNORE INTO thing (owner, name, amount)
                                VALUES ('u', ?, ?)
                                """, [.text(name), .integer(amount)])
                        }
                    }
                    return .commit(0)
                }
                #expect(answer == "done 0")
            }
            for branch in (1...branches).reversed() {
                #expect(try things.rollBack(branch: branch) == .done, "seed \(seed)")
            }
            let after = try things.contents().filter { !$0.hasSuffix("tombstone") }
            #expect(after == before, "seed \(seed)")
        }
    }
}

@Suite struct `Rows as the coordinator locks them` {
    @Test func `Two rows never have one text`() {
        let keys = [
            ["1", "2_3"], ["1_2", "3"], ["1,2"], ["1;2"], ["1%2C2"], [""], ["%"], ["%25"],
        ]
        let texts = keys.map { RowKey("t", $0).lock(of: "r") }
        #expect(Set(texts).count == keys.count)
        #expect(RowLock.parse(RowLock.text(of: texts), of: "r") == texts)
        #expect(RowKey("stock_tb", ["user0", "00001"]).lock(of: "r").key == "user0_00001")
    }
}
