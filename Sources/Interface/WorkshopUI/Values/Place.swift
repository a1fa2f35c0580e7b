/// Where the attendee was: kept between sessions.
public struct Place: Equatable, Sendable {
    /// The screen.
    public var screen: ScreenName
    /// The lab that is open; nil in the agenda.
    public var lab: String?
    /// The step that is open; nil in the list of steps.
    public var step: String?

    /// A place; the agenda when nothing is known.
    public init(screen: ScreenName = .labs, lab: String? = nil, step: String? = nil) {
        self.screen = screen
        self.lab = lab
        self.step = step
    }
}

/// The screens that have a digit.
public enum ScreenName: String, Equatable, Sendable, CaseIterable {
    /// The agenda, the labs, their steps.
    case labs
    /// The five books.
    case shop
    /// The components and the registry.
    case system
    /// What the components write.
    case logs
    /// What was done on behalf of whom, span by span.
    case traces
    /// How often, how fast, how many.
    case metrics
    /// Global transactions, and how to break them.
    case transactions
}
