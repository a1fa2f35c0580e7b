import Canvas
import Testing

@Suite struct RectTests {
    private let area = Rect(x: 2, y: 1, width: 20, height: 10)

    @Test func `an area splits at each edge, with a gap between the parts`() {
        let left = area.split(.left, 5, gap: 1)
        #expect(left.part == Rect(x: 2, y: 1, width: 5, height: 10))
        #expect(left.rest == Rect(x: 8, y: 1, width: 14, height: 10))
        let right = area.split(.right, 5, gap: 1)
        #expect(right.part == Rect(x: 17, y: 1, width: 5, height: 10))
        #expect(right.rest == Rect(x: 2, y: 1, width: 14, height: 10))
        let bottom = area.split(.bottom, 1)
        #expect(bottom.part == Rect(x: 2, y: 10, width: 20, height: 1))
        #expect(bottom.rest == Rect(x: 2, y: 1, width: 20, height: 9))
        let top = area.split(.top, fraction: 0.5)
        #expect(top.part == Rect(x: 2, y: 1, width: 20, height: 5))
        #expect(top.rest == Rect(x: 2, y: 6, width: 20, height: 5))
    }

    @Test(arguments: Edge.allCases)
    func `a split never gives more than there is`(edge: Edge) {
        for length in -3...40 {
            for gap in 0...3 {
                let (part, rest) = area.split(edge, length, gap: gap)
                #expect(area.intersection(part) == part)
                #expect(area.intersection(rest) == rest)
                #expect(part.intersection(rest).isEmpty)
            }
        }
    }

    @Test func `insets and dialogs stay inside`() {
        #expect(area.inset(by: 2) == Rect(x: 4, y: 3, width: 16, height: 6))
        #expect(area.inset(by: 99).isEmpty)
        #expect(area.centred(Size(width: 10, height: 4)) == Rect(x: 7, y: 4, width: 10, height: 4))
        #expect(area.centred(Size(width: 99, height: 99)) == area)
        #expect(area.row(9) == Rect(x: 2, y: 10, width: 20, height: 1))
        #expect(area.row(10).isEmpty)
    }
}
