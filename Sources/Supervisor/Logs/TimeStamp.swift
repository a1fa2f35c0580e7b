/// A moment as log files write it: `2026-07-01T09:30:00.250Z`, in universal time.
struct TimeStamp: CustomStringConvertible {
    let description: String

    /// - Parameter milliseconds: since 1970.
    init(milliseconds: Int64) {
        let day = Int64(86_400_000)
        let days = Int((milliseconds - ((milliseconds % day) + day) % day) / day)
        let rest = Int(milliseconds - Int64(days) * day)
        let (year, month, dayOfMonth) = Self.date(daysSince1970: days)
        let time = [rest / 3_600_000, rest / 60_000 % 60, rest / 1_000 % 60]
            .map { Self.padded($0, 2) }.joined(separator: ":")
        description =
            "\(Self.padded(year, 4))-\(Self.padded(month, 2))-\(Self.padded(dayOfMonth, 2))"
            + "T\(time).\(Self.padded(rest % 1_000, 3))Z"
    }

    /// The Gregorian calendar by Howard Hinnant's `civil_from_days`: years begin in March, so that
    /// the leap day is the last of its year.
    private static func date(daysSince1970: Int) -> (year: Int, month: Int, day: Int) {
        let days = daysSince1970 + 719_468
        let era = (days >= 0 ? days : days - 146_096) / 146_097
        let dayOfEra = days - era * 146_097
        let yearOfEra =
            (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shifted = (5 * dayOfYear + 2) / 153
        let month = shifted < 10 ? shifted + 3 : shifted - 9
        let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
        return (year, month, dayOfYear - (153 * shifted + 2) / 5 + 1)
    }

    private static func padded(_ number: Int, _ width: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
}
