public import Wire

/// A place in the evidence tree.
///
///     bookstore.uniqueId                               a member
///     registry.services[name={bookstore.wants}].providers   the item of a list by a member's value
///     bookstore.providers[*].calls                     that member of every item, as a list
///     components["account-2"].state                    a name that is no plain word
///
/// `{...}` stands for the text of another value.
public struct EvidencePath: Equatable, Sendable, CustomStringConvertible {
    enum Segment: Equatable, Sendable {
        case member(String)
        case every
        case item(member: String, equals: LiveText)
    }

    let segments: [Segment]
    /// As it was written.
    public let description: String

    /// Reads a path; nil when the text is none.
    public init?(_ text: String) {
        var segments: [Segment] = []
        var rest = Substring(text)
        while let first = rest.first {
            if first == "[" {
                guard let end = EvidencePath.closing(rest),
                    let segment = EvidencePath.bracket(rest[..<end].dropFirst())
                else { return nil }
                segments.append(segment)
                rest = rest[rest.index(after: end)...]
            } else {
                if first == "." {
                    guard !segments.isEmpty else { return nil }
                    rest = rest.dropFirst()
                }
                let name = rest.prefix { $0 != "." && $0 != "[" }
                guard EvidencePath.isWord(name) else { return nil }
                segments.append(.member(String(name)))
                rest = rest[name.endIndex...]
            }
        }
        guard case .member? = segments.first else { return nil }
        self.segments = segments
        self.description = text
    }

    /// The bracket that closes the first one; references inside may have their own.
    private static func closing(_ text: Substring) -> Substring.Index? {
        var depth = 0
        for index in text.indices {
            if text[index] == "[" || text[index] == "{" { depth += 1 }
            if text[index] == "]" || text[index] == "}" { depth -= 1 }
            if depth == 0 { return index }
        }
        return nil
    }

    private static func bracket(_ inside: Substring) -> Segment? {
        if inside == "*" { return .every }
        if inside.count > 2, inside.hasPrefix("\""), inside.hasSuffix("\"") {
            return .member(String(inside.dropFirst().dropLast()))
        }
        guard let sign = inside.firstIndex(of: "="), isWord(inside[..<sign]),
            let value = LiveText(String(inside[inside.index(after: sign)...]))
        else { return nil }
        return .item(member: String(inside[..<sign]), equals: value)
    }

    private static func isWord(_ text: Substring) -> Bool {
        !text.isEmpty
            && text.utf8.allSatisfy {
                switch $0 {
                case 48...57, 65...90, 97...122, 45, 95: true
                default: false
                }
            }
    }
}

/// What a path led to.
public enum Reading: Equatable, Sendable {
    /// A value.
    case value(JSONValue)
    /// The surroundings can be read, and there is nothing here.
    case absent
    /// The surroundings could not be read.
    case gap(EvidenceGap)
}

extension Evidence {
    /// The value at a path.
    public func read(_ path: EvidencePath) -> Reading {
        if let gap = gap(on: path) { return .gap(gap) }
        return follow(path.segments[...], from: tree)
    }

    private func gap(on path: EvidencePath) -> EvidenceGap? {
        var name = ""
        for segment in path.segments {
            guard case .member(let member) = segment else { break }
            name += name.isEmpty ? member : "." + member
            if let gap = gaps[name] { return gap }
        }
        return nil
    }

    private func follow(_ segments: ArraySlice<EvidencePath.Segment>, from value: JSONValue)
        -> Reading
    {
        guard let segment = segments.first else {
            return value == .null ? .absent : .value(value)
        }
        let rest = segments.dropFirst()
        switch segment {
        case .member(let name):
            guard let member = value[name] else { return .absent }
            return follow(rest, from: member)
        case .item(let member, let text):
            guard case .array(let items) = value else { return .absent }
            switch text.filled(from: self) {
            case .gap(let gap): return .gap(gap)
            case .absent: return .absent
            case .value(let wanted):
                let found = items.first { ($0[member]?.shown).map(JSONValue.string) == wanted }
                return found.map { follow(rest, from: $0) } ?? .absent
            }
        case .every:
            return followEvery(rest, from: value)
        }
    }

    /// One item without the member makes the whole list unknown: "every" must not skip it.
    private func followEvery(
        _ rest: ArraySlice<EvidencePath.Segment>, from value: JSONValue
    ) -> Reading {
        let items: [JSONValue]
        switch value {
        case .array(let list): items = list
        case .object(let members): items = members.sorted { $0.key < $1.key }.map(\.value)
        default: return .absent
        }
        var found: [JSONValue] = []
        for item in items {
            guard case .value(let inner) = follow(rest, from: item) else { return .absent }
            found.append(inner)
        }
        return .value(.array(found))
    }
}
