import Canvas
import Curses
import TestSupport
import Testing

@Suite struct KeyDecoderTests {
    static let known: [(String, [Key])] = [
        ("aB7 ", [.character("a"), .character("B"), .character("7"), .character(" ")]),
        ("书é👍", [.character("书"), .character("é"), .character("👍")]),
        ("\r\n\t\u{7F}\u{8}", [.enter, .enter, .tab, .backspace, .backspace]),
        ("\u{1}\u{3}\u{1A}\u{0}", [.control("a"), .control("c"), .control("z"), .control("@")]),
        ("\u{1C}\u{1F}", [.control("\\"), .control("_")]),
        ("\u{1B}[A\u{1B}[B\u{1B}[C\u{1B}[D", [.up, .down, .right, .left]),
        ("\u{1B}OA\u{1B}OB\u{1B}OH\u{1B}OF", [.up, .down, .home, .end]),
        ("\u{1B}[H\u{1B}[F\u{1B}[1~\u{1B}[4~\u{1B}[7~", [.home, .end, .home, .end, .home]),
        ("\u{1B}[2~\u{1B}[3~\u{1B}[5~\u{1B}[6~", [.insert, .delete, .pageUp, .pageDown]),
        (
            "\u{1B}[Z\u{1B}OP\u{1B}[11~\u{1B}[[A",
            [.backTab] + Array(repeating: .function(1), count: 3)
        ),
        ("\u{1B}[15~\u{1B}[24~", [.function(5), .function(12)]),
        ("\u{1B}[1;5C\u{1B}[3;2~\u{1B}O5A", [.right, .delete, .up]),
        ("\u{1B}x\u{1B}书\u{1B}\r", [.alt("x"), .alt("书"), .enter]),
        ("\u{1B}\u{1B}[A", [.escape, .up]),
        (
            "\u{1B}[200~q\rrm -rf\u{1B}[A\u{1B}[201~y",
            [.paste("q\rrm -rf\u{1B}[A"), .character("y")]
        ),
        ("\u{1B}[I\u{1B}[?1;2cz", [.character("z")]),
        ("\u{1B}[<0;3;4M\u{1B}[<0;3;4m", [.click(Point(x: 2, y: 3))]),
        ("\u{1B}[<64;9;9M\u{1B}[<65;200;60M", [.wheelUp, .wheelDown]),
        ("\u{1B}[<4;1;1M\u{1B}[<2;1;1M\u{1B}[<32;1;1M", [.click(Point(x: 0, y: 0))]),
        ("\u{1B}[M q!\u{1B}[M#qqz", [.click(Point(x: 80, y: 0)), .character("z")]),
        ("\u{1B}[<0;0;0M\u{1B}[<M", []),
        ("\u{1B}[12\u{1B}[A", [.up]),
    ]

    @Test(arguments: known.map(\.0))
    func `what terminals send becomes keys`(text: String) {
        let expected = Self.known.first { $0.0 == text }?.1
        var decoder = KeyDecoder()
        #expect(decoder.feed(Array(text.utf8)) == expected)
        #expect(!decoder.isWaiting)
    }

    @Test func `a lone escape is known once nothing follows`() {
        var decoder = KeyDecoder()
        #expect(decoder.feed([0x1B]) == [])
        #expect(decoder.isWaiting)
        #expect(decoder.flush() == [.escape])
        #expect(!decoder.isWaiting)
        #expect(decoder.feed(Array("\u{1B}[".utf8)) == [])
        #expect(decoder.flush() == [.alt("[")])
        #expect(decoder.feed(Array("\u{1B}[1;".utf8)) == [])
        #expect(decoder.flush() == [])
        #expect(decoder.feed([0x61]) == [.character("a")])
    }

    @Test func `bytes that are no text become the sign for that`() {
        var decoder = KeyDecoder()
        #expect(
            decoder.feed([0xFF, 0x61, 0xE4, 0x61]) == [
                .character("\u{FFFD}"), .character("a"), .character("\u{FFFD}"), .character("a"),
            ])
    }

    @Test func `a paste and an unfinished sequence have their bounds`() {
        var decoder = KeyDecoder()
        let long = String(repeating: "x", count: KeyDecoder.pasteLimit + 10)
        let keys = decoder.feed(Array("\u{1B}[200~\(long)\u{1B}[201~".utf8))
        #expect(keys == [.paste(String(long.prefix(KeyDecoder.pasteLimit)))])
        let endless = Array("\u{1B}[".utf8) + Array(repeating: 0x31, count: 70)
        #expect(decoder.feed(endless) == [])
        #expect(!decoder.isWaiting)
    }

    @Test(arguments: 0..<50 as Range<UInt64>)
    func `however the bytes are cut, the keys are the same`(seed: UInt64) {
        var random = SeededRandom(seed: seed)
        let texts = (0..<12).compactMap { _ in Self.known.randomElement(using: &random) }
        let bytes = Array(texts.map(\.0).joined().utf8)
        var decoder = KeyDecoder()
        var found: [Key] = []
        var start = 0
        while start < bytes.count {
            let end = min(bytes.count, start + Int.random(in: 1...5, using: &random))
            found += decoder.feed(bytes[start..<end])
            start = end
        }
        #expect(found == texts.flatMap(\.1), "seed \(seed)")
    }

    @Test func `no bytes at all make it stumble`() {
        var random = SeededRandom(seed: 5)
        var decoder = KeyDecoder()
        for _ in 0..<3_000 {
            let count = Int.random(in: 0...9, using: &random)
            let pool: [UInt8] = [0x1B, 0x5B, 0x4F, 0x7E, 0x30, 0x32, 0x41, 0xE4, 0xB8, 0x00]
            _ = decoder.feed((0..<count).compactMap { _ in pool.randomElement(using: &random) })
            if Int.random(in: 0..<4, using: &random) == 0 { _ = decoder.flush() }
        }
    }
}
