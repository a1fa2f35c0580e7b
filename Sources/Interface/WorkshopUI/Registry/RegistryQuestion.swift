import LabKit
import RegistryAPI

/// A question to the registry, shown over the screen until it is closed.
struct RegistryQuestion: Equatable {
    /// What became of it.
    enum Outcome: Equatable {
        /// Not answered yet.
        case asking
        /// Every service it knows, and how long the answer took.
        case services([ServiceListing], microseconds: Int)
        /// It did not answer; says why and what to do.
        case refused(LocalizedText)
    }

    /// Where it was asked: the registry's HTTP port.
    var port: Int
    /// What became of it.
    var outcome: Outcome
}
