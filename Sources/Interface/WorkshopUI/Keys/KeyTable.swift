import Canvas

/// All keys as data: update looks actions up here, the footer and the help are drawn from here.
enum KeyTable {
    /// The keys of a context in the order of their weight: the footer shows what fits.
    static func rows(_ context: KeyContext) -> [KeyRow] {
        switch context {
        case .agenda: agenda
        case .steps: steps
        case .step: step
        case .shop: shop
        case .system: system
        case .topology: topology
        case .logs: logs
        case .traces: traces
        case .trace: trace
        case .metrics: metrics
        case .transactions: transactions
        case .transaction: transaction
        case .breaking: breaking
        case .help: help
        case .projector: projector
        case .answer: answer
        case .question: question
        }
    }

    /// The keys that mean the same everywhere, questions apart.
    static let everywhere: [KeyRow] = [
        KeyRow(
            .text("1-7"), .screens,
            [
                .character("1"): .labs, .character("2"): .shop, .character("3"): .system,
                .character("4"): .logs, .character("5"): .traces, .character("6"): .metrics,
                .character("7"): .transactions,
            ]),
        KeyRow(.text("?"), .help, [.character("?"): .help, .function(1): .help]),
        KeyRow(":", .commandLine, .commandLine),
        KeyRow("L", .language, .language),
        KeyRow("o", .page, .page),
        KeyRow("m", .mouse, .mouse),
        KeyRow("P", .projector, .projector),
        KeyRow(.text("Esc"), .back, [.escape: .back, .backspace: .back]),
        KeyRow(.text("Ctrl-Z"), .suspend, [.control("z"): .suspend]),
        KeyRow(.text("q"), .quit, [.character("q"): .quit, .control("c"): .quit]),
    ]

    private static let agenda: [KeyRow] = [
        KeyRow(.upDown, .lab, moves),
        KeyRow(.text("Enter"), .open, [.enter: .open, .right: .open]).vital,
        KeyRow("r", .resetLab, .resetLab),
    ]

    private static let steps: [KeyRow] = [
        KeyRow(.upDown, .step, moves),
        KeyRow(.text("Enter"), .open, [.enter: .open, .right: .open]).vital,
        KeyRow("r", .resetLab, .resetLab),
        KeyRow(.text("Esc"), .toAgenda, [.left: .back]),
    ]

    private static let step: [KeyRow] = [
        KeyRow("c", .check, .check).vital,
        KeyRow("h", .hint, .hint),
        KeyRow("n", .next, .next).vital,
        KeyRow("p", .previous, .previous),
        KeyRow("s", .solve, .solve),
        KeyRow("r", .reset, .reset),
        KeyRow("e", .edit, .edit),
        KeyRow("y", .copy, .copy),
        KeyRow("x", .run, .run),
        KeyRow("a", .askRegistry, .askRegistry),
        KeyRow(.text("Enter"), .answer, [.enter: .answer]).vital,
        KeyRow("S", .skip, .skip),
        KeyRow(.upDown, .scroll, moves),
        KeyRow(.text("Esc"), .toSteps, [.left: .back]),
    ]

    private static let shop: [KeyRow] = [
        KeyRow(.upDown, .book, moves),
        KeyRow(
            .leftRight, .count,
            [
                .left: .less, .right: .more, .character("-"): .less, .character("+"): .more,
                .character("="): .more,
            ]),
        KeyRow(.text("Enter"), .order, [.enter: .order]).vital,
        KeyRow("a", .askAgain, .askAgain).vital,
        KeyRow("t", .seeing(.showTrace), .showTrace),
        KeyRow("y", .copyOrder, .copy),
    ]

    private static let system: [KeyRow] = [
        KeyRow(.upDown, .component, moves),
        KeyRow("s", .start, .start).vital,
        KeyRow("x", .stop, .stop).vital,
        KeyRow("r", .restart, .restart),
        KeyRow("K", .kill, .kill),
        KeyRow("t", .seeing(.topology), .topology).vital,
        KeyRow("a", .askRegistry, .askRegistry),
    ]

    private static let topology: [KeyRow] = [
        KeyRow(.upDown, .seeing(.node), moves),
        KeyRow(.text("Enter"), .seeing(.showTraces), [.enter: .showTraces]).vital,
        KeyRow("t", .seeing(.table), .topology).vital,
        KeyRow("s", .start, .start),
        KeyRow("x", .stop, .stop),
        KeyRow("r", .restart, .restart),
        KeyRow("K", .kill, .kill),
    ]

    private static let traces: [KeyRow] = [
        KeyRow(.upDown, .seeing(.trace), moves),
        KeyRow(.text("Enter"), .open, [.enter: .open]).vital,
        KeyRow(
            .leftRight, .seeing(.service),
            [
                .left: .previousFilter, .right: .nextFilter, .tab: .nextFilter,
                .backTab: .previousFilter,
            ]),
        KeyRow("f", .seeing(.onlyFailed), .onlyFailed),
        KeyRow("d", .seeing(.slower), .slower),
        KeyRow("v", .seeing(.compare), .compare),
        KeyRow("y", .seeing(.copyTrace), .copy),
    ]

    private static let trace: [KeyRow] = [
        KeyRow(.upDown, .seeing(.span), moves),
        KeyRow("l", .seeing(.showLogs), .showLogs).vital,
        KeyRow("v", .seeing(.compare), .compare),
        KeyRow("y", .seeing(.copyTrace), .copy),
        KeyRow(.text("Esc"), .seeing(.toTraces), [.left: .back, .escape: .back, .backspace: .back])
            .vital,
    ]

