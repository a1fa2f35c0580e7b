/// Durations as queries write them: `90s`, `1h30m`, `500ms`.
public enum TimeSpan {
    private static let units: [(name: String, milliseconds: Int64)] = [
        ("ms", 1), ("s", 1_000), ("m", 60_000), ("h", 3_600_000), ("d", 86_400_000),
        ("w", 604_800_000), ("y", 31_536_000_000),
    ]

    /// Milliseconds, above 0; nil for what is no duration. Larger units come first.
    public static func milliseconds(of text: String) -> Int64? {
        var rest = Substring(text)
        var total: Int64 = 0
        var last = Int64.max
        while !rest.isEmpty {
            let digits = rest.prefix { $0.isASCII && $0.isNumber }
            rest = rest[digits.endIndex...]
            let letters = rest.prefix { $0.isASCII && $0.isLetter }
            rest = rest[letters.endIndex...]
            guard let unit = units.first(where: { $0.name == letters })?.milliseconds,
                unit < last, let count = Int64(digits), count < 1_000_000_000
            else { return nil }
            total += count * unit
            last = unit
        }
        return total > 0 ? total : nil
    }
}
