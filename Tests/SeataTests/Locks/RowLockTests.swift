import CoordinatorAPI
import Testing

@Suite struct RowLockTests {
    @Test(arguments: [
        "": [],
        "stock_tb:1": [RowLock(resource: "r", table: "stock_tb", key: "1")],
        "stock_tb:1,2;order_tb:7": [
            RowLock(resource: "r", table: "stock_tb", key: "1"),
            RowLock(resource: "r", table: "stock_tb", key: "2"),
            RowLock(resource: "r", table: "order_tb", key: "7"),
        ],
        "t:a:b": [RowLock(resource: "r", table: "t", key: "a:b")],
        "t:1,1;t:1": [RowLock(resource: "r", table: "t", key: "1")],
        "t:1;": [RowLock(resource: "r", table: "t", key: "1")],
    ])
    func `rows are read as clients write them`(text: String, locks: [RowLock]) {
        #expect(RowLock.parse(text, of: "r") == locks)
    }

    @Test(arguments: ["t", ":1", "t:", "t:1,,2", "t:1;u", "t:,"])
    func `a text that is no list of rows is refused`(text: String) {
        #expect(RowLock.parse(text, of: "r") == nil)
    }

    @Test func `more rows than the limit are refused`() {
        let keys = (0...RowLock.limit).map(String.init)
        #expect(RowLock.parse("t:" + keys.joined(separator: ","), of: "r") == nil)
        #expect(
            RowLock.parse("t:" + keys.dropLast().joined(separator: ","), of: "r")?.count
                == RowLock.limit)
    }

    @Test(arguments: ["", "t:1", "stock_tb:1,2;order_tb:7"])
    func `rows are written as they were read`(text: String) throws {
        let locks = try #require(RowLock.parse(text, of: "r"))
        #expect(RowLock.text(of: locks) == text)
    }
}
