import Storage
import Testing

@testable import Transactions

@Suite struct `Statements that change rows` {
    private func parts(_ sql: String, _ values: [SQLValue] = []) throws -> [String] {
        let statement = try ChangeStatement(sql, values)
        return [
            statement.kind.rawValue, statement.table, statement.columns.joined(separator: ","),
            statement.condition, statement.conditionValues.map(Self.text).joined(separator: " "),
        ]
    }

    private static func text(_ value: SQLValue) -> String {
        switch value {
        case .null: "null"
        case .integer(let number): "\(number)"
        case .text(let text): "'\(text)'"
        }
    }

    @Test func `An update is its table, its columns and its condition with the condition's values`()
        throws
    {
        #expect(
            try parts(
                "UPDATE stock_tb SET count = count - ?, name = (SELECT ?, 1) WHERE a = ? AND b >= ?;",
                [1, "x", "user0", 7])
                == ["UPDATE", "stock_tb", "count,name", "a = ? AND b >= ?", "'user0' 7"])
        #expect(
            try parts(
                "update \"balance tb\" set balance=balance-?1 where user_name=?2 and balance>=?1",
                [5, "u"])
                == [
                    "UPDATE", "balance tb", "balance", "user_name = ? and balance >= ?",
                    "'u' 5",
                ])
    }

    @Test func `A deletion is its table and its condition`() throws {
        #expect(
            try parts("DELETE FROM order_tb WHERE id IN (SELECT 'it''s' || ? ) AND x <> 1.5", [3])
                == [
                    "DELETE", "order_tb", "",
                    "id IN ( SELECT 'it''s' || ? ) AND x <> 1.5", "3",
                ])
    }

    @Test func `An insertion is its columns, and the values that are plain`() throws {
        let statement = try ChangeStatement(
            """
            INSERT OR IGNORE INTO order_tb (id, name, total, note, other)
            VALUES (?, 'it''s', ? * 2, NULL, ?)
            """, ["o-1", 4, "last"])
        #expect(statement.kind == .insert && statement.table == "order_tb")
        #expect(
            statement.insertedValues == [
                "id": "o-1", "name": "it's", "note": .null, "other": "last",
            ])
        #expect(
            try ChangeStatement(
                "INSERT INTO t (a) VALUES (7) ON CONFLICT DO NOTHING", []
            ).insertedValues == ["a": 7])
    }

    @Test(arguments: [
        ("", "it is empty"),
        ("SELECT 1", "it begins with SELECT"),
        ("UPDATE t SET a = 1", "it has no WHERE"),
        ("UPDATE t SET (a, b) = (1, 2) WHERE c = 1", "its SET is no list of column = value"),
        ("UPDATE OR REPLACE t SET a = 1 WHERE b = 1", "SET is missing"),
        ("DELETE FROM t", "WHERE is missing"),
        ("UPDATE t SET a = 1 WHERE b = 2 RETURNING a", "RETURNING"),
        ("INSERT INTO t VALUES (1)", "a list in parentheses is missing"),
        ("INSERT OR REPLACE INTO t (a) VALUES (1)", "IGNORE is missing"),
        ("INSERT INTO t (a) VALUES (1), (2)", "ON is missing"),
        ("INSERT INTO t (a, b) VALUES (1)", "its columns and values do not fit each other"),
        ("INSERT INTO t (a) SELECT 1", "VALUES is missing"),
        ("INSERT INTO t (a) VALUES (1) ON CONFLICT DO UPDATE SET a = 2", "NOTHING is missing"),
        ("INSERT INTO t (a", "a parenthesis is not closed"),
        ("DELETE FROM main.t WHERE a = 1", "a table's name is missing"),
        ("DELETE FROM t WHERE a = 'x", "a quote is not closed"),
        ("DELETE FROM t WHERE a = ?", "it has fewer values than placeholders"),
    ]) func `What is not one of the plain forms is refused with its reason`(
        sql: String, reason: String
    ) {
        #expect(throws: ChangeStatement.NotUnderstood(reason: reason)) {
            try ChangeStatement(sql, [])
        }
    }
}
