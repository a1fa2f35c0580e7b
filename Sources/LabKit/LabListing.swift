public import Wire

/// `lab list --json`.
public struct LabListing: Codable, Equatable, Sendable {
    /// One lab.
    public struct Entry: Codable, Equatable, Sendable {
        /// The lab's id.
        public var id: String
        /// What it is called.
        public var title: String
        /// Its steps in order.
        public var steps: [StepEntry]
        /// Steps that are passed.
        public var passed: Int
        /// Steps that are skipped.
        public var skipped: Int
        /// Seconds spent in all steps.
        public var seconds: Int
    }

    /// One step.
    public struct StepEntry: Codable, Equatable, Sendable {
        /// The step's id.
        public var id: String
        /// What it is called.
        public var title: String
        /// Where it is.
        public var state: LabProgress.State
        /// How often it was checked before it passed.
        public var tries: Int
        /// How many hints were opened.
        public var hintsUsed: Int
        /// Seconds it was open before it passed.
        public var seconds: Int
        /// Whether `solve` did it.
        public var solved: Bool
    }

    /// In order.
    public var labs: [Entry]
    /// Where the attendee is, as `LAB/STEP`; nil before the first step was opened.
    public var current: String?

    /// What is done of which lab, in one language.
    public init(_ labs: [Lab], _ progress: LabProgress, in language: Language) {
        self.labs = labs.map { lab in
            let steps = lab.steps.map { step in
                let record = progress[StepKey(lab: lab.id, step: step.id)]
                return StepEntry(
                    id: step.id, title: step.title[language], state: record.state,
                    tries: record.tries, hintsUsed: record.hintsUsed, seconds: record.seconds,
                    solved: record.solved)
            }
            return Entry(
                id: lab.id, title: lab.title[language], steps: steps,
                passed: steps.count { $0.state == .passed },
                skipped: steps.count { $0.state == .skipped },
                seconds: steps.reduce(0) { $0 + $1.seconds })
        }
        current = progress.current.map { "\($0.lab)/\($0.step)" }
    }
}
