import Wire

extension Expectation {
    /// What came of holding a value against the expectation.
    struct Outcome: Equatable {
        var met: Bool
        var expected: LocalizedText
        var found: LocalizedText
    }

    /// Holds a value against it; the gap when the right side cannot be read.
    func meet(_ value: JSONValue, in evidence: Evidence) -> Result<Outcome, GapError> {
        switch form {
        case .empty, .notEmpty:
            let wanted = form == .empty
            return .success(
                Outcome(
                    met: value.elementCount.map { ($0 == 0) == wanted } ?? false,
                    expected: wanted ? .nothing : .something, found: value.described))
        case .contains(let operand):
            return operand.read(in: evidence).map { wanted in
                let text = wanted.shown
                return Outcome(
                    met: value.holds(wanted),
                    expected: Localized(chinese: "包含 \(text)", english: "\(text) among them"),
                    found: value.described)
            }
        case .oneOf(let operands): return .success(choice(among: operands, value, evidence))
        case .value(let relation, let operand):
            return operand.read(in: evidence).map { wanted in
                Outcome(
                    met: relation.holds(value, wanted), expected: relation.described(wanted),
                    found: value.described)
            }
        case .count(let relation, let operand):
            return operand.read(in: evidence).map { wanted in
                let count = value.elementCount.map { JSONValue.number(Double($0)) }
                return Outcome(
                    met: count.map { relation.holds($0, wanted) } ?? false,
                    expected: relation.described(wanted), found: (count ?? value).described)
            }
        case .every(let relation, let operand):
            return operand.read(in: evidence).map { wanted in
                Outcome(
                    met: value.items.map {
                        !$0.isEmpty && $0.allSatisfy { relation.holds($0, wanted) }
                    } ?? false,
                    expected: relation.described(wanted).each, found: value.described)
            }
        }
    }

    /// Answers that cannot be read now are not among those that are accepted now.
    private func choice(
        among operands: [Operand], _ value: JSONValue, _ evidence: Evidence
    ) -> Outcome {
        let wanted = operands.compactMap { try? $0.read(in: evidence).get().shown }
        let said = AnswerText.plain(value.shown)
        return Outcome(
            met: wanted.contains { AnswerText.plain($0) == said },
            expected: Localized(
                chinese: wanted.joined(separator: " 或 "), english: wanted.joined(separator: " or ")),
            found: value.described)
    }

    /// The first accepted answer that can be read, for a choice; nil for other forms.
    public func answer(in evidence: Evidence) -> String? {
        guard case .oneOf(let operands) = form else { return nil }
        return operands.lazy.compactMap { try? $0.read(in: evidence).get().shown }.first
    }

    /// The expectation in words when there is no value to hold against it.
    func described(in evidence: Evidence) -> LocalizedText {
        let stand = JSONValue.null
        if case .success(let outcome) = meet(stand, in: evidence) { return outcome.expected }
        guard case .value(.equal, .live(let path)) = form else {
            return LocalizedText(same: description)
        }
        return Localized(chinese: "与 \(path) 相同", english: "the same as \(path)")
    }
}

/// A right side that cannot be read.
struct GapError: Error, Equatable {
    /// Nil when it is merely absent. An empty text counts as absent: two values that are both
    /// empty have nothing in common.
    var gap: EvidenceGap?
}

extension Expectation.Operand {
    fileprivate func read(in evidence: Evidence) -> Result<JSONValue, GapError> {
        switch self {
        case .literal(let value): return .success(value)
        case .live(let path):
            switch evidence.read(path) {
            case .value(.string("")): return .failure(GapError(gap: nil))
            case .value(let value): return .success(value)
            case .absent: return .failure(GapError(gap: nil))
            case .gap(let gap): return .failure(GapError(gap: gap))
            }
        }
    }
}

extension Expectation.Relation {
    /// Order is of numbers only; equality of values of one kind.
    fileprivate func holds(_ left: JSONValue, _ right: JSONValue) -> Bool {
        switch self {
        case .equal: return left == right
        case .different: return left != right && left.hasKind(of: right)
        default: break
        }
        guard case .number(let left) = left, case .number(let right) = right else { return false }
        switch self {
        case .atLeast: return left >= right
        case .atMost: return left <= right
        case .more: return left > right
        case .less: return left < right
        case .equal, .different: return false
        }
    }

    fileprivate func described(_ value: JSONValue) -> LocalizedText {
        let text = value.described
        return switch self {
        case .equal: text
        case .different:
            value == .string("")
                ? .something
                : Localized(chinese: "不是 \(text.chinese)", english: "anything but \(text.english)")
        case .atLeast:
            Localized(chinese: "至少 \(text.chinese)", english: "\(text.english) or more")
        case .atMost:
            Localized(chinese: "至多 \(text.chinese)", english: "\(text.english) or less")
        case .more: Localized(chinese: "多于 \(text.chinese)", english: "more than \(text.english)")
        case .less: Localized(chinese: "少于 \(text.chinese)", english: "less than \(text.english)")
        }
    }
}

extension Localized where Value == String {
    fileprivate static var nothing: LocalizedText { Localized(chinese: "空", english: "nothing") }
    fileprivate static var something: LocalizedText {
        Localized(chinese: "非空", english: "something")
    }
    fileprivate var each: LocalizedText {
        Localized(chinese: "每个\(chinese)", english: "each \(english)")
    }
}

extension JSONValue {
    /// In words; an empty text or list is called so.
    var described: LocalizedText {
        if elementCount == 0 { return .nothing }
        if case .null = self { return .nothing }
        return LocalizedText(same: shown)
    }

    /// How many characters, items or members; nil for other kinds.
    fileprivate var elementCount: Int? {
        switch self {
        case .string(let text): text.count
        case .array(let items): items.count
        case .object(let members): members.count
        default: nil
        }
    }

    fileprivate var items: [JSONValue]? {
        if case .array(let items) = self { items } else { nil }
    }

    fileprivate func holds(_ wanted: JSONValue) -> Bool {
        switch self {
        case .array(let items): items.contains(wanted)
        case .string(let text): text.contains(wanted.shown)
        case .object(let members): members[wanted.shown] != nil
        default: false
        }
    }

    fileprivate func hasKind(of other: JSONValue) -> Bool {
        switch (self, other) {
        case (.string, .string), (.number, .number), (.bool, .bool): true
        default: false
        }
    }
}
