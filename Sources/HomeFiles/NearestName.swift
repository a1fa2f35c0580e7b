/// Finds the name a person probably meant.
enum NearestName {
    /// The known name with the fewest edits, when they are few for its length; the first of equals.
    static func of(_ name: String, among known: [String]) -> String? {
        let lowered = name.lowercased()
        let ranked = known.enumerated().map { index, candidate in
            (distance(lowered, candidate.lowercased()), index, candidate)
        }
        guard let best = ranked.min(by: { ($0.0, $0.1) < ($1.0, $1.1) }) else { return nil }
        return best.0 <= max(1, min(name.count, best.2.count) / 3) ? best.2 : nil
    }

    /// Edits between two names, a swap of neighbours counting as one; beyond 64 characters cut.
    private static func distance(_ left: String, _ right: String) -> Int {
        let (left, right) = (Array(left.prefix(64)), Array(right.prefix(64)))
        var older: [Int] = []
        var previous = Array(0...right.count)
        for row in left.indices {
            var current = [row + 1]
            for column in right.indices {
                let same = left[row] == right[column]
                var best = min(previous[column] + (same ? 0 : 1), previous[column + 1] + 1)
                best = min(best, current[column] + 1)
                if row > 0, column > 0, left[row] == right[column - 1],
                    left[row - 1] == right[column]
                {
                    best = min(best, older[column - 1] + 1)
                }
                current.append(best)
            }
            older = previous
            previous = current
        }
        return previous[right.count]
    }
}
