import CoordinatorAPI
import LabKit
import Wire

/// A question that takes all keys until it is answered with yes or no.
public enum Question: Equatable, Sendable {
    /// Order so many of a book for so much?
    case buy(code: String, count: Int, total: Money)
    /// Do the step for the attendee?
    case solve(StepKey)
    /// Undo the step?
    case reset(StepKey)
    /// Do the step for the attendee and count it as skipped?
    case skip(StepKey)
    /// Take a whole lab back, or all of them?
    case resetLabs(LabExtent)
    /// kill -9 a component?
    case kill(ComponentID)
    /// Undo by force, keep or skip the rows of a stuck transaction?
    case choose(BranchNote.Choice, xid: String)
    /// Quit although something is under way?
    case quit

    /// Whether Enter means yes: only where yes is what was being done anyway.
    var enterMeansYes: Bool {
        switch self {
        case .buy, .solve, .skip: true
        case .reset, .resetLabs, .kill, .choose, .quit: false
        }
    }
}
