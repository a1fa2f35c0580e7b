/// What the words of a key row are about.
enum KeyTopic: Hashable {
    case screens, help, commandLine, language, page, mouse, projector, leaveProjector, back,
        suspend, quit
    case lab, open, resetLab, step, toAgenda, toSteps
    case check, answer, run, hint, solve, reset, skip, next, previous, copy, edit, scroll
    case copyLine, copyOrder
    case book, count, order, askAgain
    case component, start, stop, restart, kill, askRegistry
    case filter, follow, search, matches
    case seeing(Seeing)
    case transacting(Transacting)
    case closeHelp, closeAnswer, yes, no

    /// Of the screens that show what really happened.
    enum Seeing: Hashable, CaseIterable {
        case trace, service, onlyFailed, slower, compare, toTraces, node, span, copyTrace, showLogs,
            showTrace, showTraces
        case topology, table, application, figure, zoom, query, copyQuery
    }

    /// Of global transactions and of breaking them.
    enum Transacting: Hashable, CaseIterable {
        case transaction, part, force, keepRows, skipRows, breakThings, copyName, copyText, toList
        case target, kill, pause, resume, drop, duplicate, slow, fillDisk, heal, leaveBreaking
    }
}
