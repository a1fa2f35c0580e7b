/// One thing that must be so for a step to be passed, read from what really happened.
public struct Check: Equatable, Sendable {
    /// Unique in its step.
    public var id: String
    /// What it says, in the reader's words.
    public var title: LocalizedText
    /// Where in the evidence it looks.
    public var reads: EvidencePath
    /// What must be there.
    public var expects: Expectation
    /// What to do while it is not so; may name live values.
    public var next: Localized<LiveText>

    /// A check from its parts.
    public init(
        id: String, title: LocalizedText, reads: EvidencePath, expects: Expectation,
        next: Localized<LiveText>
    ) {
        self.id = id
        self.title = title
        self.reads = reads
        self.expects = expects
        self.next = next
    }

    /// Holds the evidence against the expectation. What cannot be read never passes.
    public func verdict(on evidence: Evidence) -> Verdict {
        switch evidence.read(reads) {
        case .gap(let gap):
            return unreadable(gap, evidence)
        case .absent:
            return failed(
                .absent, expected: expects.described(in: evidence),
                found: Localized(chinese: "没有", english: "nothing"), evidence)
        case .value(let value):
            switch expects.meet(value, in: evidence) {
            case .failure(let error):
                if let gap = error.gap { return unreadable(gap, evidence) }
                return failed(
                    .absent, expected: expects.described(in: evidence),
                    found: value.described, evidence)
            case .success(let outcome):
                guard outcome.met else {
                    return failed(
                        .differs, expected: outcome.expected, found: outcome.found, evidence)
                }
                return Verdict(
                    id: id, title: title, code: .holds, expected: outcome.expected,
                    found: outcome.found, next: LocalizedText(same: ""))
            }
        }
    }

    private func failed(
        _ code: Verdict.Code, expected: LocalizedText, found: LocalizedText, _ evidence: Evidence
    ) -> Verdict {
        Verdict(
            id: id, title: title, code: code, expected: expected, found: found,
            next: evidence.fileProblem
                ?? Localized(
                    chinese: next.chinese.shown(evidence), english: next.english.shown(evidence)))
    }

    private func unreadable(_ gap: EvidenceGap, _ evidence: Evidence) -> Verdict {
        Verdict(
            id: id, title: title, code: .unreadable, expected: expects.described(in: evidence),
            found: gap.text, next: gap.next)
    }
}
