/// The values that the words of a step name, as they were at one moment.
public struct LiveValues: Equatable, Sendable {
    private let texts: [String: String]

    /// No value is known.
    public init() {
        texts = [:]
    }

    /// The values for one step; those that cannot be read are not known.
    public init(for step: Step, from evidence: Evidence) {
        var texts: [String: String] = [:]
        for path in step.livePaths {
            if case .value(let value) = evidence.read(path) {
                texts[path.description] = value.shown
            }
        }
        self.texts = texts
    }

    /// A text with `{{path}}` replaced; a value that is not known is a `?`.
    public func fill(_ text: String) -> String {
        guard text.contains("{{"), let live = LiveText(words: text) else { return text }
        return live.parts.map { part in
            switch part {
            case .text(let words): words
            case .value(let path): texts[path.description] ?? "?"
            }
        }.joined()
    }
}

extension TextBlock {
    /// The block with its live values.
    public func filled(_ values: LiveValues) -> TextBlock {
        func filled(_ spans: [TextSpan]) -> [TextSpan] {
            spans.map { TextSpan(values.fill($0.text), $0.style) }
        }
        return switch self {
        case .paragraph(let spans): .paragraph(filled(spans))
        case .list(let items, let ordered): .list(items.map(filled), ordered: ordered)
        case .code(let title, let lines): .code(title: title, lines: lines.map(values.fill))
        }
    }

    /// The texts in which live values may stand.
    var texts: [String] {
        switch self {
        case .paragraph(let spans): spans.map(\.text)
        case .list(let items, _): items.flatMap { $0.map(\.text) }
        case .code(_, let lines): lines
        }
    }
}

extension Array where Element == TextBlock {
    /// The blocks with their live values.
    public func filled(_ values: LiveValues) -> [TextBlock] {
        map { $0.filled(values) }
    }
}

extension Step {
    /// The values that its words and hints name, in either language.
    public var livePaths: [EvidencePath] {
        let blocks = [text.chinese, text.english].flatMap {
            $0.blocks(passed: false) + $0.blocks(passed: true)
        }
        let hinted = hints.flatMap { $0.chinese + $0.english }
        return (blocks + hinted).flatMap(\.texts).compactMap { LiveText(words: $0) }
            .flatMap(\.paths)
    }
}
