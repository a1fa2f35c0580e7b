import Canvas
import Testing

@Suite struct DisplayWidthTests {
    @Test(arguments: [
        ("", 0), ("shop", 4), ("未来架构: 从服务化", 18), ("，。（）", 8), ("─│…·→●✓“”", 9),
        ("é", 1), ("e\u{301}", 1), ("한국", 4), ("👩‍💻", 2), ("👍🏽", 2), ("✔\u{FE0F}", 1),
        ("ﾊﾝ", 2), ("\u{300}", 0), ("𠀀", 2), ("¥", 1),
    ])
    func `text takes the columns a terminal gives it`(text: String, columns: Int) {
        #expect(DisplayWidth.standard.columns(of: text) == columns)
    }

    @Test func `ambiguous characters are wide when the terminal says so`() {
        let wide = DisplayWidth(ambiguousWide: true)
        #expect(wide.columns(of: "─●…“×°") == 12)
        #expect(wide.columns(of: "aé书") == 5)
    }

    @Test func `fitted text has exactly the columns asked for`() {
        let widths = DisplayWidth.standard
        #expect(widths.fitted("书", to: 5) == "书   ")
        #expect(widths.fitted("99.00", to: 8, .right) == "   99.00")
        #expect(widths.fitted("云原生Java", to: 6) == "云原… ")
        #expect(widths.fitted("云原生", to: 1) == "…")
        #expect(widths.fitted("云", to: 0) == "")
    }

    @Test func `fitted text is as wide as asked for, whatever it holds`() {
        var random = SeededText(seed: 7)
        for _ in 0..<2_000 {
            let text = random.text(longest: 30)
            let width = Int.random(in: 0...20, using: &random)
            let fitted = DisplayWidth.standard.fitted(text, to: width)
            #expect(DisplayWidth.standard.columns(of: fitted) == width, "seed 7: \(text)")
        }
    }
}
