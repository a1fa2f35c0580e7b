import Canvas
import Testing

@Suite struct TextWrapTests {
    @Test func `English breaks between words`() {
        let lines = TextWrap(width: 20).lines(
            of: "The account runs, but nobody can find it: don't look (yet) at foo(bar).")
        #expect(
            lines == [
                "The account runs,", "but nobody can find", "it: don't look (yet)",
                "at foo(bar).",
            ])
    }

    @Test func `Chinese breaks anywhere but before closing punctuation`() {
        let lines = TextWrap(width: 10).lines(of: "账户服务在运行，但没有人找得到它。")
        #expect(lines == ["账户服务在", "运行，但没", "有人找得到", "它。"])
        #expect(TextWrap(width: 8).lines(of: "账户服务，好") == ["账户服", "务，好"])
    }

    @Test func `opening punctuation goes with what it opens`() {
        #expect(TextWrap(width: 6).lines(of: "书店（云）") == ["书店", "（云）"])
        #expect(TextWrap(width: 5).lines(of: "见“书店”页") == ["见“书", "店”页"])
    }

    @Test func `Chinese and Latin share a line`() {
        #expect(
            TextWrap(width: 16).lines(of: "打开 account.yaml，把 binding 改成 bolt。") == [
                "打开", "account.yaml，把", "binding 改成", "bolt。",
            ])
    }

    @Test func `a word longer than the line is cut`() {
        #expect(
            TextWrap(width: 6).lines(of: "see BalanceMngFacade now") == [
                "see", "Balanc", "eMngFa", "cade", "now",
            ])
    }

    @Test func `line feeds, leading blanks and a hanging indent are kept`() {
        #expect(
            TextWrap(width: 9, indent: 2).lines(of: "- one two three\n\n  four five") == [
                "- one two", "  three", "", "  four", "  five",
            ])
    }

    @Test func `no line is too wide, nothing is lost, no comma starts a line`() {
        var random = SeededText(seed: 11)
        for _ in 0..<2_000 {
            let text = random.text(longest: 60)
            let width = Int.random(in: 1...20, using: &random)
            let lines = TextWrap(width: width).lines(of: text)
            let widest = lines.map { DisplayWidth.standard.columns(of: $0) }.max() ?? 0
            #expect(widest <= max(2, width), "seed 11: \(text)")
            #expect(solid(lines.joined()) == solid(text), "seed 11: \(text)")
        }
    }

    @Test func `closing punctuation never starts a line of Chinese`() {
        var random = SeededText(seed: 12)
        for _ in 0..<500 {
            let text = (0..<30).map { _ in
                ["账", "户", "服", "务，", "行。", "（云", "Go", "」"].randomElement(using: &random) ?? ""
            }.joined()
            for line in TextWrap(width: 24).lines(of: text).dropFirst() {
                let first = line.first ?? "账"
                #expect(!"，。）」".contains(first) || line.count > 6, "seed 12: \(text)")
            }
        }
    }

    /// What is drawn of a text, blanks aside.
    private func solid(_ text: String) -> String {
        var result = ""
        for piece in DisplayWidth.standard.pieces(of: text) { piece.glyph.write(to: &result) }
        return result.filter { $0 != " " }
    }
}
