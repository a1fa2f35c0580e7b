/// One thing that must be so for a step to be passed, read from what really happened.
public struct Check: Equatable, Sendable {
    /// How long what was seen once counts.
    public enum Kind: String, Sendable, CaseIterable {
        /// "It is so now": it may become otherwise again.
        case level
        /// "You did it": seen once, it stays until the step is reset.
        case edge
    }

    /// Unique in its step.
    public var id: String
    /// What it says, in the reader's words.
    public var title: LocalizedText
    /// How long what was seen once counts.
    public var kind: Kind
    /// Whom it asks.
    public var question: CheckQuestion
    /// Where in the evidence it looks; the answer to its own question stands at `answer`.
    public var reads: EvidencePath
    /// What must be there.
    public var expects: Expectation
    /// For an edge: what must have been seen before, so that a thing that is not there yet does not
    /// count as gone.
    public var after: Expectation?
    /// What to do while it is not so; may name live values.
    public var next: Localized<LiveText>

    /// A check from its parts.
    public init(
        id: String, title: LocalizedText, kind: Kind = .level,
        question: CheckQuestion = .evidence, reads: EvidencePath, expects: Expectation,
        after: Expectation? = nil, next: Localized<LiveText>
    ) {
        self.id = id
        self.title = title
        self.kind = kind
        self.question = question
        self.reads = reads
        self.expects = expects
        self.after = after
        self.next = next
    }

    /// Holds the evidence against the expectation. What cannot be read never passes.
    public func verdict(on evidence: Evidence) -> Verdict {
        verdict(on: evidence, against: expects)
    }

    func verdict(on evidence: Evidence, against expects: Expectation) -> Verdict {
        let wanted = words(for: expects, in: evidence)
        switch evidence.read(reads) {
        case .gap(let gap):
            return unreadable(gap, expected: wanted, evidence)
        case .absent:
            return failed(.absent, expected: wanted, found: .absent, evidence)
        case .value(let value):
            switch expects.meet(value, in: evidence) {
            case .failure(let error):
                if let gap = error.gap { return unreadable(gap, expected: wanted, evidence) }
                return failed(.absent, expected: wanted, found: value.described, evidence)
            case .success(let outcome):
                let expected = question.isQuiz ? wanted : outcome.expected
                guard outcome.met else {
                    return failed(.differs, expected: expected, found: outcome.found, evidence)
                }
                return holding(expected: expected, found: outcome.found)
            }
        }
    }

    /// The verdict on what was seen before and stays.
    func remembered(in evidence: Evidence) -> Verdict {
        holding(
            expected: words(for: expects, in: evidence),
            found: Localized(chinese: "你做到过", english: "you did it"))
    }

    /// A quiz does not tell its answer.
    private func words(for expects: Expectation, in evidence: Evidence) -> LocalizedText {
        question.isQuiz
            ? Localized(chinese: "正确的答案", english: "the right answer")
            : expects.described(in: evidence)
    }

    private func holding(expected: LocalizedText, found: LocalizedText) -> Verdict {
        Verdict(
            id: id, title: title, code: .holds, expected: expected, found: found,
            next: LocalizedText(same: ""))
    }

    private func failed(
        _ code: Verdict.Code, expected: LocalizedText, found: LocalizedText, _ evidence: Evidence
    ) -> Verdict {
        Verdict(
            id: id, title: title, code: code, expected: expected, found: found,
            next: evidence.fileProblem ?? nextWords(evidence))
    }

    private func unreadable(
        _ gap: EvidenceGap, expected: LocalizedText, _ evidence: Evidence
    ) -> Verdict {
        Verdict(
            id: id, title: title, code: gap.code, expected: expected, found: gap.text,
            next: gap == .unanswered ? nextWords(evidence) : gap.next)
    }

    private func nextWords(_ evidence: Evidence) -> LocalizedText {
        Localized(chinese: next.chinese.shown(evidence), english: next.english.shown(evidence))
    }
}

extension Localized where Value == String {
    fileprivate static var absent: LocalizedText {
        Localized(chinese: "没有", english: "nothing")
    }
}
