import HomeFiles
import TestSupport
import Testing
import Wire

@Suite struct YAMLEditTests {
    private let text = """
        # mine
        name: stock_mng   # keep
        port: 8080
        uniqueId: ""      # step 3
        empty:
        single: 'it''s'
        services: []

        references:
          - interface: BalanceMngFacade
            binding: local    # 本地
          - interface: io.x.OtherFacade
            binding: local

        """

    private func edited(_ path: String, _ value: JSONValue) throws -> String {
        try YAMLEdit.setting(path, to: value, in: text).get()
    }

    @Test(arguments: [
        ("uniqueId", JSONValue.string("user0"), "uniqueId: \"\"", "uniqueId: \"user0\""),
        ("port", 0, "port: 8080", "port: 0"),
        ("name", "a.b", "name: stock_mng   #", "name: a.b   #"),
        ("name", "two words", "name: stock_mng   #", "name: \"two words\"   #"),
        ("name", "true", "name: stock_mng   #", "name: \"true\"   #"),
        ("name", "12", "name: stock_mng   #", "name: \"12\"   #"),
        ("name", "127.0.0.1:9600", "name: stock_mng   #", "name: 127.0.0.1:9600   #"),
        ("empty", "full", "empty:", "empty: full"),
        ("single", "don't", "'it''s'", "'don''t'"),
        (
            "references[BalanceMngFacade].binding", "bolt", "binding: local    # 本地",
            "binding: bolt    # 本地"
        ),
        ("references[0].binding", "bolt", "binding: local    # 本地", "binding: bolt    # 本地"),
    ])
    func `only the value changes`(
        path: String, value: JSONValue, old: String, new: String
    ) throws {
        #expect(try edited(path, value) == text.replacing(old, with: new))
    }

    @Test func `a short interface name finds the full one`() throws {
        let changed = try edited("references[OtherFacade].binding", "bolt")
        #expect(changed.hasSuffix("OtherFacade\n    binding: bolt\n"))
    }

    @Test func `a missing key is added to its mapping`() throws {
        #expect(
            try edited("instances", 2)
                == text.replacing("single: 'it''s'\n", with: "single: 'it''s'\ninstances: 2\n"))
        #expect(
            try edited("references[OtherFacade].version", "1.0").hasSuffix(
                "    binding: local\n    version: \"1.0\"\n"))
    }

    @Test func `a value set twice is set once`() throws {
        let once = try edited("uniqueId", "user0")
        #expect(try YAMLEdit.setting("uniqueId", to: "user0", in: once).get() == once)
    }

    @Test(arguments: [
        ("services", YAMLEdit.Refusal.notOneValue("services")),
        ("references[", .badPath("references[")), ("", .badPath("")), (".a", .badPath(".a")),
    ])
    func `what is not one value is refused`(path: String, refusal: YAMLEdit.Refusal) {
        #expect(YAMLEdit.setting(path, to: "x", in: text) == .failure(refusal))
    }

    @Test func `a list has no place for another item`() {
        guard case .failure(.notFound) = YAMLEdit.setting("references[9].a", to: "x", in: text)
        else {
            Issue.record("an item was added")
            return
        }
    }

    @Test(arguments: [UInt64(1), 20, 300])
    func `whatever the text, an edit holds the value or is refused`(seed: UInt64) throws {
        var random = SeededRandom(seed: seed)
        let pieces = [
            "a", ":", " ", "\n", "  ", "- ", "\"", "'", "#", "[", "]", "{", "}", ",", "|", ">",
            "&x ",
            "*x", "!t ", "? ", "uniqueId", "uniqueId: ", "书", "\t", "---", "%", "0x1", "~",
        ]
        for _ in 0..<3_000 {
            var mixed = Array(text)
            for _ in 0..<Int.random(in: 1...6, using: &random) {
                let place = Int.random(in: 0...mixed.count, using: &random)
                let piece = pieces[Int.random(in: 0..<pieces.count, using: &random)]
                if Bool.random(using: &random), place < mixed.count {
                    mixed.remove(at: place)
                } else {
                    mixed.insert(contentsOf: piece, at: place)
                }
            }
            let before = String(mixed)
            guard case .success(let after) = YAMLEdit.setting("uniqueId", to: "u0", in: before)
            else { continue }
            #expect(
                YAMLEdit.setting("uniqueId", to: "u0", in: after) == .success(after),
                "seed \(seed): \(before)")
            _ = BookstoreFile.parse(before)
        }
    }

    @Test func `text that is no YAML is left alone`() {
        guard case .failure(.unreadable) = YAMLEdit.setting("a", to: "x", in: "a: [") else {
            Issue.record("a broken file was edited")
            return
        }
    }
}
