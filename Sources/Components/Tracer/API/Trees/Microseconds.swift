/// Durations as people read them.
public enum Microseconds {
    /// `870 µs`, `12.3 ms`, `1.25 s`.
    public static func text(_ microseconds: Int64) -> String {
        switch microseconds {
        case ..<1_000: "\(microseconds) µs"
        case ..<10_000: "\(fraction(microseconds, 1_000, 2)) ms"
        case ..<100_000: "\(fraction(microseconds, 1_000, 1)) ms"
        case ..<1_000_000: "\(microseconds / 1_000) ms"
        default: "\(fraction(microseconds, 1_000_000, 2)) s"
        }
    }

    private static func fraction(_ number: Int64, _ unit: Int64, _ digits: Int) -> String {
        let scale: Int64 = digits == 1 ? 10 : 100
        let part = String(number % unit * scale / unit)
        return "\(number / unit)." + String(repeating: "0", count: digits - part.count) + part
    }
}
