import Canvas
import Testing

@Suite struct FrameTests {
    @Test func `text stands where it was put`() {
        var frame = Frame(width: 8, height: 2)
        #expect(frame.put("shop", at: Point(x: 2, y: 1)) == 4)
        #expect(frame.rows == ["        ", "  shop  "])
    }

    @Test func `a wide character is never cut at the edge`() {
        var frame = Frame(width: 5, height: 1)
        frame.fill(frame.bounds, with: "x")
        frame.put("未来架构", at: Point(x: 0, y: 0))
        #expect(frame.rows == ["未来 "])
        #expect(frame[1, 0].isContinuation)
        #expect(frame[4, 0] == .blank())
    }

    @Test func `cut text says so within its room`() {
        var frame = Frame(width: 12, height: 3)
        frame.put("Cloud Native Go", in: Rect(x: 1, y: 0, width: 8, height: 1))
        frame.put("未来架构", in: Rect(x: 1, y: 1, width: 6, height: 1))
        frame.put("未来架构", in: Rect(x: 1, y: 2, width: 7, height: 1))
        #expect(frame.rows == [" Cloud N…   ", " 未来…      ", " 未来架…    "])
    }

    @Test func `numbers stand at the right of their area`() {
        var frame = Frame(width: 10, height: 3)
        let area = Rect(x: 1, y: 0, width: 8, height: 3)
        frame.put("9,998", in: area, row: 0, align: .right)
        frame.put("二", in: area, row: 1, align: .centre)
        frame.put("beyond", in: area, row: 3)
        #expect(frame.rows == ["    9,998 ", "    二    ", "          "])
    }

    @Test func `overwriting half of a wide character blanks the other half`() {
        var frame = Frame(width: 6, height: 2)
        for y in 0..<2 { frame.put("书店网", at: Point(x: 0, y: y)) }
        frame.put("x", at: Point(x: 3, y: 0))
        frame.put("架", at: Point(x: 1, y: 1))
        #expect(frame.rows == ["书 x网", " 架 网"])
    }

    @Test func `nothing outside the frame is drawn`() {
        var frame = Frame(width: 4, height: 2)
        frame.put("网格计算", at: Point(x: -1, y: 0))
        frame.put("no", at: Point(x: 0, y: 2))
        frame.put("no", at: Point(x: 4, y: 1))
        frame.put("no", at: Point(x: 1, y: -1))
        frame.fill(Rect(x: 2, y: 1, width: 90, height: 90), with: "#")
        frame.box(Rect(x: 3, y: 1, width: 9, height: 9))
        #expect(frame.rows == [" 格 ", "  #╭"])
    }

    @Test func `an empty frame takes everything and shows nothing`() {
        var frame = Frame(width: 0, height: 0)
        frame.put("x", at: Point(x: 0, y: 0))
        frame.put("x", in: frame.bounds)
        frame.box(frame.bounds, title: "x")
        frame.horizontalRule(at: Point(x: 0, y: 0), length: 9)
        frame.restyle(frame.bounds, as: .selected)
        #expect(frame.rows == [])
    }

    @Test func `a box has a title and keeps its inside`() {
        var frame = Frame(width: 14, height: 3)
        frame.put("未来", at: Point(x: 1, y: 1))
        frame.box(frame.bounds, title: "orders of all")
        #expect(frame.rows == ["╭─ orders … ─╮", "│未来        │", "╰────────────╯"])
    }

    @Test func `rules run both ways and in ASCII too`() {
        var frame = Frame(width: 4, height: 3, glyphs: .ascii)
        frame.horizontalRule(at: Point(x: 0, y: 1), length: 4)
        frame.verticalRule(at: Point(x: 2, y: 0), length: 3)
        frame.put("long text", in: frame.bounds)
        #expect(frame.rows == ["lon~", "--|-", "  | "])
    }

    @Test func `a selected row keeps its text and both halves of its characters`() {
        var frame = Frame(width: 6, height: 1)
        frame.put("a书b", at: Point(x: 0, y: 0), style: .holds)
        frame.restyle(Rect(x: 2, y: 0, width: 2, height: 1), as: .selected)
        #expect(
            (0..<6).map { frame[$0, 0].style.role } == [
                .holds, .selected, .selected, .selected, .plain, .plain,
            ])
        #expect(frame.rows == ["a书b  "])
    }

    @Test func `control characters cannot reach the terminal`() {
        var frame = Frame(width: 12, height: 1)
        frame.put("a\u{1B}[31m\tb\u{9B}c\u{202E}d", at: Point(x: 0, y: 0))
        #expect(frame.rows == ["a [31m b cd "])
    }

    @Test func `marks stay on their letters and take no column`() {
        var frame = Frame(width: 4, height: 1)
        frame.put("e\u{301}te\u{323}\u{302}\u{308}\u{308}!", at: Point(x: 0, y: 0))
        #expect(frame.rows == ["e\u{301}te\u{323}\u{302}!"])
        #expect(frame[0, 0].text == "e\u{301}")
    }
}
