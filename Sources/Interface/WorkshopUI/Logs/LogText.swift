import TracerAPI
import Wire

/// A line of a component's log, taken apart: what the screen says anyway is left out.
///
///     2026-11-23T05:26:41.881Z notice bookstore: sold order=o1 paidBy=local total=99.00
///                                                message  particulars
///
/// Source of the form: the Telemetry room. Lines of another form are all message.
struct LogText: Equatable {
    /// How much a line wants to be seen.
    enum Weight: Equatable {
        case ordinary
        case warning
        case error
    }

    var weight = Weight.ordinary
    /// What is said.
    var message: String
    /// `key=value` and more, behind the message; may be empty.
    var particulars = ""

    /// Everything that is shown: what is searched.
    var shown: String {
        particulars.isEmpty ? message : "\(message) \(particulars)"
    }

    /// Takes a line apart.
    init(_ line: String) {
        let words = line.split(separator: " ", maxSplits: 3, omittingEmptySubsequences: false)
        guard words.count == 4, Self.isTime(words[0]), let weight = Self.weight(words[1]),
            words[2].hasSuffix(":")
        else {
            if line.hasPrefix("READY ") {
                message = "READY"
                particulars = Self.particulars(String(line.dropFirst(6)))
            } else {
                message = line
            }
            return
        }
        self.weight = weight
        let parts = words[3].split(separator: " ", omittingEmptySubsequences: false)
        let first = parts.firstIndex { Self.isParticular($0) } ?? parts.endIndex
        message = parts[..<first].joined(separator: " ")
        particulars = parts[first...].map { Self.short($0) }.joined(separator: " ")
    }

    /// A service without the Java package before its interface, as System names it.
    private static func short(_ word: Substring) -> String {
        guard word.hasPrefix("service=") else { return String(word) }
        let name = word.dropFirst(8)
        let interface = name.prefix { $0 != ":" }
        return "service=\(interface.split(separator: ".").last ?? "")\(name[interface.endIndex...])"
    }

    /// The READY line's particulars without the process's id and instance, which System has.
    private static func particulars(_ text: String) -> String {
        text.split(separator: " ")
            .filter { $0.hasPrefix("port=") || $0.hasPrefix("http=") || $0.hasPrefix("pid=") }
            .joined(separator: " ")
    }

    /// Which trace a line was written in, and at which of its spans.
    struct TracePlace: Equatable {
        /// The trace.
        let trace: TraceID
        /// Its id as the line has it.
        let text: String
        /// SOFATracer's id of the span; empty when not told.
        let span: String
    }

    /// Where in which trace a line was written; nil for lines outside of traces.
    static func tracePlace(of line: String) -> TracePlace? {
        func value(_ key: String) -> Substring? {
            line.split(separator: " ").first { $0.hasPrefix(key) }?.dropFirst(key.count)
        }
        guard let text = value("trace=") else { return nil }
        // A mark of load tests is no part of the id.
        let digits = text.last == "T" ? text.dropLast() : text
        return TraceID(parsing: digits).map {
            TracePlace(trace: $0, text: String(text), span: value("span=").map(String.init) ?? "")
        }
    }

    private static func isTime(_ word: Substring) -> Bool {
        word.utf8.count >= 20 && word.hasSuffix("Z") && word.first?.isNumber == true
            && word.contains("T")
    }

    private static func weight(_ word: Substring) -> Weight? {
        switch word {
        case "trace", "debug", "info", "notice": .ordinary
        case "warning": .warning
        case "error", "critical": .error
        default: nil
        }
    }

    private static func isParticular(_ word: Substring) -> Bool {
        guard let equals = word.firstIndex(of: "="), equals != word.startIndex else { return false }
        return word[..<equals].allSatisfy { $0.isLetter || $0.isNumber || $0 == "." || $0 == "_" }
    }
}
