/// What the attendee's files ask for, or why they cannot be followed.
public enum PlanResult: Equatable, Sendable {
    /// Every process there is to be. `applied` names the files that changed since the last plan;
    /// each becomes a notice.
    case plan([ComponentSpecification], applied: [String])
    /// At least one file has a fault: nothing changes, each fault becomes a notice.
    case refused([FileProblemText])
}
