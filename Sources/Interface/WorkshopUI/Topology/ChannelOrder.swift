/// In which column between two layers each caller's edges run up and down, from left to right.
struct ChannelOrder: Equatable {
    /// Callers, by their items, with a channel.
    let columns: [Int]

    /// All orders are tried for so many callers; beyond, they are ordered by their rows.
    private static let limit = 6

    /// The order with the fewest crossings.
    init(_ segments: [LayerOrder.Segment], _ rows: RowPlacing) {
        let bent = segments.filter { rows.exit(of: $0) != rows.entry(of: $0) }
        var callers: [Int] = []
        for segment in bent where !callers.contains(segment.from) { callers.append(segment.from) }
        callers.sort { rows.top[$0] > rows.top[$1] }
        guard callers.count <= Self.limit else {
            columns = callers
            return
        }
        var best = callers
        var least = Int.max
        for order in Self.permutations(callers) {
            let cost = Self.cost(order, segments, rows)
            if cost < least {
                least = cost
                best = order
            }
        }
        columns = best
    }

    /// Crossings, and ten for every two edges that would lie on each other.
    private static func cost(
        _ order: [Int], _ segments: [LayerOrder.Segment], _ rows: RowPlacing
    ) -> Int {
        func column(_ segment: LayerOrder.Segment) -> Int {
            order.firstIndex(of: segment.from) ?? -1
        }
        var cost = 0
        for first in segments {
            for second in segments where first.from != second.from {
                let low = min(rows.exit(of: second), rows.entry(of: second))
                let high = max(rows.exit(of: second), rows.entry(of: second))
                guard low < high else { continue }
                let exit = rows.exit(of: first)
                let entry = rows.entry(of: first)
                let isStraight = exit == entry
                let meets = column(second)
                if low <= exit, exit <= high, isStraight || meets < column(first) {
                    cost += exit == rows.entry(of: second) ? 10 : 1
                }
                if !isStraight, low <= entry, entry <= high, meets > column(first) {
                    cost += entry == rows.exit(of: second) ? 10 : 1
                }
            }
        }
        return cost
    }

    private static func permutations(_ items: [Int]) -> [[Int]] {
        guard items.count > 1 else { return [items] }
        return items.indices.flatMap { index in
            var rest = items
            let first = rest.remove(at: index)
            return permutations(rest).map { [first] + $0 }
        }
    }
}
