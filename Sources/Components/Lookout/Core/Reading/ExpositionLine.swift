/// A line of an exposition: Prometheus text or OpenMetrics, names quoted or not.
enum ExpositionLine: Equatable {
    /// `name{labels} value`, the first part still as it stands: the same bytes are the same series.
    case sample(key: Range<Int>, value: Double)
    case help(family: String, text: String)
    case type(family: String, type: String)
    case unit(family: String, unit: String)
    case nothing
    case fault
}

/// Cuts an exposition into lines and samples, quickly: it is done for every component each second.
struct ExpositionScanner {
    let bytes: [UInt8]
    private var position = 0
    /// The line read last, from 1.
    private(set) var lineNumber = 0

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    /// The next line; nil at the end.
    mutating func next() -> ExpositionLine? {
        guard position < bytes.count else { return nil }
        let start = position
        let end = bytes[start...].firstIndex(of: 10) ?? bytes.count
        position = end + 1
        lineNumber += 1
        var content = start..<end
        if let last = content.last, bytes[last] == 13 { content = start..<last }
        guard let first = content.first else { return .nothing }
        return bytes[first] == UInt8(ascii: "#") ? comment(content) : sample(content)
    }

    private func sample(_ line: Range<Int>) -> ExpositionLine {
        var index = line.lowerBound
        while index < line.upperBound, bytes[index] != UInt8(ascii: "{"),
            bytes[index] != UInt8(ascii: " "), bytes[index] != 9
        {
            index += 1
        }
        if index < line.upperBound, bytes[index] == UInt8(ascii: "{") {
            guard let end = closingBrace(from: index, to: line.upperBound) else { return .fault }
            index = end + 1
        }
        let key = line.lowerBound..<index
        while index < line.upperBound, bytes[index] == 32 || bytes[index] == 9 { index += 1 }
        let start = index
        while index < line.upperBound, bytes[index] != 32, bytes[index] != 9 { index += 1 }
        guard !key.isEmpty, let value = number(start..<index) else { return .fault }
        return .sample(key: key, value: value)
    }

    private func closingBrace(from start: Int, to end: Int) -> Int? {
        var isQuoted = false
        var index = start
        while index < end {
            switch bytes[index] {
            case UInt8(ascii: "\\") where isQuoted: index += 1
            case UInt8(ascii: "\""): isQuoted.toggle()
            case UInt8(ascii: "}") where !isQuoted: return index
            default: break
            }
            index += 1
        }
        return nil
    }

    private func number(_ range: Range<Int>) -> Double? {
        if range.count < 16, !range.isEmpty {
            var whole = 0
            for index in range {
                let digit = Int(bytes[index]) - 48
                guard digit >= 0, digit <= 9 else { return text(range) }
                whole = whole * 10 + digit
            }
            return Double(whole)
        }
        return text(range)
    }

    private func text(_ range: Range<Int>) -> Double? {
        let text = String(decoding: bytes[range], as: UTF8.self)
        switch text {
        case "+Inf", "Inf": return .infinity
        case "-Inf": return -.infinity
        case "NaN": return .nan
        default: return Double(text)
        }
    }

    private func comment(_ line: Range<Int>) -> ExpositionLine {
        let text = String(decoding: bytes[line], as: UTF8.self)
        let words = text.split(separator: " ", maxSplits: 3)
        guard words.count >= 3, words[0] == "#" else { return .nothing }
        let family = words[2].hasPrefix("\"") ? words[2].dropFirst().dropLast() : words[2]
        let rest = words.count > 3 ? String(words[3]) : ""
        switch words[1] {
        case "HELP": return .help(family: String(family), text: rest)
        case "TYPE": return .type(family: String(family), type: rest)
        case "UNIT": return .unit(family: String(family), unit: rest)
        default: return .nothing
        }
    }
}
