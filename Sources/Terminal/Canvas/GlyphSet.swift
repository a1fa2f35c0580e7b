/// The signs the screens use, in two sets of the same meaning.
public struct GlyphSet: Hashable, Sendable {
    /// A component that is ready.
    public var ready = "●"
    /// A component that starts or stops.
    public var starting = "◐"
    /// A component that is stopped.
    public var stopped = "○"
    /// A component or request that failed.
    public var failed = "✗"
    /// A check that holds.
    public var passed = "✓"
    /// A check that does not hold yet.
    public var notYet = "✗"
    /// A check that waits for another.
    public var waiting = "·"
    /// The selected row.
    public var selected = "▸"
    /// Text was cut here.
    public var ellipsis = "…"
    /// From one value to the next.
    public var arrow = "→"
    /// Between a count and a thing.
    public var times = "×"
    /// A horizontal rule.
    public var horizontal = "─"
    /// A vertical rule.
    public var vertical = "│"
    /// A vertical rule hanging from a horizontal one.
    public var teeDown = "┬"
    /// A vertical rule standing on a horizontal one.
    public var teeUp = "┴"
    /// A connection that carries no calls, upright.
    public var dotted = "┆"
    /// The same, level.
    public var dottedLevel = "┄"
    /// A box's upper left corner.
    public var topLeft = "╭"
    /// A box's upper right corner.
    public var topRight = "╮"
    /// A box's lower left corner.
    public var bottomLeft = "╰"
    /// A box's lower right corner.
    public var bottomRight = "╯"
    /// Where lines meet, by where they go from there: up 1, right 2, down 4, left 8 and their sums.
    public var joins = [
        " ", "│", "─", "╰", "│", "│", "╭", "├", "─", "╯", "─", "┴", "╮", "┤", "┬", "┼",
    ]
    /// A full bar, and what a bar's empty part shows.
    public var bar = "█"
    /// The empty part of a bar.
    public var barRest = "░"
    /// A bar that differs from a full one.
    public var barOther = "▓"
    /// The moment at which something was decided.
    public var decision = "◆"
    /// Something is armed and will strike.
    public var armed = "!"
    /// Back from the other side.
    public var arrowBack = "←"
    /// Two things that should be equal and are not.
    public var unequal = "≠"
    /// Heights of a small chart's columns, lowest first.
    public var levels = ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"]
    /// The arrow keys up and down, as the footer names them.
    public var upDown = "↑↓"
    /// The arrow keys left and right, as the footer names them.
    public var leftRight = "←→"
    /// Before a number that can be lowered.
    public var less = "‹"
    /// Behind a number that can be raised.
    public var more = "›"
    /// The currency sign.
    public var yuan = "¥"

    /// Signs of Unicode.
    public static let unicode = GlyphSet()

    /// The same signs for a terminal without them.
    public static let ascii = GlyphSet(
        ready: "*", starting: "~", stopped: "o", failed: "x", passed: "v", notYet: "x",
        waiting: ".", selected: ">", ellipsis: "~", arrow: ">", times: "x", horizontal: "-",
        vertical: "|", teeDown: "+", teeUp: "+", dotted: ":", dottedLevel: ".", topLeft: "+",
        topRight: "+",
        bottomLeft: "+", bottomRight: "+",
        joins: [
            " ", "|", "-", "+", "|", "|", "+", "+", "-", "+", "-", "+", "+", "+", "+", "+",
        ], bar: "#", barRest: ".", barOther: "=", decision: "+",
        arrowBack: "<", unequal: "!=",
        levels: ["_", ".", "-", "=", "+", "*", "%", "#"], upDown: "^v", leftRight: "<>",
        less: "<", more: ">", yuan: "Y")
}
