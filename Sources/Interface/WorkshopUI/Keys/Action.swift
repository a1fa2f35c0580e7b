/// What a key can mean.
enum Action: Hashable, CaseIterable {
    // Everywhere.
    case labs, shop, system, logs, traces, metrics, transactions, help, commandLine, language, page,
        mouse,
        projector, back,
        suspend, quit
    // Moves.
    case up, down, pageUp, pageDown, first, last
    // Labs.
    case open, resetLab, check, answer, run, hint, solve, reset, skip, next, previous, copy, edit
    // Shop.
    case less, more, order, askAgain
    // System.
    case start, stop, restart, kill, askRegistry, topology
    // Logs.
    case nextFilter, previousFilter, follow, search, nextMatch, previousMatch
    // Traces.
    case onlyFailed, slower, compare, showLogs, showTrace, showTraces
    // Metrics.
    case nextFigure, previousFigure, zoomIn, zoomOut, query
    // Transactions.
    case force, keepRows, skipRows, breakThings
    // Breaking.
    case pause, resume, slow, drop, duplicate, fillDisk, heal
    // Questions and answers.
    case yes, no, closeAnswer
}
