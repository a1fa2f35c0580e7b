/// Why a check is made.
public enum CheckOccasion: Equatable, Sendable {
    /// The attendee asked: it counts as a try.
    case asked
    /// The step is on the screen and its checks are kept fresh: it counts as nothing, and nothing is
    /// passed by it; the attendee decides when.
    case watching
}
