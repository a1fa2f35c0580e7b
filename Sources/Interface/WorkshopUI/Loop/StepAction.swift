/// What can be done with a step.
public enum StepAction: String, Equatable, Sendable, CaseIterable {
    /// Look at the effects.
    case check
    /// Run a command of it.
    case run
    /// Show a hint.
    case hint
    /// Do it.
    case solve
    /// Undo it.
    case reset
    /// Leave it out.
    case skip
}
