import Testing

@testable import Supervisor

@Suite struct LineSplitterTests {
    @Test func `lines arrive in pieces and come out whole`() {
        var splitter = LineSplitter()
        #expect(splitter.append(Array("first li".utf8)).isEmpty)
        #expect(
            splitter.append(Array("ne\nsecond\r\n\nrest".utf8)) == ["first line", "second", ""])
        #expect(splitter.finish() == "rest")
        #expect(splitter.finish() == nil)
    }

    @Test func `a character cut between two reads is not broken`() {
        var splitter = LineSplitter()
        let bytes = Array("书店\n".utf8)
        #expect(splitter.append(bytes[..<2]).isEmpty)
        #expect(splitter.append(bytes[2...]) == ["书店"])
    }

    @Test func `nothing in a line can steer a terminal`() {
        var splitter = LineSplitter()
        let lines = splitter.append(
            Array("\u{1B}[2J\u{7}a\tb\u{9B}c\u{202E}d\u{7F}\n".utf8) + [0xFF, 0x0A])
        #expect(
            lines == [
                "\u{FFFD}[2J\u{FFFD}a b\u{FFFD}c\u{FFFD}d\u{FFFD}", "\u{FFFD}",
            ])
    }

    @Test func `a line is cut at 4096 bytes and the next one is whole`() {
        var splitter = LineSplitter()
        let long = String(repeating: "x", count: 100_000)
        let lines = splitter.append(Array("\(long)\nnext\n".utf8))
        #expect(lines.count == 2)
        #expect(lines.first?.utf8.count == 4_096)
        #expect(lines.first?.hasSuffix("x…") == true)
        #expect(lines.last == "next")
    }

    @Test func `a line of exactly 4096 bytes is kept whole`() {
        let line = String(repeating: "x", count: 4_096)
        #expect(LineSplitter.clean(Array(line.utf8)) == line)
        #expect(LineSplitter.clean(Array((line + "x").utf8)).utf8.count == 4_096)
    }

    @Test func `bytes that are no text grow no line beyond its bound`() {
        let clean = LineSplitter.clean([UInt8](repeating: 0xFF, count: 4_096))
        #expect(clean.utf8.count <= 4_096)
    }
}
