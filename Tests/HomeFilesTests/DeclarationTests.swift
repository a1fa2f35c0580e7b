@testable import HomeFiles
import Testing
import Wire

@Suite struct DeclarationTests {
    private let shop = """
        name: stock_mng
        port: 8080
        uniqueId: ""   # a comment
        registry: 127.0.0.1:9600
        services: []
        references:
          - interface: BalanceMngFacade
            binding: local

        """
    private let account = """
        name: balance_mng
        port: 12200
        instances: 2
        uniqueId: user0
        registry: 127.0.0.1:9600
        services:
          - interface: io.sofastack.balancemng.facade.BalanceMngFacade
            binding: bolt

        """

    private func lines<Value>(_ result: Result<Value, FileProblems>) -> [String] {
        guard case .failure(let failure) = result else { return [] }
        return failure.problems.map(\.description)
    }

    private func refusals(shop text: String) -> [String] { lines(BookstoreFile.parse(text)) }

    @Test func `the first bookstore file is a monolith`() throws {
        let file = try BookstoreFile.parse(shop).get()
        #expect(
            file
                == BookstoreFile(
                    name: "stock_mng", port: 8080, uniqueID: "",
                    registry: NetworkAddress(host: "127.0.0.1", port: 9600), transactions: .off,
                    coordinator: NetworkAddress(host: "127.0.0.1", port: 8091), services: [],
                    references: [
                        ServiceDeclaration(
                            interface: "io.sofastack.balancemng.facade.BalanceMngFacade",
                            binding: .local)
                    ]))
        #expect(file.balanceBinding == .local)
    }

    @Test func `an account runs once one of its services is bound`() throws {
        let file = try AccountFile.parse(account).get()
        #expect(file.isPublished && file.instances == 2 && file.uniqueID == "user0")
        let hidden = account.replacing("binding: bolt", with: "binding: none")
        #expect(try AccountFile.parse(hidden).get().isPublished == false)
    }

    @Test func `a short file has the values of the first one`() throws {
        let file = try AccountFile.parse("name: balance_mng\n").get()
        #expect(file.lookout == nil)
        #expect(
            try AccountFile.parse("lookout: 127.0.0.1:9090").get().lookout
                == NetworkAddress(host: "127.0.0.1", port: 9090))
        #expect(try AccountFile.parse("lookout: \"\"").get().lookout == nil)
        #expect(
            lines(AccountFile.parse("lookout: here")).first?.hasPrefix(
                "account.yaml:1:10: bad_address") == true)
        #expect(try WorkshopFile.parse("lookout: {port: 9191}").get().lookoutPort == 9191)
        #expect(file.port == 12200 && file.instances == 1 && file.services.isEmpty)
        #expect(
            try WorkshopFile.parse("registry: {port: 0}").get()
                == WorkshopFile(registryPort: 0, registryHTTP: 9603))
    }

    @Test func `a fence is on unless it is off`() throws {
        for (text, isFenced) in [("", true), ("fence: on\n", true), ("fence: off\n", false)] {
            #expect(try AccountFile.parse(account + text).get().isFenced == isFenced)
        }
        #expect(
            lines(AccountFile.parse(account + "fence: maybe\n")) == [
                "account.yaml:9:8: unknown_fence: \"maybe\" is no fence; write on or off"
            ])
    }

    @Test func `transactions are off, at or tcc, and a coordinator is wanted unless they are off`()
        throws
    {
        #expect(
            try TransactionMode.allCases.map {
                try BookstoreFile.parse(shop + "transactions: \($0.rawValue)\n").get().transactions
            } == [.off, .at, .tcc])
        #expect(
            refusals(shop: shop + "transactions: yes\ncoordinator: here\n").map {
                $0.split(separator: " ")[1]
            } == ["unknown_transaction_mode:", "bad_address:"])
        func usesTransactions(_ shop: String, _ account: String) throws -> Bool {
            try HomeDeclarations.parse(bookstore: shop, account: account, workshop: "{}").get()
                .usesTransactions
        }
        #expect(try !usesTransactions(shop, account))
        #expect(try usesTransactions(shop + "transactions: at\n", account))
        #expect(try usesTransactions(shop, account + "transactions: tcc\n"))
        let hidden = account.replacing("binding: bolt", with: "binding: none")
        #expect(try !usesTransactions(shop, hidden + "transactions: tcc\n"))
    }

    @Test func `a unique id of digits is text`() throws {
        let file = try BookstoreFile.parse(shop.replacing("\"\"", with: "007")).get()
        #expect(file.uniqueID == "007")
    }

    @Test func `an unknown key names the nearest known one`() {
        #expect(
            refusals(shop: shop.replacing("uniqueId", with: "uniqueID")) == [
                "bookstore.yaml:3:1: unknown_key: the key `uniqueID` means nothing here; "
                    + "did you mean `uniqueId`?"
            ])
        #expect(
            refusals(shop: shop + "colour: red\n") == [
                "bookstore.yaml:9:1: unknown_key: the key `colour` means nothing here; possible: "
                    + "`name`, `port`, `uniqueId`, `registry`, `lookout`, `tracer`, `transactions`, "
                    + "`coordinator`, `services`, `references`"
            ])
    }

    @Test func `every problem of a file is told, in order`() {
        let broken = shop.replacing("8080", with: "80800").replacing("\"\"", with: "\"user 0\"")
            .replacing(":9600", with: "").replacing("local", with: "blot")
        #expect(
            refusals(shop: broken) == [
                "bookstore.yaml:2:7: bad_port: \"80800\" is no port; write a whole number from 0 "
                    + "to 65535",
                "bookstore.yaml:3:11: bad_unique_id: \"user 0\" is no unique id; use at most 32 "
                    + "letters, digits, _ and -",
                "bookstore.yaml:4:11: bad_address: \"127.0.0.1\" is no address; write host:port, "
                    + "for instance 127.0.0.1:9600",
                "bookstore.yaml:8:14: unknown_binding: no binding \"blot\" can stand here; "
                    + "did you mean `bolt`?",
            ])
    }

    @Test(arguments: [
        ("port: [1]", "bookstore.yaml:1:7: wrong_type: `port` must be a whole number, not a list"),
        ("port: x", "bookstore.yaml:1:7: bad_port: \"x\" is no port"),
        ("services: bolt", "bookstore.yaml:1:11: wrong_type: `services` must be a list"),
        ("services: [bolt]", "bookstore.yaml:1:12: wrong_type: `services` must be `key: value`"),
        ("references: []", "bookstore.yaml:1:13: missing_interface: BalanceMngFacade"),
        ("name: a", "bookstore.yaml:1:1: missing_key: the key `references`"),
        ("- a", "bookstore.yaml:1:1: wrong_type: `bookstore.yaml` must be `key: value` lines"),
        ("", "bookstore.yaml:1:1: empty_file:"), ("# only\n", "bookstore.yaml:1:1: empty_file:"),
        ("name: a\nname: b", "bookstore.yaml:2:1: duplicate_key: the key `name` stands twice"),
        ("name: a\n\tport: 1", "bookstore.yaml:2:1: yaml_syntax: a tab indents this line"),
        ("name: \"a", "yaml_syntax: a quote is not closed"),
        ("services: [", "yaml_syntax: a bracket or brace is not closed"),
        ("name: a\nport", "yaml_syntax: a key without a colon"),
        ("name: a: b", "bookstore.yaml:1:8: yaml_syntax: this line does not fit"),
        ("name: a\n---\nname: b", "yaml_syntax: a second document begins here"),
        ("name: *a", "yaml_syntax: a `*name` without its `&name`"),
        ("name: \u{1}", "yaml_syntax: a character that YAML does not allow"),
        (
            "references:\n  - interface: BalanceFacade\n    binding: bolt",
            "bookstore.yaml:2:16: unknown_interface: no interface \"BalanceFacade\" can stand "
                + "here; did you mean `BalanceMngFacade`?"
        ),
        (
            "references:\n  - {interface: BalanceMngFacade, binding: bolt}\n"
                + "  - {interface: BalanceMngFacade, binding: local}",
            "bookstore.yaml:3:17: duplicate_interface:"
        ),
        ("references:\n  - interface: BalanceMngFacade", "2:5: missing_key: the key `binding`"),
    ])
    func `a mistake is named with its place`(text: String, problem: String) {
        let found = refusals(shop: text)
        #expect(found.count == 1 && found.contains { $0.contains(problem) }, "\(found)")
    }

    @Test func `settings that are too large or too deep are refused before they are parsed`() {
        let brackets = "name: " + String(repeating: "[", count: 60_000)
        #expect(refusals(shop: brackets).first?.contains("file_too_deep") == true)
        let dashes = String(repeating: "- ", count: 30_000)
        #expect(refusals(shop: dashes).first?.contains("file_too_deep") == true)
        let long = "name: a # " + String(repeating: "x", count: 70_000)
        #expect(refusals(shop: long).first?.contains("file_too_large") == true)
    }

    @Test(arguments: ["0", "9", "two", "1.5", "-1"])
    func `a number of instances has bounds`(text: String) {
        let found = lines(AccountFile.parse("instances: \(text)"))
        #expect(found.first?.hasPrefix("account.yaml:1:12: bad_instances:") == true, "\(found)")
    }

    @Test func `two components cannot have one port`() {
        let result = HomeDeclarations.parse(
            bookstore: shop.replacing("8080", with: "9603"),
            account: account.replacing("12200", with: "9600"), workshop: "registry: {}")
        #expect(
            lines(result) == [
                "account.yaml:2:7: port_taken: port 9600 is already used by registry.port of "
                    + "workshop.yaml; choose another one",
                "bookstore.yaml:2:7: port_taken: port 9603 is already used by registry.http of "
                    + "workshop.yaml; choose another one",
            ])
    }

    @Test func `free ports do not clash`() {
        let result = HomeDeclarations.parse(
            bookstore: shop.replacing("8080", with: "0"),
            account: account.replacing("12200", with: "0"),
            workshop: "registry: {port: 0, http: 0}\nlookout: {port: 0}")
        #expect(lines(result).isEmpty)
    }

    @Test func `problems of all three files are told together`() {
        let result = HomeDeclarations.parse(
            bookstore: "port: x", account: "port: y", workshop: "registry: 5")
        #expect(
            lines(result).map { $0.prefix(while: { $0 != ":" }) } == [
                "account.yaml", "bookstore.yaml", "workshop.yaml",
            ])
    }

    @Test func `every fault has words in both languages`() {
        let faults: [FileFault] = [
            .unreadable("x"), .notText, .empty, .tooLarge(limit: 1), .tooDeep, .syntax(.tab),
            .syntax(.other("x")), .duplicateKey("a"), .unknownKey("a", nearest: "b", known: []),
            .missingKey("a"), .wrongType(key: "a", expected: .list, found: .nothing),
            .badPort("a"), .badAddress("a"), .badUniqueID("a"), .badName("a"), .badInstances("a"),
            .unknownInterface("a", nearest: nil, known: ["b"]), .duplicateInterface("a"),
            .unknownBinding("a", nearest: nil, known: ["b"]), .missingInterface("a"),
            .unknownTransactionMode("a"),
            .portTaken(1, by: "a"),
        ]
        for fault in faults {
            let chinese = fault.message(in: .chinese)
            let isChinese = chinese.unicodeScalars.contains { (0x4E00...0x9FFF).contains($0.value) }
            #expect(isChinese, "\(fault.code)")
            #expect(fault.message(in: .english).utf8.allSatisfy { $0 < 128 })
        }
    }
}

