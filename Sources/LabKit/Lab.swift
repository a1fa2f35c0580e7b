/// One lab: an hour of the day, in steps. Read from `lab.yaml`, `zh.md` and `en.md`.
public struct Lab: Equatable, Sendable {
    /// The folder's name: `01-microservices`.
    public var id: String
    /// Its place in the day, from 1.
    public var order: Int
    /// When it took place in 2019: `09:20-10:10`.
    public var time: String
    /// What it is called.
    public var title: LocalizedText
    /// What it is about, in a few lines.
    public var introduction: Localized<[TextBlock]>
    /// In their order.
    public var steps: [Step]

    /// A lab from its parts.
    public init(
        id: String, order: Int, time: String, title: LocalizedText,
        introduction: Localized<[TextBlock]>, steps: [Step]
    ) {
        self.id = id
        self.order = order
        self.time = time
        self.title = title
        self.introduction = introduction
        self.steps = steps
    }

    /// The step of an id.
    public func step(_ id: String) -> Step? {
        steps.first { $0.id == id }
    }

    /// What a step needs, earliest first, with what those need in turn; not the step itself.
    public func prerequisites(of step: Step) -> [Step] {
        var wanted = Set(step.needs)
        var grown = true
        while grown {
            let more = steps.filter { wanted.contains($0.id) }.flatMap(\.needs)
            grown = !wanted.isSuperset(of: more)
            wanted.formUnion(more)
        }
        return steps.filter { wanted.contains($0.id) && $0.id != step.id }
    }
}

/// One thing to do and to see.
public struct Step: Equatable, Sendable {
    /// Unique in its lab.
    public var id: String
    /// What it is called.
    public var title: LocalizedText
    /// Its words.
    public var text: Localized<StepText>
    /// What must be so; all of them.
    public var checks: [Check]
    /// The first nudges, the second tells.
    public var hints: [Localized<[TextBlock]>]
    /// Brings about what the checks want.
    public var solve: [LabAction]
    /// Takes it back, so that the step can be done again.
    public var reset: [LabAction]
    /// Steps whose effects this one builds on.
    public var needs: [String]

    /// The check that asks the attendee, if there is one.
    public var quiz: Check? { checks.first { $0.question.isQuiz } }

    /// A step from its parts.
    public init(
        id: String, title: LocalizedText, text: Localized<StepText>, checks: [Check],
        hints: [Localized<[TextBlock]>], solve: [LabAction], reset: [LabAction], needs: [String]
    ) {
        self.id = id
        self.title = title
        self.text = text
        self.checks = checks
        self.hints = hints
        self.solve = solve
        self.reset = reset
        self.needs = needs
    }
}
