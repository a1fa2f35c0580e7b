public import Wire

/// A text with places for values of the evidence: `{path}` in `lab.yaml`, `{{path}}` in the words.
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
        self.init(text, opening: "{", closing: "}")
    }

    /// Reads a text of the words; a single `{` is an ordinary character there.
    public init?(words text: String) {
        self.init(text, opening: "{{", closing: "}}")
    }

    private init?(_ text: String, opening: String, closing: String) {
        var parts: [Part] = []
        var rest = Substring(text)
        while let open = rest.firstRange(of: opening) {
            guard let close = rest[open.upperBound...].firstRange(of: closing),
                let path = EvidencePath(String(rest[open.upperBound..<close.lowerBound]))
            else { return nil }
            if open.lowerBound > rest.startIndex {
                parts.append(.text(String(rest[..<open.lowerBound])))
            }
            parts.append(.value(path))
            rest = rest[close.upperBound...]
        }
        if !rest.isEmpty { parts.append(.text(String(rest))) }
        self.parts = parts
    }

    /// Where the values are, in order.
    public var paths: [EvidencePath] {
        parts.compactMap { if case .value(let path) = $0 { path } else { nil } }
    }

    /// The text with its values; not a value when one of them is none.
    public func filled(from evidence: Evidence) -> Reading {
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
