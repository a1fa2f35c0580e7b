import BookstoreAPI
import Canvas
import CoordinatorAPI
import Faults
import LabKit
import RegistryAPI
import TracerAPI
import Wire

/// What happened. The interpreter sends these; nothing else changes the model.
///
/// Every command that says "answered by" is answered by exactly one message; an answer that never
/// comes is given up after five seconds and the question asked anew.
public enum Message: Equatable, Sendable {
    /// A key, in the order they were pressed. Resizes, endings and the return from Ctrl-Z, which the
    /// screen tells as keys, come this way too.
    case keyPressed(Key)
    /// The terminal has another size.
    case resized(Size)
    /// The time, in milliseconds since 1970. To be sent before anything else that happens, and at
    /// ``Model/nextTick``; the first one starts all asking.
    case ticked(Int64)

    /// Answers `fetchSnapshot`.
    case snapshotArrived(SupervisorSnapshot)
    /// Answers `fetchSnapshot` when the supervisor does not answer.
    case supervisorUnreachable
    /// Answers `fetchLogs`.
    case logsArrived(LogPage)
    /// Answers `fetchLogs` when the supervisor does not answer.
    case logsUnreachable
    /// Answers `awaitChange`: how often the component's evidence may have changed since it began.
    case changed(Endpoint, Int)
    /// Answers `awaitChange` when the component does not answer.
    case changesUnknown(Endpoint)
    /// Answers `measure`: the JSON of `GET /state` of each component that answered.
    case measured([ComponentID: JSONValue])
    /// Answers `loadShop`.
    case shopArrived(ShopReading)
    /// Answers `loadShop` when the bookstore does not answer or refuses.
    case shopUnreachable(BookstoreFailure)
    /// Answers `purchase`.
    case purchaseFinished(orderID: String, PurchaseOutcome)

    /// Answers `askRegistry`: every service it knows, and how long the answer took.
    case registryAnswered([ServiceListing], microseconds: Int)
    /// Answers `askRegistry` when the registry does not answer; says why and what to do.
    case registryRefused(LocalizedText)

    /// Answers `listTraces`: the newest first.
    case tracesArrived([TraceListing])
    /// Answers `showTrace`: its spans, nil when the tracer has none of that id.
    case traceArrived(TraceID, [ZipkinSpan]?)
    /// Answers `listTraces` and `showTrace` when the tracer does not answer.
    case tracerSilent(TracerQuestion)
    /// Answers `askLookout`: the answer to each question, or why there is none.
    case lookoutAnswered([MetricQuestion: MetricResult])
    /// Answers `askLookout` when Lookout does not answer.
    case lookoutSilent
    /// Answers `listTransactions`: in no order, and the rows that are locked or waited for.
    case transactionsArrived([TransactionView], [LockView])
    /// Answers `showTransaction`: all that is known of it, nil when the coordinator has none of that
    /// name.
    case transactionArrived(String, TransactionReading?)
    /// Answers `listTransactions` and `showTransaction` when the coordinator does not answer.
    case coordinatorSilent(CoordinatorQuestion)
    /// Answers `choose`: the transaction goes on.
    case chosen(String)
    /// Answers `choose` when it could not be done; says why.
    case choiceRefused(String, LocalizedText)
    /// Answers `loadFaults`: what those said that answered.
    case faultsArrived([ComponentID: FaultsAnswer])
    /// Answers `strike` when it is done.
    case struck(Strike)
    /// Answers `strike` when it could not be done; says why.
    case strikeRefused(Strike, LocalizedText)
    /// Answers `loadLabs`: every lab of this version, and how far the attendee is.
    case labsArrived([Lab], LabProgress)
    /// Answers `loadLabs` when the labs cannot be read; says why.
    case labsUnreadable(String)
    /// Answers `check`: a verdict for each check in order, the progress after it, and the values that
    /// the step's words name.
    case verdictsArrived(StepKey, [Verdict], LabProgress, live: LiveValues = LiveValues())
    /// Answers `runCommand`: the command and what came of it.
    case commandFinished(StepKey, String, CommandOutcome)
    /// Answers `solve`, `reset` and `skip` when it is done, and `hint` when it is counted; with the
    /// progress after it.
    case stepActionFinished(StepAction, StepKey, LabProgress)
    /// Answers `check`, `hint`, `solve`, `reset` and `skip` when it could not be done; says why.
    case stepActionRefused(StepAction, StepKey, LocalizedText)

    /// Answers `resetLabs` when it is done; with the progress after it.
    case labsReset(LabExtent, LabProgress)
    /// Answers `resetLabs` when it could not be done; says why.
    case labsNotReset(LocalizedText)

    /// Answers `perform` when it is done.
    case controlFinished(ControlVerb, ComponentID)
    /// Answers `perform` when it could not be done; says why.
    case controlRefused(ControlVerb, ComponentID, LocalizedText)
    /// Answers `copy`.
    case copied(lines: Int)
    /// Answers `setValue`.
    case fileSaved(String)
    /// Answers `setValue` and `readFile` when it could not be done; says why and what to do.
    case fileRefused(String, LocalizedText)
    /// Answers `readFile`: the file's name and text.
    case fileRead(String, String)
    /// Answers `editFile` when no editor could be opened; says why.
    case editRefused(LocalizedText)
    /// Answers `page` when no pager could be opened; says why.
    case pageRefused(LocalizedText)
}
