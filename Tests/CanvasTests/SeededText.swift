import TestSupport

/// Random text of all the kinds that differ in width.
struct SeededText: RandomNumberGenerator {
    private static let pool: [String] = [
        "a", "Z", "9", " ", ",", ".", "(", "-", "未", "来", "架", "，", "。", "（", "）", "「", "」",
        "é", "e\u{301}", "─", "…", "“", "”", "👩‍💻", "👍🏽", "한", "\u{1B}", "\t", "\u{200B}",
    ]
    private var random: SeededRandom

    init(seed: UInt64) {
        random = SeededRandom(seed: seed)
    }

    mutating func next() -> UInt64 {
        random.next()
    }

    /// At most `longest` characters.
    mutating func text(longest: Int) -> String {
        let count = Int.random(in: 0...longest, using: &random)
        return (0..<count).map { _ in
            Self.pool[Int.random(in: 0..<Self.pool.count, using: &random)]
        }.joined()
    }
}
