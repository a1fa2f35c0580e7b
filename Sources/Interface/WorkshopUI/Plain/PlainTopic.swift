import LabKit
import Wire

/// What a line of the plain form asked for: what is said once everything it caused is done.
enum PlainTopic: Equatable {
    /// Where the attendee is.
    case here
    /// All words.
    case help
    /// A question that waits for yes or no.
    case question
    /// Why nothing was done.
    case refused(String)
    /// A sentence.
    case said(String)
    /// The verdicts on a step.
    case verdicts(StepKey)
    /// A hint, from 1.
    case hint(StepKey, Int)
    /// What became of solving, resetting or skipping a step.
    case note(StepKey)
    /// What became of an order.
    case purchase
    case orders
    case balance
    /// How a component is now.
    case component(ComponentID)
    /// What the registry answered.
    case registry
    /// A file's text.
    case file(String)
}
