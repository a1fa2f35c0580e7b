import BookstoreAPI
import CoordinatorAPI
import LabKit
import TracerAPI
import Wire

/// What is wanted, as data: the interpreter carries it out and answers with a message.
public enum Command: Equatable, Sendable {
    /// How long `fetchLogs` and `awaitChange` wait for news, in milliseconds.
    public static let newsWait: Int64 = 20_000

    /// The supervisor's snapshot: at once when there is a revision after `after`, else the newest
    /// after `wait` milliseconds. Answered by `snapshotArrived` or `supervisorUnreachable`.
    case fetchSnapshot(after: Int?, wait: Int64)
    /// Log lines of all components after a sequence, at most 500: at once when there are some, else
    /// an empty page after ``newsWait``. Answered by `logsArrived` or `logsUnreachable`.
    case fetchLogs(after: Int)
    /// `GET /changes` of a component: at once when there was a change after so many, or when nil is
    /// known, else after ``newsWait``. Answered by `changed` or `changesUnknown`.
    case awaitChange(Endpoint, after: Int?)
    /// `GET /state` of each, together, with a deadline of a second. Answered by `measured`.
    case measure([Endpoint])
    /// Books, balance and orders of a user from the bookstore on a port of 127.0.0.1, with a
    /// deadline of a second; the user is created when there is none. The balance is what the ledger
    /// says that is asked at `ledger`, an HTTP port, so that looking is no call from bookstore to
    /// account. Answered by `shopArrived` or `shopUnreachable`.
    case loadShop(user: String, port: Int, ledger: Int)
    /// Buy, at the bookstore on a port. Answered by `purchaseFinished`.
    case purchase(PurchaseRequest, port: Int)

    /// `GET /services` of the registry on a port of 127.0.0.1, which counts as a question. Answered by
    /// `registryAnswered` or `registryRefused`.
    case askRegistry(port: Int)

    /// The newest traces that fit, from the tracer on a port of 127.0.0.1; counts as nobody's question.
    /// Answered by `tracesArrived` or `tracerSilent`.
    case listTraces(TracerQueryClient.Filter, port: Int)
    /// A trace with all its spans, from the tracer on a port; a question of the attendee unless the
    /// screen only watches it. Answered by `traceArrived` or `tracerSilent`.
    case showTrace(TraceID, port: Int, isWatching: Bool)
    /// Ask Lookout on a port, all together; questions of the attendee unless the screen only watches.
    /// Answered by `lookoutAnswered` or `lookoutSilent`.
    case askLookout([MetricQuestion], port: Int, isWatching: Bool)
    /// Those under way, the last that ended, and the lock table, from the coordinator on a port of
    /// 127.0.0.1. Answered by `transactionsArrived` or `coordinatorSilent`.
    case listTransactions(port: Int)
    /// A transaction, its frames, and its undo logs at the participants. Answered by
    /// `transactionArrived` or `coordinatorSilent`.
    case showTransaction(String, port: Int, participants: [Endpoint])
    /// What is to become of rows that somebody else wrote to. Answered by `chosen` or
    /// `choiceRefused`.
    case choose(BranchNote.Choice, xid: String, port: Int)
    /// The points of components, and what is armed. Answered by `faultsArrived`.
    case loadFaults([Endpoint])
    /// Break something, or mend it. Answered by `struck` or `strikeRefused`.
    case strike(Strike)
    /// All labs with progress. Answered by `labsArrived` or `labsUnreadable`.
    case loadLabs
    /// Look at the effects of a step. Answered by `verdictsArrived` or `stepActionRefused`.
    case check(StepKey, CheckOccasion)
    /// Answer the question of a step and look at its effects. Answered as `check`.
    case answer(StepKey, String)
    /// Run one of the commands that the step's words name, with a deadline of thirty seconds. Answered
    /// by `commandFinished` or `stepActionRefused`.
    case runCommand(StepKey, String)
    /// Count a hint as opened, a level from 1. Answered by `stepActionFinished` or
    /// `stepActionRefused`.
    case hint(StepKey, level: Int)
    /// Do the step. Answered by `stepActionFinished` or `stepActionRefused`.
    case solve(StepKey)
    /// Back to the beginning of the step. Answered as `solve`.
    case reset(StepKey)
    /// Back to the beginning of a lab, or of all of them. Answered by `labsReset` or `labsNotReset`.
    case resetLabs(LabExtent)
    /// Leave the step out. Answered as `solve`.
    case skip(StepKey)

    /// Start, stop, restart or kill a component. Answered by `controlFinished` or `controlRefused`.
    case perform(ControlVerb, ComponentID)

    /// Keep the language for the next session. Not answered.
    case saveLanguage(Language)
    /// Keep the place for the next session; when it has a step, that step came on screen. Not
    /// answered.
    case savePlace(Place)
    /// Put text on the clipboard. Answered by `copied`.
    case copy(String)
    /// Show text in the attendee's pager. Answered by `pageRefused`, or by nothing.
    case page(String)
    /// Have clicks and the wheel come here, or leave them to the terminal. Not answered.
    case useMouse(Bool)
    /// Open a file of the home folder in the attendee's editor. Answered by `editRefused`, or by
    /// nothing.
    case editFile(String)
    /// Change one value in a file of the home folder, and have the supervisor read it at once. Answered
    /// by `fileSaved` or `fileRefused`.
    case setValue(file: String, path: String, to: String)
    /// Read a file of the home folder. Answered by `fileRead` or `fileRefused`.
    case readFile(String)
    /// Give the terminal back and stop until the shell continues us. Not answered.
    case suspend
    /// End, with this exit code.
    case quit(exitCode: Int32)
}
