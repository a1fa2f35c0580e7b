import AccountAPI
import AccountService
import BookstoreAPI
import Foundation
import HTTPClient
import Hummingbird
import LongPoll
import Storage
import TestSupport
import Testing
import Wire

@testable import BookstoreService

extension Shop {
    func routes(
        account: (any BalanceFacade)? = nil, changes: ChangeSignal = ChangeSignal()
    ) -> BookstoreRoutes {
        let link = AccountLink.local(account ?? ledger)
        return BookstoreRoutes(
            stock: stock, checkout: checkout(account: account), account: account ?? ledger,
            changes: changes, newNonce: { "nonce" }
        ) { [stock] user throws(StorageError) in
            BookstoreState(
                try await stock.evidence(), name: "stock_mng", instance: "i", uniqueID: "",
                binding: .local, balance: await link.localBalance(of: user))
        }
    }

    /// Serves the shop for a body that talks HTTP to it.
    func serve(_ body: @escaping @Sendable (Browser) async throws -> Void) async throws {
        try await withHTTPServer(routes().router()) { port in
            try await body(Browser(port: port))
        }
    }
}

/// A client of the shop that reads answers as text.
struct Browser: Sendable {
    let port: Int

    func send(
        _ method: String, _ path: String, _ body: String = "", _ headers: [(String, String)] = []
    ) async throws -> HTTPClient.Response {
        try await HTTPClient().send(
            .init(method, path, headers: headers, body: Array(body.utf8)),
            to: .tcp(host: "127.0.0.1", port: port), deadline: .seconds(20))
    }

    /// Status and body in one line.
    func post(_ path: String, _ body: String) async throws -> String {
        let answer = try await send("POST", path, body)
        return "\(answer.status) \(String(decoding: answer.body, as: UTF8.self))"
    }

    func json(_ method: String, _ path: String, _ body: String = "") async throws -> JSONValue {
        let answer = try await send(method, path, body)
        return try JSONDecoder().decode(JSONValue.self, from: Data(answer.body))
    }

    /// Status and code of a refusal.
    func refusal(
        _ path: String, _ body: String, _ headers: [(String, String)] = []
    ) async throws -> String {
        let answer = try await send("POST", path, body, headers)
        let reply = try JSONDecoder().decode(ErrorReply.self, from: Data(answer.body))
        let field = reply.error.details?["field"].map { " \($0)" } ?? ""
        return "\(answer.status) \(reply.error.code)\(field)"
    }
}

