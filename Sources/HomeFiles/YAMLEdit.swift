public import Wire
internal import Yams

/// Changes one value in the text of a YAML file and leaves every other byte as it was: comments,
/// blank lines, order and quoting are the attendee's.
public enum YAMLEdit {
    /// Why a value was not changed.
    public enum Refusal: Error, Equatable, Sendable {
        /// The text is no YAML as it stands.
        case unreadable(FileProblems)
        /// The path's form is wrong.
        case badPath(String)
        /// There is no such place, and none could be added.
        case notFound(String)
        /// What stands there is a list, a mapping, or text over several lines.
        case notOneValue(String)
        /// Only text, numbers and truth values can be written.
        case notAValue
    }

    /// The text with the value at `path` replaced.
    ///
    /// A last key that is missing from its mapping is added to it; other missing parts are refused.
    /// Text keeps the quotes it had and gets some when it needs them. Paths: `uniqueId`,
    /// `registry.port`, `services[0].binding`, `references[BalanceMngFacade].binding`.
    public static func setting(
        _ path: String, to value: JSONValue, in text: String
    ) -> Result<String, Refusal> {
        guard let parsed = YAMLPath(path) else { return .failure(.badPath(path)) }
        switch YAMLDocument.parse(text, file: "") {
        case .failure(let problems):
            return .failure(.unreadable(problems))
        case .success(let root):
            guard let scalar = written(value, like: nil) else { return .failure(.notAValue) }
            let changed =
                if let node = node(at: parsed.segments[...], of: root) {
                    replacing(node, by: written(value, like: node) ?? scalar, in: text, path)
                } else {
                    adding(parsed, scalar, to: root, in: text)
                }
            return changed.flatMap { holds(value, at: parsed, in: $0, path) }
        }
    }

    /// The text, when it really has the value there: YAML has more forms than an edit in place knows.
    private static func holds(
        _ value: JSONValue, at path: YAMLPath, in text: String, _ name: String
    ) -> Result<String, Refusal> {
        guard case .success(let root) = YAMLDocument.parse(text, file: ""),
            let scalar = node(at: path.segments[...], of: root)?.scalar
        else { return .failure(.notOneValue(name)) }
        let wanted: String =
            switch value {
            case .string(let text): text
            default: written(value, like: nil) ?? ""
            }
        return scalar.string == wanted ? .success(text) : .failure(.notOneValue(name))
    }

    /// Line and column of the value at a path; nil when there is none.
    static func place(of path: String, in text: String) -> TextPlace? {
        guard let parsed = YAMLPath(path),
            case .success(let root) = YAMLDocument.parse(text, file: ""),
            let mark = node(at: parsed.segments[...], of: root)?.mark
        else { return nil }
        return TextPlace(mark)
    }

    private static func node(at segments: ArraySlice<YAMLPath.Segment>, of root: Node) -> Node? {
        guard let segment = segments.first else { return root }
        let child: Node? =
            switch segment {
            case .key(let key):
                root.mapping?.first { $0.key.scalar?.string == key }?.value
            case .index(let index):
                root.sequence.flatMap { $0.indices.contains(index) ? $0[index] : nil }
            case .named(let name):
                root.sequence?.first { item in
                    let label = node(at: [.key("interface")], of: item) ?? item
                    let text = (node(at: [.key("name")], of: item) ?? label).scalar?.string ?? ""
                    return text == name || text.split(separator: ".").last.map(String.init) == name
                }
            }
        return child.flatMap { node(at: segments.dropFirst(), of: $0) }
    }

    private static func replacing(
        _ node: Node, by scalar: String, in text: String, _ path: String
    ) -> Result<String, Refusal> {
        guard let old = node.scalar, let mark = old.mark else {
            return .failure(.notOneValue(path))
        }
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        guard lines.indices.contains(mark.line - 1) else { return .failure(.notFound(path)) }
        var scalars = Array(lines[mark.line - 1].unicodeScalars)
        let start = min(mark.column - 1, scalars.count)
        guard let length = length(of: old, in: scalars[start...]) else {
            return .failure(.notOneValue(path))
        }
        let needsSpace = start > 0 && scalars[start - 1] != " " && scalars[start - 1] != "["
        scalars.replaceSubrange(
            start..<start + length, with: ((needsSpace ? " " : "") + scalar).unicodeScalars)
        lines[mark.line - 1] = String(String.UnicodeScalarView(scalars))
        return .success(lines.joined(separator: "\n"))
    }

