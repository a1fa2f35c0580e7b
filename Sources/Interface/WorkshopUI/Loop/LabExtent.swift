/// How much is taken back at once.
public enum LabExtent: Equatable, Sendable {
    /// All steps of a lab, by its id.
    case lab(String)
    /// All labs.
    case all
}