@Suite struct `The shop over HTTP` {
    @Test func `the five calls of the original answer as they did`() async throws {
        try await Shop().serve { browser in
            for _ in 0..<2 {
                #expect(
                    try await browser.post("/createUser", #"{"userName":"user0"}"#)
                        == #"200 {"success":"true"}"#)
            }
            #expect(
                try await browser.post("/queryBalance", #"{"userName":"user0"}"#)
                    == #"200 {"balance":1000000.00}"#)
            let body = #"{"userName":"user0","productCode":"00001","count":2,"since":2019}"#
            #expect(
                try await browser.post("/purchase", body)
                    == """
                    200 {"success":"true","orderId":"made-1","total":198.00,"balance":999802.00}
                    """)
            let query = try await browser.post("/query", #"{"userName":"user0"}"#)
            #expect(
                query.hasPrefix(
                    #"200 [{"productCode":"00001","name":"未来架构: 从服务化到云原生","price":99.00,"#
                        + #""stockCount":9998,"ownedCount":2,"description":"{\"description\":"#))
            #expect(query.contains(#""price":69.00,"stockCount":10000,"ownedCount":null"#))
        }
    }

    @Test func `the description is a JSON text inside a string`() async throws {
        let shop = try Shop()
        try await shop.open("user0")
        try await shop.serve { browser in
            let books = try await browser.json("POST", "/query", #"{"userName":"user0"}"#)
            guard case .array(let books) = books, books.count == 5,
                case .string(let text) = books[4]["description"]
            else {
                Issue.record("\(books)")
                return
            }
            let inner = try JSONDecoder().decode([String: String].self, from: Data(text.utf8))
            #expect(inner["author"] == "崔秀龙")
            #expect(inner.keys.sorted() == ["author", "description", "image_url"])
            let cover = try await browser.send("GET", inner["image_url"] ?? "")
            #expect(cover.status == 200)
        }
    }

    @Test func `without a module the sorted list is the books in reverse`() async throws {
        let shop = try Shop()
        try await shop.open("user0")
        try await shop.serve { browser in
            let books = try await browser.json("POST", "/querySorted", #"{"userName":"user0"}"#)
            guard case .array(let books) = books else { return }
            #expect(
                books.map { $0["productCode"] } == ["00005", "00004", "00003", "00002", "00001"])
        }
    }

    @Test func `what cannot be read is refused, and the field is named`() async throws {
        let shop = try Shop()
        try await shop.open("user0")
        try await shop.serve { browser in
            let refusals = [
                (#"{"userName":"user0","productCode":"00001"}"#, "400 bad_request count"),
                (#"{"userName":7,"productCode":"00001","count":1}"#, "400 bad_request userName"),
                (#"{"userName":"","productCode":"00001","count":1}"#, "400 bad_request userName"),
                (#"{"userName":"user0","productCode":1,"count":1}"#, "400 bad_request productCode"),
                (
                    #"{"userName":"user0","productCode":"00001","count":"1"}"#,
                    "400 bad_request count"
                ),
                (
                    #"{"userName":"user0","productCode":"00001","count":true}"#,
                    "400 bad_request count"
                ),
                (
                    #"{"userName":"user0","productCode":"00001","count":1,"orderId":"a b"}"#,
                    "400 bad_request orderId"
                ),
                (#"{"userName":"user0","productCode":"00009","count":1}"#, "404 unknown_product"),
                (#"{"userName":"nobody","productCode":"00001","count":1}"#, "404 unknown_user"),
                (
                    #"{"userName":"user0","productCode":"00003","count":9000}"#,
                    "409 insufficient_balance"
                ),
                ("[]", "400 bad_request"), ("{", "400 bad_request"), ("", "400 bad_request"),
            ]
            for (body, expected) in refusals {
                let found = try await browser.refusal("/purchase", body)
                #expect(found == expected, "\(body)")
            }
            for count in ["0", "-1", "10001", "1.5", "1e300"] {
                let body = #"{"userName":"user0","productCode":"00001","count":\#(count)}"#
                let found = try await browser.refusal("/purchase", body)
                #expect(found == "400 invalid_count count")
            }
            for path in ["/query", "/querySorted", "/queryBalance"] {
                let found = try await browser.refusal(path, #"{"userName":"nobody"}"#)
                #expect(found == "404 unknown_user")
            }
            let huge = #"{"userName":""# + String(repeating: "x", count: 70_000) + #""}"#
            let found = try await browser.refusal("/createUser", huge)
            #expect(found == "413 too_large")
        }
        try await shop.expectConservation("refused requests")
    }

    @Test func `the same order id buys once, another content is refused`() async throws {
        let shop = try Shop()
        try await shop.open("user0")
        try await shop.serve { browser in
            let body = #"{"userName":"user0","productCode":"00002","count":1,"orderId":"a"}"#
            let first = try await browser.post("/purchase", body)
            #expect(
                first
                    == """
                    200 {"success":"true","orderId":"a","total":69.00,"balance":999931.00}
                    """)
            #expect(try await browser.post("/purchase", body) == first)
            let other = #"{"userName":"user0","productCode":"00002","count":2,"orderId":"a"}"#
            let found = try await browser.refusal("/purchase", other)
            #expect(found == "409 order_id_conflict")
        }
        try await shop.expectConservation("the same id over HTTP")
    }

    @Test func `without the account books can be looked at, and nothing is bought`() async throws {
        let shop = try Shop()
        try await shop.open("user0")
        let away = ScriptedAccount(real: shop.ledger) { .before(.unreachable("no provider")) }
        try await withHTTPServer(shop.routes(account: away).router()) { port in
            let browser = Browser(port: port)
            let made = try await browser.post("/createUser", #"{"userName":"user0"}"#)
            #expect(made == #"200 {"success":"true"}"#)
            let stranger = try await browser.refusal("/createUser", #"{"userName":"new"}"#)
            #expect(stranger == "503 account_unreachable")
            let body = #"{"userName":"user0","productCode":"00001","count":1}"#
            let refusal = try await browser.refusal("/purchase", body)
            #expect(refusal == "503 account_unreachable")
            let books = try await browser.post("/query", #"{"userName":"user0"}"#)
            #expect(books.contains(#""stockCount":10000,"ownedCount":null"#))
        }
        try await shop.expectConservation("the account is away")
    }

    @Test func `pages of other origins are refused`() async throws {
        let shop = try Shop()
        try await shop.open("user0")
        try await shop.serve { browser in
            let body = #"{"userName":"user0","productCode":"00002","count":1}"#
            for headers in [
                [("Origin", "https://evil.example")], [("Sec-Fetch-Site", "cross-site")],
            ] {
                let found = try await browser.refusal("/purchase", body, headers)
                #expect(found == "403 foreign_origin")
            }
        }
        #expect(try await shop.stock.evidence().orders == 0)
    }

    @Test func `the state has the keys that lab checks read`() async throws {
        let shop = try Shop()
        try await shop.open("user0")
        _ = try await shop.checkout().buy(.of("00001", 3, by: "user0"))
        _ = try await shop.checkout().buy(.of("nothing", 3, id: "z", by: "user0"))
        try await shop.serve { browser in
            let state = try await browser.json("GET", "/state")
            #expect(
                state == [
                    "name": "stock_mng", "instance": "i", "uniqueId": "", "binding": "local",
                    "users": 1, "orders": 1, "booksSold": 3, "booksLeft": 49_997,
                    "revenue": "297.00", "inDoubt": 0, "booksInDoubt": 0, "paidLocally": 1,
                    "paidRemotely": 0, "refusals": ["unknown_product": 1], "providers": [],
                    "registryConnected": false, "ordersValue": "297.00",
                    "transactions": "off",
                ])
            let ofUser = try await browser.json("GET", "/state?user=user0")
            #expect(ofUser["balance"] == "999703.00")
            let ofNobody = try await browser.json("GET", "/state?user=nobody")
            #expect(ofNobody["balance"] == nil)
        }
    }

    @Test func `what may change the evidence is told, looking is not`() async throws {
        let shop = try Shop()
        let changes = ChangeSignal()
        try await withHTTPServer(shop.routes(changes: changes).router()) { port in
            let browser = Browser(port: port)
            var told: [Bool] = []
            for (path, body) in [
                ("/createUser", #"{"userName":"user0"}"#),
                ("/purchase", #"{"userName":"user0","productCode":"00001","count":1}"#),
                ("/purchase", #"{"userName":"user0","productCode":"00001","count":0}"#),
                ("/queryBalance", #"{"userName":"user0"}"#), ("/query", #"{"userName":"user0"}"#),
            ] {
                let before = changes.version
                _ = try await browser.post(path, body)
                told.append(changes.version > before)
            }
            #expect(told == [true, true, true, true, false])
            let before = changes.version
            for path in ["/", "/books?userName=user0", "/orders?userName=user0", "/state"] {
                _ = try await browser.send("GET", path)
            }
            #expect(changes.version == before)
        }
    }
}

@Suite struct `The bookstore's client` {
    @Test func `every call reads what the shop answers`() async throws {
        try await Shop().serve { browser in
            let client = BookstoreClient { method, path, body throws(BookstoreFailure) in
                do {
                    let answer = try await HTTPClient().send(
                        .init(method, path, body: body),
                        to: .tcp(host: "127.0.0.1", port: browser.port), deadline: .seconds(20))
                    return .init(status: answer.status, body: answer.body)
                } catch {
                    throw .unknown("\(error)")
                }
            }
            try await client.createUser("读者")
            let receipt = try await client.buy(.of("00005", 2, id: "x", by: "读者"))
            #expect(
                receipt
                    == Receipt(
                        orderId: "x", productCode: "00005", count: 2, total: Money(yuan: 158),
                        balance: Money(yuan: 999_842)))
            #expect(try await client.balance(of: "读者") == Money(yuan: 999_842))
            #expect(try await client.orders(of: "读者").map(\.orderId) == ["x"])
            let books = try await client.books(of: "读者")
            #expect(books.map(\.ownedCount) == [nil, nil, nil, nil, 2])
            #expect(books[0].authors == ["张亮", "吴晟", "敖小剑", "宋净超"])
            #expect(try await client.sortedBooks(of: "读者") == books.reversed())
            #expect(try await client.state()["orders"] == 1)
            do throws(BookstoreFailure) {
                _ = try await client.buy(.of("00009", by: "读者"))
                Issue.record("there is a book 00009")
            } catch {
                let missing = BookstoreFailure.refused(
                    .init(code: "unknown_product", message: "there is no book 00009"),
                    status: 404)
                #expect(error == missing)
            }
        }
    }
}
