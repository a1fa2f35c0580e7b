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
        /// Seconds it was open.
        public var seconds: Int
    }

    /// In order.
    public var labs: [Entry]

    /// What is done of which lab, in one language.
    public init(_ labs: [Lab], _ progress: LabProgress, in language: Language) {
        self.labs = labs.map { lab in
            Entry(
                id: lab.id, title: lab.title[language],
                steps: lab.steps.map { step in
                    let record = progress[StepKey(lab: lab.id, step: step.id)]
                    return StepEntry(
                        id: step.id, title: step.title[language], state: record.state,
                        tries: record.tries, hintsUsed: record.hintsUsed, seconds: record.seconds)
                })
        }
    }
}
