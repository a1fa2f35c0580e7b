@testable import LabKit
import Testing
import Wire

@Suite struct ExpectationTests {
    private let evidence = Evidence(
        tree: [
            "bookstore": [
                "uniqueId": "user0", "binding": "bolt", "orders": 3, "paid": 3, "none": "",
                "providers": [
                    ["address": "127.0.0.1:12200", "calls": 4], ["address": "b", "calls": 0],
                ], "empty": [], "refusals": [:],
            ],
            "registry": [
                "services": [["name": "Balance:1.0:user0", "providers": [["address": "a"]]]]
            ],
            "components": ["account-2": ["state": "ready"]],
        ],
        gaps: [
            "account": .notRunning("account"),
            "files.account": .notApplied(file: "account.yaml", problem: nil),
        ])

    private func verdict(_ reads: String, _ expects: String) throws -> Verdict {
        let next = try #require(LiveText("it is {bookstore.binding} now, {account.payments}"))
        return Check(
            id: "c", title: .init(same: "t"), reads: try #require(EvidencePath(reads), "\(reads)"),
            expects: try #require(Expectation(expects), "\(expects)"),
            next: .init(chinese: next, english: next)
        ).verdict(on: evidence)
    }

    @Test(arguments: [
        ("bookstore.binding", "== bolt"), ("bookstore.orders", "== 3"),
        ("bookstore.orders", "== {bookstore.paid}"), ("bookstore.orders", ">= 3"),
        ("bookstore.orders", "> 2"), ("bookstore.orders", "<= 3"), ("bookstore.orders", "< 4"),
        ("bookstore.uniqueId", "!= \"\""), ("bookstore.uniqueId", "contains ser"),
        ("bookstore.providers", "count >= 2"), ("bookstore.providers[*].calls", "contains 4"),
        ("bookstore.providers[*].calls", "every >= 0"), ("bookstore.empty", "empty"),
        ("bookstore.uniqueId", "not empty"), ("bookstore.empty", "count == 0"),
        ("components[\"account-2\"].state", "== ready"), ("bookstore.none", "== \"\""),
        ("registry.services[name=Balance:1.0:{bookstore.uniqueId}].providers", "count == 1"),
    ])
    func `what is so passes`(reads: String, expects: String) throws {
        let verdict = try verdict(reads, expects)
        #expect(verdict.code == .holds && verdict.next.english.isEmpty, "\(verdict)")
    }

    @Test(arguments: [
        ("bookstore.binding", "== local", "local", "bolt"),
        ("bookstore.orders", "== \"3\"", "3", "3"),
        ("bookstore.orders", ">= 4", "4 or more", "3"),
        ("bookstore.none", "!= \"\"", "something", "nothing"),
        ("bookstore.binding", ">= 1", "1 or more", "bolt"),
        ("bookstore.providers", "count >= 3", "3 or more", "2"),
        ("bookstore.providers[*].calls", "every >= 1", "each 1 or more", "4, 0"),
        ("bookstore.empty", "every >= 1", "each 1 or more", "nothing"),
        ("bookstore.uniqueId", "empty", "nothing", "user0"),
        ("bookstore.orders", "empty", "nothing", "3"),
        ("bookstore.orders", "contains 3", "3 among them", "3"),
    ])
    func `what is otherwise says what was expected and found`(
        reads: String, expects: String, expected: String, found: String
    ) throws {
        let verdict = try verdict(reads, expects)
        #expect(verdict.code == .differs)
        #expect(verdict.expected.english == expected)
        #expect(verdict.found.english == found)
        #expect(verdict.next.english == "it is bolt now, ?")
    }

    @Test(arguments: [
        ("bookstore.refusals.account_unreachable", "== 0"), ("bookstore.nothing", "empty"),
        ("bookstore.nothing", "!= x"), ("bookstore.providers[*].weight", "every >= 0"),
        ("registry.services[name=Other].providers", "count == 0"),
        ("bookstore.none", "== {bookstore.none}"), ("bookstore.orders", "== {bookstore.nothing}"),
    ])
    func `what is not there never passes`(reads: String, expects: String) throws {
        #expect(try verdict(reads, expects).code == .absent)
    }

    @Test(arguments: [
        ("account.payments", "== 0"), ("account.payments", "empty"),
        ("files.account.uniqueId", "== user0"), ("bookstore.orders", "== {account.payments}"),
        ("registry.services[name={account.name}].providers", "count == 0"),
    ])
    func `what cannot be read never passes and says why`(reads: String, expects: String) throws {
        let verdict = try verdict(reads, expects)
        #expect(verdict.code == .unreadable && !verdict.passed)
        #expect(verdict.found.english.contains("not"))
        #expect(!verdict.next.english.isEmpty)
    }

    @Test(arguments: ["", "1a b", ".a", "a..b", "a[", "a[]", "a[b]", "[*]", "a[b={c]", "a b"])
    func `a text that is no path is refused`(text: String) {
        #expect(EvidencePath(text) == nil)
    }

    @Test(arguments: ["", "==", "about 5", "count 2", "every", "== {a b}", "contains", "Empty"])
    func `a text that is no expectation is refused`(text: String) {
        #expect(Expectation(text) == nil)
    }

    @Test func `a report has the shape of the command line`() throws {
        let report = CheckReport([try verdict("bookstore.orders", ">= 4")], in: .chinese)
        #expect(
            report.checks == [
                VerdictReport(
                    id: "c", title: "t", passed: false, code: .differs, expected: "至少 4",
                    found: "3", next: "it is bolt now, ?")
            ])
        #expect(!report.passed)
        #expect(!CheckReport([], in: .english).passed)
    }
}
