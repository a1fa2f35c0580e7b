import Canvas
import Wire

/// All that the interface knows. `update` changes it, `view` draws it; both are pure: the same
/// model and message give the same model and commands, the same model gives the same cells.
public struct Model: Equatable, Sendable {
    /// What was told at the start.
    public let settings: Settings
    /// The language of every text.
    public internal(set) var language: Language
    /// The terminal's size.
    public internal(set) var size: Size
    /// The last tick, in milliseconds since 1970; 0 before the first.
    public internal(set) var now: Int64 = 0
    /// The screen shown.
    public internal(set) var screen: ScreenName
    /// Whether the help lies over the screen, and how far it is scrolled.
    var help: HelpState?
    /// Whether the screen is that for a hall.
    public internal(set) var isProjecting: Bool
    /// A question that waits for yes or no.
    public internal(set) var question: Question?
    /// What the registry was asked, over the screen until it is closed.
    var registryQuestion: RegistryQuestion?
    /// The line behind `:` while it is typed.
    var commandLine: TypedLine?
    /// Whether clicks and the wheel come here; off at first, so that the terminal's own selecting works.
    var usesMouse = false
    /// Commands typed before, newest last; at most 50.
    var commandHistory: [String] = []
    /// What was said in the footer's place; the next key takes it away.
    var remark: Remark?
    /// The running components.
    var live = LiveState()
    var labs: LabsState
    var shop = ShopState()
    var system = SystemState()
    var logs = LogsState()
    var traces = TracesState()
    var metrics = MetricsState()
    var transactions = TransactionsState()
    var breaking = BreakingState()
    var schedule = Schedule()
    /// Orders made in this session: the end of the next order's id.
    var orderCount = 0

    /// A model at the start; nothing is known yet. The first `ticked` begins all asking.
    public init(
        settings: Settings, language: Language, size: Size, place: Place = Place()
    ) {
        self.settings = settings
        self.language = language
        self.size = size
        screen = place.screen
        isProjecting = settings.isProjector
        labs = LabsState(place)
    }

    /// The texts in the current language.
    var words: Catalogue { Catalogue.of(language) }

    /// Where the attendee is: what `savePlace` keeps.
    var place: Place {
        Place(screen: screen, lab: labs.openLab, step: labs.openStep)
    }

    /// Keeps the place; a screen for a hall keeps nothing.
    var keepPlace: [Command] {
        settings.isProjector ? [] : [.savePlace(place)]
    }

    /// Whether nothing is under way that quitting would lose.
    public var losesNothing: Bool {
        shop.underway == nil && labs.busy == nil && !labs.isResetting
    }
}

/// A sentence in the footer's place.
struct Remark: Equatable {
    /// What it says.
    var text: String
    /// Whether something was refused.
    var isRefusal: Bool
}
