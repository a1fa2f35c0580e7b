import Wire

/// How numbers and times are written on the screen.
enum Numbers {
    /// `9,998`
    static func grouped(_ number: Int) -> String {
        let digits = String(number.magnitude)
        var text = number < 0 ? "-" : ""
        for (index, digit) in digits.enumerated() {
            if index > 0, (digits.count - index).isMultiple(of: 3) { text.append(",") }
            text.append(digit)
        }
        return text
    }

    /// `09:41:02` from milliseconds since 1970 and a time zone.
    static func clock(_ milliseconds: Int64, secondsFromUTC: Int) -> String {
        let seconds = Int(milliseconds / 1_000) + secondsFromUTC
        let day = ((seconds % 86_400) + 86_400) % 86_400
        return [day / 3_600, day / 60 % 60, day % 60].map { two($0) }.joined(separator: ":")
    }

    /// `1.9` from microseconds: milliseconds with three digits at most.
    static func milliseconds(_ microseconds: Int) -> String {
        let tenths = (microseconds + 50) / 100
        return tenths < 1_000 ? "\(tenths / 10).\(tenths % 10)" : grouped((tenths + 5) / 10)
    }

    /// `14.2 MB` from bytes.
    static func megabytes(_ bytes: Int) -> String {
        let tenths = (bytes + 50_000) / 100_000
        return "\(grouped(tenths / 10)).\(tenths % 10) MB"
    }

    /// `0.4` from tenths.
    static func tenths(_ tenths: Int) -> String {
        "\(tenths / 10).\(tenths % 10)"
    }

    /// `12.4`, `0.35`, `1,250`: a measured number with three digits at most behind a few.
    static func measured(_ value: Double) -> String {
        guard value.isFinite, value.magnitude < 1e15 else { return "\(value)" }
        if value.magnitude >= 100 || value == value.rounded() {
            return grouped(Int(value.rounded()))
        }
        let digits = value.magnitude >= 10 ? 1 : value.magnitude >= 0.1 ? 2 : 4
        let scale = digits == 1 ? 10 : digits == 2 ? 100 : 10_000
        let scaled = Int((value.magnitude * Double(scale)).rounded())
        let rest = String(scaled % scale)
        let padded = String(repeating: "0", count: digits - rest.count) + rest
        return (value < 0 ? "-" : "") + grouped(scaled / scale) + "." + padded
    }

    private static func two(_ number: Int) -> String {
        number < 10 ? "0\(number)" : String(number)
    }
}
