import Canvas
import TestSupport
import Testing

@testable import WorkshopUI

/// Where nodes and edges of a graph stand.
@Suite struct LayeredLayoutTests {
    private typealias Edge = LayeredLayout.Edge

    private func nodes(_ count: Int, height: Int = 1) -> [LayeredLayout.Node] {
        (0..<count).map { .init(name: "n\($0)", width: 4, height: height) }
    }

    /// Reads `0>1 1>2`.
    private func edges(_ text: String, label: Int = 0) -> [Edge] {
        text.split(separator: " ").map { pair in
            let ends = pair.split(separator: ">").compactMap { Int($0) }
            return Edge(from: ends[0], to: ends[1], label: label)
        }
    }

    private func columns(_ layout: LayeredLayout) -> [Int] {
        let starts = Set(layout.places.map(\.x)).sorted()
        return layout.places.map { starts.firstIndex(of: $0.x) ?? -1 }
    }

    @Test func `callers stand left of whom they call, each behind its last caller`() {
        #expect(columns(.init(nodes(4), edges("0>1 1>2 0>2 2>3"), width: 80)) == [0, 1, 2, 3])
    }

    @Test func `who is never called stands right before whom it calls`() {
        #expect(columns(.init(nodes(4), edges("0>1 1>2 3>2"), width: 80)) == [0, 1, 2, 1])
    }

    @Test func `an edge that closes a cycle is drawn backwards`() {
        let layout = LayeredLayout(nodes(3), edges("0>1 1>2 2>0"), width: 80)
        #expect(columns(layout) == [0, 1, 2])
        #expect(layout.routes.filter(\.isReversed).map(\.edge) == [2])
    }

    @Test func `a node that calls itself has no edge, and no nodes are no picture`() {
        #expect(LayeredLayout(nodes(1), edges("0>0"), width: 80).routes == [])
        #expect(LayeredLayout([], [], width: 80).size == Size(width: 0, height: 0))
    }

    @Test func `an edge goes level and upright only, from its caller's end to its called one's`() {
        let layout = LayeredLayout(nodes(4), edges("0>1 0>2 0>3 1>3"), width: 80)
        let ends = edges("0>1 0>2 0>3 1>3")
        for route in layout.routes {
            for (from, to) in zip(route.points, route.points.dropFirst()) {
                #expect(from.x == to.x || from.y == to.y, "\(route)")
                #expect(to.x >= from.x, "\(route)")
            }
            let from = layout.places[ends[route.edge].from]
            let to = layout.places[ends[route.edge].to]
            #expect(route.points.first == Point(x: from.endX, y: from.y))
            #expect(route.points.last?.x == to.x - 1)
        }
    }

    @Test func `two parents of two children swap rather than cross`() {
        let layout = LayeredLayout(nodes(4), edges("0>3 1>2"), width: 80)
        let isStraight = layout.routes.allSatisfy { Set($0.points.map(\.y)).count == 1 }
        #expect(isStraight, "\(layout.routes)")
    }

    @Test func `a label has room before the arrow`() {
        let layout = LayeredLayout(nodes(2), edges("0>1", label: 9), width: 0)
        #expect(layout.places[1].x - layout.places[0].endX >= 9 + 4)
    }

    @Test func `edges that share an entry arrive in one row, others each in their own`() {
        let own = LayeredLayout(nodes(3), edges("0>2 1>2"), width: 80)
        #expect(Set(own.routes.compactMap { $0.points.last?.y }).count == 2)
        let shared = edges("0>2 1>2").map { Edge(from: $0.from, to: $0.to, sharesEntry: true) }
        let together = LayeredLayout(nodes(3), shared, width: 80)
        #expect(Set(together.routes.compactMap { $0.points.last?.y }).count == 1)
    }

    @Test(arguments: 0..<60)
    func `no two nodes overlap, no edge runs through one, and the same graph is the same picture`(
        seed: UInt64
    ) {
        var random = SeededRandom(seed: seed)
        let count = Int.random(in: 1...12, using: &random)
        let drawn = nodes(count).map { node in
            var node = node
            node.width = Int.random(in: 1...14, using: &random)
            node.height = Int.random(in: 1...4, using: &random)
            return node
        }
        let calls = (0..<Int.random(in: 0...18, using: &random)).map { _ in
            Edge(
                from: Int.random(in: 0..<count, using: &random),
                to: Int.random(in: 0..<count, using: &random),
                label: Int.random(in: 0...8, using: &random),
                sharesEntry: Bool.random(using: &random)
            )
        }
        let layout = LayeredLayout(drawn, calls, width: 100)
        #expect(layout == LayeredLayout(drawn, calls, width: 100))
        for (index, place) in layout.places.enumerated() {
            #expect(place.x >= 0 && place.y >= 0, "seed \(seed)")
            #expect(place.endX <= layout.size.width && place.endY <= layout.size.height)
            for other in layout.places[(index + 1)...] {
                let isApart =
                    place.endX <= other.x || other.endX <= place.x || place.endY <= other.y
                    || other.endY <= place.y
                #expect(isApart, "seed \(seed): \(place) \(other)")
            }
        }
        for route in layout.routes {
            for point in cells(of: route) {
                let hit = layout.places.first {
                    point.x >= $0.x && point.x < $0.endX && point.y >= $0.y && point.y < $0.endY
                }
                #expect(hit == nil, "seed \(seed): \(route) \(layout.places)")
            }
        }
    }

    private func cells(of route: LayeredLayout.Route) -> [Point] {
        zip(route.points, route.points.dropFirst()).flatMap { from, to -> [Point] in
            if from.y == to.y {
                return (min(from.x, to.x)...max(from.x, to.x)).map { Point(x: $0, y: from.y) }
            }
            return (min(from.y, to.y)...max(from.y, to.y)).map { Point(x: from.x, y: $0) }
        }
    }
}
