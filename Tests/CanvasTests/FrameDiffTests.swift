import Canvas
import Testing

@Suite struct FrameDiffTests {
    @Test func `frames that are equal differ in nothing`() {
        var frame = Frame(width: 20, height: 3)
        frame.put("未来架构", at: Point(x: 3, y: 1))
        #expect(FrameDiff(from: frame, to: frame).isEmpty)
    }

    @Test func `the first frame is drawn whole`() {
        let diff = FrameDiff(from: nil, to: Frame(width: 3, height: 2))
        #expect(diff.isWhole)
        #expect(diff.cellCount == 6)
    }

    @Test func `one changed digit is one cell`() {
        var old = Frame(width: 20, height: 3)
        old.put("stock 9,998", at: Point(x: 3, y: 1))
        var new = old
        new.put("7", at: Point(x: 13, y: 1))
        let diff = FrameDiff(from: old, to: new)
        #expect(diff.runs.map(\.start) == [Point(x: 13, y: 1)])
        #expect(diff.cellCount == 1)
    }

    @Test func `a changed wide character is written with both its halves`() {
        var old = Frame(width: 6, height: 1)
        old.put("书店", at: Point(x: 0, y: 0))
        var new = old
        new.put("网", at: Point(x: 2, y: 0))
        let run = FrameDiff(from: old, to: new).runs
        #expect(run.map(\.start.x) == [2])
        #expect(run.first?.cells.map(\.width) == [2, 0])
    }

    @Test(arguments: 0..<40 as Range<UInt64>)
    func `applied to the old frame the difference gives the new one`(seed: UInt64) {
        var random = SeededText(seed: seed)
        let size = Size(
            width: Int.random(in: 1...24, using: &random),
            height: Int.random(in: 1...6, using: &random))
        var shown = Frame(size)
        for step in 0..<60 {
            let old = shown
            var new = old
            for _ in 0..<4 { scribble(on: &new, &random) }
            let diff = FrameDiff(from: old, to: new)
            diff.apply(to: &shown)
            #expect(shown == new, "seed \(seed), step \(step)")
            #expect(isWhole(new), "seed \(seed), step \(step): a torn wide character")
            #expect(diff.runs.allSatisfy { begins($0) }, "seed \(seed), step \(step)")
            #expect(new.rows.allSatisfy { DisplayWidth.standard.columns(of: $0) == size.width })
        }
    }

    private func scribble(on frame: inout Frame, _ random: inout SeededText) {
        let x = Int.random(in: -3...frame.width, using: &random)
        let y = Int.random(in: -1...frame.height, using: &random)
        let area = Rect(
            x: x, y: y, width: Int.random(in: 0...12, using: &random),
            height: Int.random(in: 0...3, using: &random))
        let style = Style(Role.allCases.randomElement(using: &random) ?? .plain)
        switch Int.random(in: 0..<6, using: &random) {
        case 0: frame.fill(area, with: "+", style: style)
        case 1: frame.restyle(area, as: style)
        case 2: frame.box(area, style: style, title: random.text(longest: 5))
        case 3:
            frame.put(random.text(longest: 9), in: area, style: style, align: .right)
        default:
            frame.put(
                random.text(longest: 12), at: Point(x: x, y: y), style: style,
                maxWidth: Bool.random(using: &random) ? nil : area.width)
        }
    }

    /// Every left half is followed by its right half, in the same style.
    private func isWhole(_ frame: Frame) -> Bool {
        (0..<frame.height).allSatisfy { y in
            (0..<frame.width).allSatisfy { x in
                switch frame[x, y].width {
                case 2:
                    x + 1 < frame.width && frame[x + 1, y].isContinuation
                        && frame[x + 1, y].style == frame[x, y].style
                case 0: x > 0 && frame[x - 1, y].width == 2
                default: true
                }
            }
        }
    }

    private func begins(_ run: FrameDiff.Run) -> Bool {
        run.cells.first?.width != 0 && run.cells.last?.width != 2
    }
}
