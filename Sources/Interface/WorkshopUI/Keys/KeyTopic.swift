/// What the words of a key row are about.
enum KeyTopic: Hashable, CaseIterable {
    case screens, help, commandLine, language, page, mouse, projector, leaveProjector, back,
        suspend, quit
    case lab, open, resetLab, step, toAgenda, toSteps
    case check, answer, run, hint, solve, reset, skip, next, previous, copy, edit, scroll
    case copyLine, copyOrder
    case book, count, order, askAgain
    case component, start, stop, restart, kill, askRegistry
    case filter, follow, search, matches
    case closeHelp, closeAnswer, yes, no
}