    /// How many characters of the line the scalar takes; nil when it goes on in the next line.
    private static func length(
        of scalar: Node.Scalar, in rest: ArraySlice<Unicode.Scalar>
    ) -> Int? {
        switch scalar.style {
        case .singleQuoted, .doubleQuoted:
            guard let quote = rest.first else { return nil }
            var index = rest.startIndex + 1
            while index < rest.endIndex {
                if rest[index] == "\\", quote == "\"" {
                    index += 2
                } else if rest[index] != quote {
                    index += 1
                } else if quote == "'", index + 1 < rest.endIndex, rest[index + 1] == "'" {
                    index += 2
                } else {
                    return index - rest.startIndex + 1
                }
            }
            return nil
        case .literal, .folded:
            return nil
        default:
            let plain = Array(scalar.string.unicodeScalars)
            return rest.prefix(plain.count).elementsEqual(plain) ? plain.count : nil
        }
    }

    private static func adding(
        _ path: YAMLPath, _ scalar: String, to root: Node, in text: String
    ) -> Result<String, Refusal> {
        let described = "\(path.segments)"
        guard case .key(let key)? = path.segments.last,
            let parent = node(at: path.segments.dropLast(), of: root)?.mapping,
            parent.style != .flow
        else { return .failure(.notFound(described)) }
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        // After a pair that stands on one line, in its column: never inside another value.
        let anchor = parent.reversed().first {
            $0.value.scalar != nil && $0.key.mark?.line == $0.value.mark?.line
        }
        guard let mark = anchor?.key.mark, lines.indices.contains(mark.line - 1) else {
            return .failure(.notFound(described))
        }
        let margin = String(repeating: " ", count: mark.column - 1)
        lines.insert("\(margin)\(key): \(scalar)", at: mark.line)
        return .success(lines.joined(separator: "\n"))
    }

    /// The value as YAML, quoted as the old one was or as it must be; nil for null, lists, objects.
    private static func written(_ value: JSONValue, like old: Node?) -> String? {
        switch value {
        case .bool(let truth): return truth ? "true" : "false"
        case .number(let number):
            return number == number.rounded() && abs(number) < 1e15
                ? String(Int(number)) : String(number)
        case .string(let text):
            let single = old?.scalar?.style == .singleQuoted
            let double = old?.scalar?.style == .doubleQuoted
            if single {
                return "'"
                    + text.split(separator: "'", omittingEmptySubsequences: false)
                    .joined(separator: "''") + "'"
            }
            return double || !isPlain(text) ? quoted(text) : text
        case .null, .array, .object: return nil
        }
    }

    private static func quoted(_ text: String) -> String {
        var result = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": result += "\\\""
            case "\\": result += "\\\\"
            case "\n": result += "\\n"
            case "\t": result += "\\t"
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result + "\""
    }

    /// Letters, digits and `_ - . :` beginning with a letter or with a digit where a colon follows
    /// somewhere (an address): nothing YAML could take for another kind of value.
    private static func isPlain(_ text: String) -> Bool {
        let words = ["true", "false", "null", "yes", "no", "on", "off", "y", "n"]
        guard let first = text.unicodeScalars.first, !words.contains(text.lowercased()) else {
            return false
        }
        let allowed = text.unicodeScalars.allSatisfy {
            $0.isASCII && ($0.properties.isAlphabetic || ("0"..."9").contains($0))
                || "_-.:".unicodeScalars.contains($0)
        }
        let startsWell = first.isASCII && first.properties.isAlphabetic
        let isAddress = NetworkAddress(parsing: text) != nil && text.contains(".")
        return allowed && !text.hasSuffix(":") && (startsWell || isAddress)
    }
}