@Suite struct `Where the tracer is` {
    @Test func `a file without an address sends its spans nowhere`() throws {
        #expect(try AccountFile.parse("uniqueId: a").get().tracer == nil)
        #expect(try AccountFile.parse("tracer: \"\"").get().tracer == nil)
        #expect(
            try AccountFile.parse("tracer: 127.0.0.1:9411").get().tracer?.description
                == "127.0.0.1:9411")
    }

    @Test func `the hosts' tracer is on Zipkin's port unless told otherwise`() throws {
        #expect(try WorkshopFile.parse("registry: {}").get().tracer?.port == 9411)
        #expect(try WorkshopFile.parse("tracer: {port: 0}").get().tracer == nil)
        let forward = "http://127.0.0.1:9412/api/v2/spans"
        #expect(
            try WorkshopFile.parse("tracer: {forward: \"\(forward)\"}").get().tracerForward
                == forward)
    }

    @Test func `what is no address and no URL is refused where it stands`() {
        for (text, code) in [("tracer: 9411", "bad_address"), ("tracer: x", "bad_address")] {
            guard case .failure(let problems) = AccountFile.parse(text) else {
                Issue.record("taken: \(text)")
                continue
            }
            #expect(problems.problems.map(\.code) == [code])
        }
        guard case .failure(let problems) = WorkshopFile.parse("tracer: {forward: ftp}") else {
            Issue.record("taken")
            return
        }
        #expect(problems.problems.map(\.code) == ["bad_url"])
    }
}
