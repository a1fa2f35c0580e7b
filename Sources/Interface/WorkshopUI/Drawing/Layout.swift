import Canvas

/// Where everything stands at a size of the terminal.
struct Layout: Equatable {
    /// How much there is room for.
    enum Room: Comparable {
        /// Only what matters most, line by line.
        case tiny
        /// No live column, short headings.
        case compact
        /// 80 by 24.
        case full
        /// A live column beside every screen.
        case wide
        /// Two screens beside each other.
        case double
    }

    let room: Room
    let tabs: Rect
    let title: Rect
    /// The rule under the title; empty when there is none.
    let rule: Rect
    let body: Rect
    let companion: Rect?
    let live: Rect?
    let footer: Rect

    /// The layout of a screen at a size.
    ///
    /// - Parameter isAlone: whether the screen is the better the wider it is, and has nothing beside
    ///   it but the live column.
    init(_ size: Size, screen: ScreenName, hasHelp: Bool, isAlone: Bool = false) {
        let whole = Rect(origin: Point(x: 0, y: 0), size: size)
        let room = Layout.room(size)
        self.room = room
        let (footer, above) = whole.split(.bottom, size.height > 1 ? 1 : 0)
        let (tabs, belowTabs) = above.split(.top, 1)
        let (title, belowTitle) = belowTabs.split(.top, room == .tiny ? 0 : 1)
        let (rule, content) = belowTitle.split(.top, room >= .full ? 1 : 0)
        self.footer = footer
        self.tabs = tabs
        self.title = title
        self.rule = rule
        let showsLive = !hasHelp && (room >= .wide || (room == .full && screen == .labs))
        let liveWidth =
            switch room {
            case .double: 46
            case .wide: size.width >= 140 ? 52 : 40
            default: 25
            }
        var rest = content
        if showsLive {
            let (live, left) = content.split(.right, liveWidth, gap: 2)
            self.live = live
            rest = left
        } else {
            live = nil
        }
        if room == .double, !hasHelp, !isAlone {
            let (companion, left) = rest.split(.right, (rest.width - 3) / 2, gap: 2)
            self.companion = companion.split(.right, 1).rest
            rest = left
        } else {
            companion = nil
        }
        let margin = room == .tiny ? 0 : 1
        let right = margin
        body = Rect(
            x: rest.x + margin, y: rest.y, width: rest.width - margin - right,
            height: rest.height)
    }

    /// The layout of a model.
    init(_ model: Model) {
        self.init(
            model.size, screen: model.screen, hasHelp: model.help != nil, isAlone: model.isDrawing)
    }

    private static func room(_ size: Size) -> Room {
        if size.width < 36 || size.height < 9 { return .tiny }
        if size.width < 76 || size.height < 20 { return .compact }
        if size.width >= 180, size.height >= 32 { return .double }
        return size.width >= 110 ? .wide : .full
    }
}
