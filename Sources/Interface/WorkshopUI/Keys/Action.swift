/// What a key can mean.
enum Action: Hashable, CaseIterable {
    // Everywhere.
    case labs, shop, system, logs, help, commandLine, language, page, mouse, projector, back,
        suspend, quit
    // Moves.
    case up, down, pageUp, pageDown, first, last
    // Labs.
    case open, resetLab, check, answer, run, hint, solve, reset, skip, next, previous, copy, edit
    // Shop.
    case less, more, order, askAgain
    // System.
    case start, stop, restart, kill, askRegistry
    // Logs.
    case nextFilter, previousFilter, follow, search, nextMatch, previousMatch
    // Questions and answers.
    case yes, no, closeAnswer
}
