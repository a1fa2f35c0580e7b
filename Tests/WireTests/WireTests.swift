import Foundation
import TestSupport
import Testing
import Wire

@Suite struct MoneyTests {
    @Test(arguments: [
        ("0", "0.00", "0.00"), ("99", "99.00", "99.00"), ("12.3", "12.30", "12.30"),
        ("1000000.00", "1000000.00", "1,000,000.00"), ("-0.05", "-0.05", "-0.05"),
        ("-1234.5", "-1234.50", "-1,234.50"),
        (
            "99999999999999.99", "99999999999999.99",
            "99,999,999,999,999.99"
        ),
    ])
    func `an amount is read, written and grouped`(text: String, plain: String, grouped: String) {
        let money = Money(text)
        #expect(money?.description == plain)
        #expect(money?.grouped == grouped)
    }

    @Test(arguments: ["", "-", ".", "1.", ".5", "1.234", "1e3", "+1", " 1", "１", "100000000000000"])
    func `what is no amount is refused`(text: String) {
        #expect(Money(text) == nil)
    }

    @Test func `sums that leave the limit are refused`() {
        #expect(Money.limit.adding(Money(fen: 1)) == nil)
        #expect(Money.limit.times(2) == nil)
        #expect(Money(yuan: 99).times(3) == Money(yuan: 297))
        #expect(Money(yuan: 1).subtracting(Money(yuan: 2)) == Money(yuan: -1))
    }

    @Test func `every amount reads back as itself`() {
        let seed: UInt64 = 20_190_624
        print("seed \(seed)")
        var random = SeededRandom(seed: seed)
        for _ in 0..<2_000 {
            let limit = Money.limit.fen
            let money = Money(fen: Int64.random(in: -limit...limit, using: &random))
            #expect(Money(money.description) == money)
        }
    }
}

@Suite struct ComponentIDTests {
    @Test(arguments: [
        ("registry", ComponentID("registry")), ("account-2", ComponentID("account", ordinal: 2)),
        ("stock-mng", ComponentID("stock-mng")),
    ])
    func `a name is read and written`(text: String, id: ComponentID) {
        #expect(ComponentID(parsing: text) == id)
        #expect(id.description == text)
    }

    @Test(arguments: ["", "Account", "a b", "account-1000", "../x"])
    func `what is no name is refused`(text: String) {
        #expect(ComponentID(parsing: text) == nil)
    }
}

@Suite struct ReadyLineTests {
    @Test func `a ready line reads back as itself`() {
        let line = ReadyLine(
            name: ComponentID("account", ordinal: 2), pid: 4711, port: 12200, http: 40123,
            instance: "5f2c")
        #expect(
            line.description == "READY name=account-2 pid=4711 port=12200 http=40123 instance=5f2c")
        #expect(ReadyLine(parsing: line.description) == line)
    }

    @Test(arguments: [
        "", "READY", "READY name=account", "hello READY name=a pid=1 port=1 http=1 instance=x",
    ])
    func `another line is no ready line`(text: String) {
        #expect(ReadyLine(parsing: text) == nil)
    }
}

@Suite struct JSONValueTests {
    @Test func `any value reads back as itself`() throws {
        let value: JSONValue = [
            "name": "书店", "ready": true, "none": .null, "ports": [8080, 9600],
            "inner": ["amount": "1.00"],
        ]
        let bytes = try JSONEncoder().encode(value)
        #expect(try JSONDecoder().decode(JSONValue.self, from: bytes) == value)
        #expect(value["inner"]?["amount"] == "1.00")
    }

    @Test func `a notice of a later version is other`() throws {
        let json = #"{"sequence":1,"timeMilliseconds":2,"kind":"eclipse","text":"x"}"#
        let notice = try JSONDecoder().decode(Notice.self, from: Data(json.utf8))
        #expect(
            notice
                == Notice(
                    sequence: 1, timeMilliseconds: 2, kind: .other, component: nil, text: "x"))
    }
}
