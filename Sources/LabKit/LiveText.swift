public import Wire

/// A text with places for values of the evidence: `look at port {bookstore.port}`.
public struct LiveText: Equatable, Sendable {
    enum Part: Equatable, Sendable {
        case text(String)
        case value(EvidencePath)
    }

    let parts: [Part]

    init(parts: [Part]) {
        self.parts = parts
    }

    /// Reads a text; nil when a `{` has no `}` or no path inside.
    public init?(_ text: String) {
        var parts: [Part] = []
        var rest = Substring(text)
        while let open = rest.firstIndex(of: "{") {
            guard let close = rest[open...].firstIndex(of: "}"),
                let path = EvidencePath(String(rest[rest.index(after: open)..<close]))
            else { return nil }
            if open > rest.startIndex { parts.append(.text(String(rest[..<open]))) }
            parts.append(.value(path))
            rest = rest[rest.index(after: close)...]
        }
        if !rest.isEmpty { parts.append(.text(String(rest))) }
        self.parts = parts
    }

    /// The text with its values; not a value when one of them is none.
    func filled(from evidence: Evidence) -> Reading {
        var text = ""
        for part in parts {
            switch part {
            case .text(let words): text += words
            case .value(let path):
                switch evidence.read(path) {
                case .value(let value): text += value.shown
                case .absent: return .absent
                case .gap(let gap): return .gap(gap)
                }
            }
        }
        return .value(.string(text))
    }

    /// The text for a person: a value that is not there is a `?`.
    public func shown(_ evidence: Evidence) -> String {
        parts.map { part in
            switch part {
            case .text(let words): return words
            case .value(let path):
                guard case .value(let value) = evidence.read(path) else { return "?" }
                return value.shown
            }
        }.joined()
    }
}

extension JSONValue {
    /// For a person: whole numbers without decimals, lists with commas.
    public var shown: String {
        switch self {
        case .null: return "-"
        case .bool(let truth): return truth ? "true" : "false"
        case .number(let number):
            return number == number.rounded() && number.magnitude < 1e15
                ? String(Int(number)) : String(number)
        case .string(let text): return text
        case .array(let items): return items.map(\.shown).joined(separator: ", ")
        case .object(let members):
            return members.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value.shown)" }
                .joined(separator: " ")
        }
    }
}
