import Canvas

/// What the interface is told at its start and that never changes.
public struct Settings: Equatable, Sendable {
    /// Whose shop it is.
    public var user: String
    /// The beginning of every order id of this session: it must differ from session to session.
    public var orderSeed: String
    /// The local time zone: seconds to add to UTC.
    public var secondsFromUTC: Int
    /// The signs to draw with; the frame has to have the same.
    public var glyphs: GlyphSet
    /// How columns are counted; the frame has to count the same.
    public var widths: DisplayWidth
    /// Whether `copy` reaches a clipboard.
    public var canCopy: Bool
    /// Whether `edit` can open an editor.
    public var canEdit: Bool
    /// Whether the terminal tells of clicks and the wheel.
    public var hasMouse = false
    /// Whether the terminal can write Chinese.
    public var canWriteChinese = true
    /// Whether this is a screen for a hall: it follows what another terminal does and changes nothing.
    public var isProjector: Bool

    /// Settings; only the seed has no default.
    public init(
        orderSeed: String, user: String = "user0", secondsFromUTC: Int = 0,
        glyphs: GlyphSet = .unicode, widths: DisplayWidth = .standard, canCopy: Bool = false,
        canEdit: Bool = false, isProjector: Bool = false
    ) {
        self.user = user
        self.orderSeed = orderSeed
        self.secondsFromUTC = secondsFromUTC
        self.glyphs = glyphs
        self.widths = widths
        self.canCopy = canCopy
        self.canEdit = canEdit
        self.isProjector = isProjector
    }
}
