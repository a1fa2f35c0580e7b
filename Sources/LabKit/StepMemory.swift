import Wire

/// What is remembered of one step between two looks at it.
public struct StepMemory: Equatable, Sendable, Codable {
    /// How far an edge is.
    public enum Edge: String, Sendable, Codable {
        /// What must come before was seen.
        case armed
        /// It was seen; it stays.
        case done
    }

    /// How far the edges are, by check.
    public var edges: [String: Edge]
    /// What the attendee answered, by check; at most ``answerLimit`` characters each.
    public var answers: [String: String]

    /// Longer answers are cut.
    public static let answerLimit = 200

    /// Nothing remembered, or what was kept.
    public init(edges: [String: Edge] = [:], answers: [String: String] = [:]) {
        self.edges = edges
        self.answers = answers
    }
}

extension Step {
    /// The verdicts of all checks, in order, and what is to be remembered.
    ///
    /// - Parameters:
    ///   - findings: the answers to the checks' own questions, by check.
    ///   - memory: edges that are done need no evidence; those seen now are added.
    public func verdicts(
        on evidence: Evidence, findings: [String: Finding] = [:], memory: inout StepMemory
    ) -> [Verdict] {
        var verdicts: [Verdict] = []
        for check in checks {
            let finding = check.question.isQuiz ? memory.finding(for: check) : findings[check.id]
            let known = evidence.answering(finding)
            verdicts.append(check.verdict(on: known, remembering: &memory))
        }
        return verdicts
    }

    /// The verdicts of this moment alone, for steps without questions and edges.
    public func verdicts(on evidence: Evidence) -> [Verdict] {
        var memory = StepMemory()
        return verdicts(on: evidence, memory: &memory)
    }
}

extension StepMemory {
    fileprivate func finding(for check: Check) -> Finding {
        answers[check.id].map { .value(.string($0)) } ?? .gap(.unanswered)
    }
}

extension Check {
    fileprivate func verdict(
        on evidence: Evidence, remembering memory: inout StepMemory
    ) -> Verdict {
        guard kind == .edge else { return verdict(on: evidence) }
        if memory.edges[id] == .done { return remembered(in: evidence) }
        if let after, memory.edges[id] == nil {
            let before = verdict(on: evidence, against: after)
            guard before.passed else { return before }
            memory.edges[id] = .armed
        }
        let verdict = verdict(on: evidence)
        if verdict.passed { memory.edges[id] = .done }
        return verdict
    }
}
