import Foundation
import LookoutCore

/// Moments and lengths as Prometheus's API takes them.
enum QueryTime {
    /// `1561339200.5` or `2019-06-24T01:20:00Z`, as milliseconds; nil for anything else.
    static func milliseconds(of text: String) -> Int64? {
        if let seconds = Double(text) {
            let milliseconds = (seconds * 1_000).rounded()
            return abs(milliseconds) < 9e15 ? Int64(milliseconds) : nil
        }
        for fractions in [false, true] {
            let style = Date.ISO8601FormatStyle(includingFractionalSeconds: fractions)
            if let date = try? style.parse(text) {
                return Int64((date.timeIntervalSince1970 * 1_000).rounded())
            }
        }
        return nil
    }

    /// `15`, `0.5` or `1m`, as milliseconds above 0; nil for anything else.
    static func length(of text: String) -> Int64? {
        if let seconds = Double(text) {
            let milliseconds = (seconds * 1_000).rounded()
            return milliseconds >= 1 && milliseconds < 9e12 ? Int64(milliseconds) : nil
        }
        return TimeSpan.milliseconds(of: text)
    }
}