    private static let metrics: [KeyRow] = [
        KeyRow(.upDown, .seeing(.application), moves),
        KeyRow(
            .leftRight, .seeing(.figure),
            [
                .left: .previousFigure, .right: .nextFigure, .tab: .nextFigure,
                .backTab: .previousFigure,
            ]),
        KeyRow(
            .text("+ -"), .seeing(.zoom),
            [.character("+"): .zoomIn, .character("="): .zoomIn, .character("-"): .zoomOut]),
        KeyRow("/", .seeing(.query), .query).vital,
        KeyRow("y", .seeing(.copyQuery), .copy),
    ]

    private static let transactions: [KeyRow] = [
        KeyRow(.upDown, .transacting(.transaction), moves),
        KeyRow(.text("Enter"), .open, [.enter: .open]).vital,
        KeyRow("b", .transacting(.breakThings), .breakThings).vital,
        KeyRow("y", .transacting(.copyName), .copy),
    ]

    private static let transaction: [KeyRow] = [
        KeyRow(
            .leftRight, .transacting(.part),
            [
                .left: .previousFilter, .right: .nextFilter, .tab: .nextFilter,
                .backTab: .previousFilter,
            ]
        ).vital,
        KeyRow("F", .transacting(.force), .force),
        KeyRow("W", .transacting(.keepRows), .keepRows),
        KeyRow("S", .transacting(.skipRows), .skipRows),
        KeyRow(.upDown, .scroll, moves),
        KeyRow(.text("Esc"), .transacting(.toList), [.escape: .back, .backspace: .back]).vital,
        KeyRow("b", .transacting(.breakThings), .breakThings),
        KeyRow("y", .transacting(.copyText), .copy),
    ]

    private static let breaking: [KeyRow] = [
        KeyRow("K", .transacting(.kill), .kill).vital,
        KeyRow("z", .transacting(.pause), .pause).vital,
        KeyRow("u", .transacting(.resume), .resume),
        KeyRow("x", .transacting(.drop), .drop),
        KeyRow("d", .transacting(.duplicate), .duplicate),
        KeyRow("i", .transacting(.slow), .slow),
        KeyRow("f", .transacting(.fillDisk), .fillDisk),
        KeyRow("h", .transacting(.heal), .heal).vital,
        KeyRow(
            .text("Esc"), .transacting(.leaveBreaking),
            [.escape: .breakThings, .backspace: .breakThings, .character("b"): .breakThings]
        ).vital,
        KeyRow(.upDown, .transacting(.target), moves),
    ]

    private static let logs: [KeyRow] = [
        KeyRow(.upDown, .scroll, moves),
        KeyRow(
            .leftRight, .filter,
            [
                .left: .previousFilter, .right: .nextFilter, .tab: .nextFilter,
                .backTab: .previousFilter,
            ]),
        KeyRow("f", .follow, .follow),
        KeyRow("/", .search, .search).vital,
        KeyRow(
            .text("n N"), .matches,
            [.character("n"): .nextMatch, .character("N"): .previousMatch]),
        KeyRow("t", .seeing(.showTrace), .showTrace),
        KeyRow("y", .copyLine, .copy),
    ]

    private static let help: [KeyRow] = [
        KeyRow(.upDown, .scroll, moves),
        KeyRow(.text("Esc"), .closeHelp, [.enter: .back]),
    ]

    /// Only what leaves it, and the language: a screen in a hall is not to be steered by accident.
    private static let projector: [KeyRow] = [
        KeyRow(
            .text("Esc"), .leaveProjector,
            [.escape: .projector, .character("P"): .projector, .backspace: .projector]),
        KeyRow("L", .language, .language),
        KeyRow(.text("Ctrl-Z"), .suspend, [.control("z"): .suspend]),
        KeyRow(.text("q"), .quit, [.character("q"): .quit, .control("c"): .quit]),
    ]

    private static let answer: [KeyRow] = [
        KeyRow(
            .text("Enter"), .closeAnswer,
            [
                .enter: .closeAnswer, .escape: .closeAnswer, .character("q"): .closeAnswer,
                .character(" "): .closeAnswer, .backspace: .closeAnswer,
            ]),
        KeyRow("a", .askRegistry, .askRegistry),
    ]

    private static let question: [KeyRow] = [
        KeyRow(.text("y"), .yes, [.character("y"): .yes, .character("Y"): .yes]),
        KeyRow(
            .text("n"), .no,
            [.character("n"): .no, .character("N"): .no, .escape: .no, .character("q"): .no]),
    ]

    /// The keys that move, the same in every list and text.
    private static let moves: [Key: Action] = [
        .up: .up, .down: .down, .pageUp: .pageUp, .pageDown: .pageDown, .home: .first,
        .end: .last, .character("j"): .down, .character("k"): .up, .character(" "): .pageDown,
        .character("g"): .first, .character("G"): .last,
    ]

    /// What a key means in a context; nil when nothing.
    static func action(for key: Key, in context: KeyContext) -> Action? {
        for row in rows(context) {
            if let action = row.actions[key] { return action }
        }
        guard ![.question, .answer, .projector].contains(context) else { return nil }
        for row in everywhere {
            if let action = row.actions[key] { return action }
        }
        return nil
    }
}
