/// A moment as ISO 8601 in UTC with milliseconds: `2019-06-24T01:20:00.123Z`.
///
/// The date is computed with Howard Hinnant's `civil_from_days` (chrono-Compatible Low-Level Date
/// Algorithms), so that no calendar library is needed.
public struct Timestamp: Equatable, Sendable, CustomStringConvertible {
    /// Milliseconds since 1970, not negative.
    public let milliseconds: Int64

    /// A moment; negative values count as 0.
    public init(milliseconds: Int64) {
        self.milliseconds = max(0, milliseconds)
    }

    /// The text form.
    public var description: String {
        let seconds = milliseconds / 1_000
        let (year, month, day) = date(ofDay: seconds / 86_400)
        let second = seconds % 86_400
        return "\(padded(year, 4))-\(padded(month, 2))-\(padded(day, 2))"
            + "T\(padded(second / 3_600, 2)):\(padded(second / 60 % 60, 2)):\(padded(second % 60, 2))"
            + ".\(padded(milliseconds % 1_000, 3))Z"
    }

    private func date(ofDay day: Int64) -> (year: Int64, month: Int64, day: Int64) {
        let shifted = day + 719_468
        let era = shifted / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra =
            (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
        return (year, month, dayOfYear - (153 * shiftedMonth + 2) / 5 + 1)
    }

    private func padded(_ number: Int64, _ width: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
}
