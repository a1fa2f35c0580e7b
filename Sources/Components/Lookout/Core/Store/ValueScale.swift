/// How numbers become whole numbers without losing a bit: counts are whole, times are whole
/// nanoseconds.
enum ValueScale: UInt8, CaseIterable, Sendable {
    case ones
    case thousandths
    case millionths
    case billionths

    private var factor: Double {
        switch self {
        case .ones: 1
        case .thousandths: 1e3
        case .millionths: 1e6
        case .billionths: 1e9
        }
    }

    /// The whole number that gives back exactly this value; nil when there is none.
    func whole(_ value: Double) -> Int64? {
        let scaled = (value * factor).rounded()
        guard abs(scaled) <= 9_007_199_254_740_992 else { return nil }
        let whole = Int64(scaled)
        return self.value(whole).bitPattern == value.bitPattern ? whole : nil
    }

    /// The value of a whole number.
    func value(_ whole: Int64) -> Double { Double(whole) / factor }

    /// The smallest scale that holds a value exactly.
    static func fitting(_ value: Double) -> ValueScale? {
        allCases.first { $0.whole(value) != nil }
    }
}
