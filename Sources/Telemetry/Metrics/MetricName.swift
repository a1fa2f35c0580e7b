/// Names of metrics and labels, ours with dots and as Prometheus demands them.
///
/// Source: Prometheus, "Data model" and the exposition formats: names are `[a-zA-Z_:][a-zA-Z0-9_:]*`,
/// labels the same without colons. Of version 3 on, names may have any characters when they are quoted.
public enum MetricName {
    /// A name as the workshop keeps it: letters, digits, `_` and dots, beginning with a letter or `_`;
    /// whatever else becomes `_`.
    public static func clean(_ name: String) -> String {
        replacing(name) { isWord($0) || $0 == UInt8(ascii: ".") }
    }

    /// A name as old Prometheus takes it: dots are `_` too.
    public static func escaped(_ name: String) -> String {
        replacing(name, isWord)
    }

    /// The name of a label.
    static func label(_ name: String) -> String {
        replacing(name, isWord)
    }

    /// The family's name with its unit, which OpenMetrics wants at the end: the name's last word, or
    /// added to it.
    public static func family(_ name: String, _ unit: MetricUnit?) -> String {
        guard let unit, !name.hasSuffix("_\(unit.rawValue)") else { return name }
        return "\(name)_\(unit.rawValue)"
    }

    private static func isWord(_ byte: UInt8) -> Bool {
        switch byte {
        case 48...57, 65...90, 97...122, 95: true
        default: false
        }
    }

    private static func replacing(_ name: String, _ allowed: (UInt8) -> Bool) -> String {
        let first = name.utf8.first ?? 48
        if !(48...57).contains(first), name.utf8.allSatisfy(allowed) { return name }
        var bytes = name.utf8.map { allowed($0) ? $0 : UInt8(ascii: "_") }
        if bytes.first.map({ (48...57).contains($0) }) ?? true { bytes.insert(95, at: 0) }
        return String(decoding: bytes, as: UTF8.self)
    }
}
